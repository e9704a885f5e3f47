from google.cloud.firestore import ArrayRemove as ArrayRemove
from google.cloud.firestore import ArrayUnion as ArrayUnion
from google.cloud.firestore import Increment as Increment
from google.cloud.firestore import DELETE_FIELD as DELETE_FIELD
from google.cloud.firestore import SERVER_TIMESTAMP as SERVER_TIMESTAMP
