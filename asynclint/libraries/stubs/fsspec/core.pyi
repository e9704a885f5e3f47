from fsspec import _OpenFile as OpenFile
from fsspec import _OpenFiles as OpenFiles
from fsspec import get_fs_token_paths as get_fs_token_paths
from fsspec import open as open
from fsspec import open_files as open_files
from fsspec import open_local as open_local
from fsspec import url_to_fs as url_to_fs
