from google.cloud.firestore import Transaction as Transaction
from google.cloud.firestore import transactional as transactional
