from typing import Any

from google.cloud.firestore import And as And
from google.cloud.firestore import ArrayRemove as ArrayRemove
from google.cloud.firestore import ArrayUnion as ArrayUnion
from google.cloud.firestore import DELETE_FIELD as DELETE_FIELD
from google.cloud.firestore import DocumentReference as DocumentReference
from google.cloud.firestore import DocumentSnapshot as DocumentSnapshot
from google.cloud.firestore import CollectionReference as CollectionReference
from google.cloud.firestore import FieldFilter as FieldFilter
from google.cloud.firestore import GeoPoint as GeoPoint
from google.cloud.firestore import Increment as Increment
from google.cloud.firestore import Or as Or
from google.cloud.firestore import Query as Query
from google.cloud.firestore import SERVER_TIMESTAMP as SERVER_TIMESTAMP
from google.cloud.firestore import Transaction as Transaction
from google.cloud.firestore import WriteBatch as WriteBatch
from google.cloud.firestore import async_transactional as async_transactional
from google.cloud.firestore import transactional as transactional
from google.cloud.firestore import Client

def client(app: Any = None, database_id: Any = None) -> Client: ...
