"""The HTTP API over one archive, and the explorer's files: `onrecord serve ARCHIVE`.

`resources` are the handlers, `shelf` gives each thread its connection and keeps answers for one state of the data,
`problems` says what went wrong, `guard` who may ask; `app` puts them together, `openapi` describes them.
"""
