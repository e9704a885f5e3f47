from valkey import Lock as Lock
