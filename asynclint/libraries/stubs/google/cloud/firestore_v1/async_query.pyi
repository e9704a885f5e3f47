from google.cloud.firestore import AsyncQuery as AsyncQuery
