from typing import Any

from asynclint.markers import blocks

from stripe import StripeObject

class Session(StripeObject):
    @blocks("sdk", instead="stripe.billing_portal.Session.create_async")
    @classmethod
    def create(cls, *args: Any, **params: Any) -> Session: ...
    @classmethod
    async def create_async(cls, *args: Any, **params: Any) -> Session: ...
    @blocks("sdk")
    @classmethod
    def retrieve(cls, *args: Any, **params: Any) -> Session: ...
    @blocks("sdk", instead="stripe.billing_portal.Session.refresh_async")
    def refresh(self, *args: Any, **params: Any) -> Session: ...
    async def refresh_async(self, *args: Any, **params: Any) -> Session: ...

