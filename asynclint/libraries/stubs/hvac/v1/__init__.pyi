from hvac import Client as Client
