from google.cloud.bigquery import Client as Client
