from diskcache import Cache as Cache
from diskcache import Disk as Disk
from diskcache import JSONDisk as JSONDisk
from diskcache import Timeout as Timeout
from diskcache import ENOVAL as ENOVAL
