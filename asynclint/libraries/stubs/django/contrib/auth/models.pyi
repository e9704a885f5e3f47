from typing import Any, ClassVar, Self, TypeVar

from asynclint.markers import blocks, reads, serial, writes

from django.contrib.auth.base_user import AbstractBaseUser as AbstractBaseUser
from django.contrib.auth.base_user import BaseUserManager as BaseUserManager
from django.db import models

T = TypeVar("T")

class UserManager(BaseUserManager[T]):
    @blocks("database", instead="django.contrib.auth.models.UserManager.acreate_user")
    def create_user(self, username: str, email: Any = None, password: Any = None, **extra_fields: Any) -> T: ...
    @writes
    @serial
    async def acreate_user(self, username: str, email: Any = None, password: Any = None, **extra_fields: Any) -> T: ...
    @blocks("database", instead="django.contrib.auth.models.UserManager.acreate_superuser")
    def create_superuser(self, username: str, email: Any = None, password: Any = None, **extra_fields: Any) -> T: ...
    @writes
    @serial
    async def acreate_superuser(self, username: str, email: Any = None, password: Any = None, **extra_fields: Any) -> T: ...
    def with_perm(self, perm: Any, *args: Any, **kwargs: Any) -> Any: ...

class Permission(models.Model):
    name: str
    codename: str
    content_type: Any

class Group(models.Model):
    name: str
    permissions: models._RelatedManager[Permission]

class PermissionsMixin(models.Model):
    is_superuser: bool
    groups: models._RelatedManager[Group]
    user_permissions: models._RelatedManager[Permission]
    @blocks("database", instead="django.contrib.auth.models.PermissionsMixin.aget_user_permissions")
    def get_user_permissions(self, obj: Any = None) -> set[str]: ...
    @reads
    @serial
    async def aget_user_permissions(self, obj: Any = None) -> set[str]: ...
    @blocks("database", instead="django.contrib.auth.models.PermissionsMixin.aget_group_permissions")
    def get_group_permissions(self, obj: Any = None) -> set[str]: ...
    @reads
    @serial
    async def aget_group_permissions(self, obj: Any = None) -> set[str]: ...
    @blocks("database", instead="django.contrib.auth.models.PermissionsMixin.aget_all_permissions")
    def get_all_permissions(self, obj: Any = None) -> set[str]: ...
    @reads
    @serial
    async def aget_all_permissions(self, obj: Any = None) -> set[str]: ...
    @blocks("database", instead="django.contrib.auth.models.PermissionsMixin.ahas_perm")
    def has_perm(self, perm: str, obj: Any = None) -> bool: ...
    @reads
    @serial
    async def ahas_perm(self, perm: str, obj: Any = None) -> bool: ...
    @blocks("database", instead="django.contrib.auth.models.PermissionsMixin.ahas_perms")
    def has_perms(self, perm_list: Any, obj: Any = None) -> bool: ...
    @reads
    @serial
    async def ahas_perms(self, perm_list: Any, obj: Any = None) -> bool: ...
    @blocks("database", instead="django.contrib.auth.models.PermissionsMixin.ahas_module_perms")
    def has_module_perms(self, app_label: str) -> bool: ...
    @reads
    @serial
    async def ahas_module_perms(self, app_label: str) -> bool: ...

class AbstractUser(AbstractBaseUser, PermissionsMixin):
    objects: ClassVar[UserManager[Self]]
    username: str
    first_name: str
    last_name: str
    email: str
    is_staff: bool
    date_joined: Any
    def get_full_name(self) -> str: ...
    def get_short_name(self) -> str: ...
    @blocks("http")
    def email_user(self, subject: str, message: str, from_email: Any = None, **kwargs: Any) -> None: ...

class User(AbstractUser): ...

class AnonymousUser:
    id: Any
    pk: Any
    username: str
    is_staff: bool
    is_active: bool
    is_superuser: bool
    is_anonymous: bool
    is_authenticated: bool
