from google.cloud.firestore import WriteBatch as WriteBatch
