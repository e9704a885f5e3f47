from google.cloud.firestore import Client as Client
