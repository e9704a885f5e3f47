from diskcache import FanoutCache as FanoutCache
