from s3fs import S3File as S3File
from s3fs import S3FileSystem as S3FileSystem
