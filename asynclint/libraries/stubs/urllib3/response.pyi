from urllib3 import BaseHTTPResponse as BaseHTTPResponse
from urllib3 import HTTPResponse as HTTPResponse
