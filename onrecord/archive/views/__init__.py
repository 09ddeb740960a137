"""What a page or a program is shown of an archive: plain structures, made by functions from a `Context` and a name.

`parts` are the pieces that all of them are made of; each other module has the views of one subject and the functions
that make them. The server sends them, a static site writes them as files. Every value tells its report and the words it
stands on; every number has beside it the rows that it counts, or the address of a list of exactly those.
"""

from onrecord.archive.views.context import Context, data_version

__all__ = ["Context", "data_version"]
