"""Stories: reports of the same happening, found among all reports of the archive as they come in.

`terms` says what a report is about, `vectors` how alike two reports are, `profiles` holds both for reports that hang
together. `linkage` joins what is alike, `contrast` tells two happenings of one kind apart by who, where, when and how
many, and `grouping` puts these together. `index` keeps terms, links and stories in the archive's tables; `view` lists
them.
"""
