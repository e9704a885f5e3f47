from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn

class HTTPServer(TCPServer):
    server_name: str
    server_port: int

class ThreadingHTTPServer(ThreadingMixIn, HTTPServer): ...

class BaseHTTPRequestHandler(StreamRequestHandler):
    path: str
    command: str

class SimpleHTTPRequestHandler(BaseHTTPRequestHandler): ...
