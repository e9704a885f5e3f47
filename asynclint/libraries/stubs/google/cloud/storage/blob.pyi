from google.cloud.storage import Blob as Blob
