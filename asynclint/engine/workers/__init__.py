"""Reading files into facts in several processes."""
