from typing import Any

from asynclint.markers import blocks, reads, writes

from stripe import StripeObject

class Session(StripeObject):
    @blocks("sdk", instead="stripe.billing_portal.Session.create_async")
    @classmethod
    def create(cls, *args: Any, **params: Any) -> Session: ...
    @classmethod
    @writes
    async def create_async(cls, *args: Any, **params: Any) -> Session: ...
    @blocks("sdk")
    @classmethod
    def retrieve(cls, *args: Any, **params: Any) -> Session: ...
    @blocks("sdk", instead="stripe.billing_portal.Session.refresh_async")
    def refresh(self, *args: Any, **params: Any) -> Session: ...
    @reads
    async def refresh_async(self, *args: Any, **params: Any) -> Session: ...

