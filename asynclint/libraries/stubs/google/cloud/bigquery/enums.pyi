from google.cloud.bigquery import Compression as Compression
from google.cloud.bigquery import CreateDisposition as CreateDisposition
from google.cloud.bigquery import SourceFormat as SourceFormat
from google.cloud.bigquery import WriteDisposition as WriteDisposition
