from google.cloud.firestore import FieldFilter as FieldFilter
from google.cloud.firestore import And as And
from google.cloud.firestore import Or as Or
