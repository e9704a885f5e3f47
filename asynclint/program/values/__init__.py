"""Abstract values, guards over them, and what annotations say in them."""
