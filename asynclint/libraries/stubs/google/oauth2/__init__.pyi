from google.oauth2 import credentials as credentials
from google.oauth2 import id_token as id_token
from google.oauth2 import service_account as service_account
