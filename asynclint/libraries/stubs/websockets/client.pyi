from websockets.legacy.client import WebSocketClientProtocol as WebSocketClientProtocol
from websockets.legacy.client import connect as connect
