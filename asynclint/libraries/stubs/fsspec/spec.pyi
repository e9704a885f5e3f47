from fsspec import AbstractFileSystem as AbstractFileSystem
from fsspec import _File as AbstractBufferedFile
