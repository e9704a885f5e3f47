from google.cloud.storage import Client as Client
