from websockets import ClientConnection as ClientConnection
from websockets import connect as connect
from websockets import unix_connect as unix_connect
