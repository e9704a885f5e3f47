from google.cloud.firestore import AsyncTransaction as AsyncTransaction
from google.cloud.firestore import async_transactional as async_transactional
