from redis import Script as Script
