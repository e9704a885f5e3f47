from google.cloud.firestore import DocumentReference as DocumentReference
from google.cloud.firestore import DocumentSnapshot as DocumentSnapshot
