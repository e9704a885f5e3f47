from diskcache import Averager as Averager
from diskcache import BoundedSemaphore as BoundedSemaphore
from diskcache import Lock as Lock
from diskcache import RLock as RLock
from diskcache import barrier as barrier
from diskcache import memoize_stampede as memoize_stampede
from diskcache import throttle as throttle
