from valkey.asyncio import Monitor as Monitor
from valkey.asyncio import Pipeline as Pipeline
from valkey.asyncio import PubSub as PubSub
from valkey.asyncio import Valkey as Valkey
from valkey.asyncio import StrictValkey as StrictValkey
