from diskcache import Deque as Deque
from diskcache import Index as Index
