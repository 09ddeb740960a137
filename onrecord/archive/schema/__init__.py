"""The archive's tables: numbered files of SQL, applied in order, each once."""
