from google.cloud.bigquery import Row as Row
from google.cloud.bigquery import Table as Table
from google.cloud.bigquery import TableReference as TableReference
from google.cloud.bigquery import _RowIterator as RowIterator
