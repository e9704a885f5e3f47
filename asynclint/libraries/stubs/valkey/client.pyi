from valkey import Monitor as Monitor
from valkey import Pipeline as Pipeline
from valkey import PubSub as PubSub
from valkey import Valkey as Valkey
from valkey import StrictValkey as StrictValkey
