from google.cloud.firestore import CollectionReference as CollectionReference
