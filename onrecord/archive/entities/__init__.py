"""One actor, many spellings: who is who across the reports of an archive, with the reasons, and undoable.

`names` compares names, `forms` says what an actor's name comes down to, `resolving` which forms are one entity. `index`
keeps the forms in the archive's tables, `judging` what a person decided, `view` answers who an actor is.

Persons without a public role (no office, no organisation that they speak for) stay in their report: a witness or a
victim did not choose to be in the news, and a file on them from all the reports that name them would be of no public
use. `judging.link_private_persons` turns that off for an archive.
"""
