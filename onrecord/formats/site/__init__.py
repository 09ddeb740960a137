"""An archive, or some stories of it, as a folder of plain files: the explorer's pages with all that they show.

Any web server can give them out, from any path; nothing runs on the server and nothing is loaded from elsewhere.
"""

from onrecord.formats.site.site import Written, write_site

__all__ = ["Written", "write_site"]
