from google.cloud.firestore import Query as Query
from google.cloud.firestore import CollectionGroup as CollectionGroup
