from typing import Any

from google.cloud.firestore import ArrayRemove as ArrayRemove
from google.cloud.firestore import ArrayUnion as ArrayUnion
from google.cloud.firestore import AsyncDocumentReference as AsyncDocumentReference
from google.cloud.firestore import AsyncCollectionReference as AsyncCollectionReference
from google.cloud.firestore import AsyncQuery as AsyncQuery
from google.cloud.firestore import AsyncTransaction as AsyncTransaction
from google.cloud.firestore import DELETE_FIELD as DELETE_FIELD
from google.cloud.firestore import DocumentSnapshot as DocumentSnapshot
from google.cloud.firestore import FieldFilter as FieldFilter
from google.cloud.firestore import Increment as Increment
from google.cloud.firestore import SERVER_TIMESTAMP as SERVER_TIMESTAMP
from google.cloud.firestore import async_transactional as async_transactional
from google.cloud.firestore import AsyncClient

def client(app: Any = None, database_id: Any = None) -> AsyncClient: ...
