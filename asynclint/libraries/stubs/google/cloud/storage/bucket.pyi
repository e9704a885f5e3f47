from google.cloud.storage import Bucket as Bucket
