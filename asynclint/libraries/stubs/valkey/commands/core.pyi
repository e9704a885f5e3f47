from valkey import Script as Script
