from zeep import AsyncClient as AsyncClient
from zeep import CachingClient as CachingClient
from zeep import Client as Client
