from requests import Session as Session
from requests import session as session
