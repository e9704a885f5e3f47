from pymemcache import HashClient as HashClient
