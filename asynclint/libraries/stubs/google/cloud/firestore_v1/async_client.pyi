from google.cloud.firestore import AsyncClient as AsyncClient
