from aiofiles import open as open
