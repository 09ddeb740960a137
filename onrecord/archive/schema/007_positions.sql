-- What reports tell of who holds which position, one row for each place that tells it: a position record, a denial, an
-- act, or words that tell of one. Derived from the records by archive/positions/index.py; rows are added with each
-- report and none is ever changed by another report, so that what was known at any time can be told later.
CREATE TABLE position_bearings (
    key        INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES reports (key),
    kind       TEXT NOT NULL CHECK (kind IN ('position', 'denial', 'act', 'words')),
    owner      TEXT NOT NULL,               -- id of the position, attribution or event it rests on
    holder     TEXT NOT NULL,               -- as the report's actor record has it
    holder_kind TEXT NOT NULL,
    country    TEXT,                        -- of the holder
    sector     TEXT,
    stance     TEXT NOT NULL,
    negated    INTEGER NOT NULL,            -- the stance is denied
    voice      TEXT NOT NULL CHECK (voice IN ('own', 'report', 'unnamed', 'other')),
    source     TEXT,                        -- who says so; NULL: the report itself
    matter     TEXT NOT NULL,
    start      INTEGER NOT NULL,            -- the evidence
    stop       INTEGER NOT NULL,
    since      TEXT,                        -- ISO day
    until      TEXT,
    planned    INTEGER NOT NULL,
    confidence REAL NOT NULL,
    terms      TEXT NOT NULL                -- of matter and sentence, for looking up: words and groups of meaning
);
CREATE INDEX position_bearings_report ON position_bearings (report);
CREATE INDEX position_bearings_country ON position_bearings (country);
CREATE INDEX position_bearings_holder ON position_bearings (holder);

CREATE VIRTUAL TABLE position_terms USING fts5 (
    terms, content = 'position_bearings', content_rowid = 'key', tokenize = 'unicode61'
);
