from django.db.models import Field as Field
from django.db.models import CharField as CharField
from django.db.models import TextField as TextField
from django.db.models import IntegerField as IntegerField
from django.db.models import BooleanField as BooleanField
from django.db.models import DateTimeField as DateTimeField
from django.db.models import UUIDField as UUIDField
