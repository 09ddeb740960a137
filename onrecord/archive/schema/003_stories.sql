-- Stories: reports of the same happening. All of it is derived: a story is a function of the set of reports, made anew
-- from `story_terms` for the reports that hang together with one that was added.

-- What each report is about.
CREATE TABLE story_terms (
    report INTEGER PRIMARY KEY REFERENCES reports (key),
    day    INTEGER,                         -- day of publication, from 0001-01-01 as 1; NULL where it is not known
    level  INTEGER NOT NULL,                -- the likeness from which links count for it: the first at which not too many hang together
    terms  BLOB NOT NULL                    -- MessagePack: weights by term in ten-thousandths, and the terms of the head
) WITHOUT ROWID;

-- The terms that weigh most in a report, by which others are found.
CREATE TABLE story_keys (
    term   TEXT NOT NULL,
    day    INTEGER NOT NULL,                -- as above; -1 where it is not known
    report INTEGER NOT NULL REFERENCES reports (key),
    weight REAL NOT NULL,                   -- its part of the report's vector, whose length is 1
    PRIMARY KEY (term, day, report)
) WITHOUT ROWID;
CREATE INDEX story_keys_report ON story_keys (report);

-- Pairs of the terms that weigh most of all, by which reports of any other day are found.
CREATE TABLE story_pairs (
    pair   TEXT NOT NULL,                   -- two terms in alphabetical order with a blank between them
    report INTEGER NOT NULL REFERENCES reports (key),
    PRIMARY KEY (pair, report)
) WITHOUT ROWID;
CREATE INDEX story_pairs_report ON story_pairs (report);

-- Pairs of reports that are alike, each pair both ways.
CREATE TABLE story_links (
    report   INTEGER NOT NULL REFERENCES reports (key),
    other    INTEGER NOT NULL REFERENCES reports (key),
    likeness REAL NOT NULL,                 -- less what is taken off for coming out further apart than the window
    PRIMARY KEY (report, other)
) WITHOUT ROWID;

-- The story of each report. A story is named for its founder, the report of it that came out first.
CREATE TABLE story_members (
    report INTEGER PRIMARY KEY REFERENCES reports (key),
    story  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX story_members_story ON story_members (story);

-- Every name that a story ever had: it leads to the story that now holds the report it was named for.
CREATE TABLE story_names (
    story   TEXT PRIMARY KEY,
    founder INTEGER NOT NULL REFERENCES reports (key)
) WITHOUT ROWID;
