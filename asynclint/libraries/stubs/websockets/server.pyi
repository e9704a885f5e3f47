from websockets.legacy.server import WebSocketServerProtocol as WebSocketServerProtocol
from websockets.legacy.server import serve as serve
