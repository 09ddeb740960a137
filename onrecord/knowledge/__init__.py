"""What onrecord knows before it reads: compiled tables, with their origin and licence beside them in `data`.

Each module loads its table once, on first use, and answers look-ups; what a table does not hold is None.
"""
