from google.cloud.firestore import AsyncWriteBatch as AsyncWriteBatch
