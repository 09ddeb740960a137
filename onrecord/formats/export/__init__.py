"""An archive's tables in the formats of others: event data sets, maps, entity graphs, provenance, data frames.

`tables` and `gathered` make the rows of onrecord's own tables from records; `polecat`, `gdelt`, `acled`, `plover`,
`geojson`, `ftm`, `prov` and `statements` say what a record is in the words of another format; `writers` write rows;
`exporting` lists the formats by name. Rows are made one report at a time, and every row tells its report's address, its
date, its words and what read it.
"""

from onrecord.formats.export.exporting import FORMATS, TABLES, Format, export, write_tables
from onrecord.formats.export.selection import Selection

__all__ = ["FORMATS", "TABLES", "Format", "Selection", "export", "write_tables"]
