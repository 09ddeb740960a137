"""Quality that may not drop: our own annotated reports, read and compared with the floors kept beside them."""
