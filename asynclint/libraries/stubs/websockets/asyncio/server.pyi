from websockets import Server as Server
from websockets import ServerConnection as ServerConnection
from websockets import basic_auth as basic_auth
from websockets import serve as serve
from websockets import unix_serve as unix_serve
