from urllib3 import PoolManager as PoolManager
from urllib3 import ProxyManager as ProxyManager
from urllib3 import proxy_from_url as proxy_from_url
