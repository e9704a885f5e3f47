import io

from asynclint.markers import blocks

@blocks("file")
def open(filename) -> io.TextIOWrapper: ...
