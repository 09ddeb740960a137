"""Many records: one SQLite file that holds every report, what was read in it, and what many reports tell together.

`store` keeps reports and records, one transaction each; `indexes` lists what must follow every one of them. The other
modules stand on the documented tables of `schema/` and on nothing else of the store.
"""

from onrecord.archive.store import Added, Archive, Reference, ReportRow

__all__ = ["Added", "Archive", "Reference", "ReportRow"]
