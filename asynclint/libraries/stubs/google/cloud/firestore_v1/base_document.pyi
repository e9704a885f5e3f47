from google.cloud.firestore import DocumentSnapshot as DocumentSnapshot
