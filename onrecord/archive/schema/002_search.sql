-- What can be searched: reports, and in them statements (attributions), events and positions.
--
-- Derived from the records by archive/search/index.py. The full-text tables keep no text of their own: they read it
-- through the view `search_rows`, by `key`.

-- One row for each thing that can be found. Its text is [start, stop) of reports.text.
CREATE TABLE search_units (
    key    INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('report', 'statement', 'event', 'position')),
    report INTEGER NOT NULL REFERENCES reports (key),
    owner  TEXT NOT NULL,                   -- id of the attribution, event or position; for a report its own id
    start  INTEGER NOT NULL,
    stop   INTEGER NOT NULL,
    head   TEXT NOT NULL,                   -- a report's title; for others the names of who says, does or holds it
    tags   TEXT NOT NULL,                   -- "t12 t7": the row's values in search_values, with a t before each key
    pairs  TEXT NOT NULL                    -- very common words that stand side by side, "ofqthe": phrases of them alone
);
CREATE INDEX search_units_report ON search_units (report);

-- The values that rows are filtered and counted by. Facets: outlet, actor, country (of an actor), source, place,
-- area (a first-level division), land (a place's country), type, modality, certainty, stance, anonymity, and for each
-- clock (happened, reported) the year, the month and the day.
CREATE TABLE search_values (
    key   INTEGER PRIMARY KEY,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,                    -- what is compared: folded names, codes, ISO dates
    label TEXT NOT NULL,                    -- what is shown
    lat   REAL,
    lon   REAL,
    UNIQUE (facet, value)
);

CREATE VIEW search_rows AS
    SELECT search_units.key AS key, head, substr(text, start + 1, stop - start) AS body, tags, pairs
    FROM search_units JOIN reports ON reports.key = search_units.report;

CREATE VIRTUAL TABLE search_reports USING fts5 (
    head, body, tags, pairs,
    content = 'search_rows', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_statements USING fts5 (
    head, body, tags, pairs,
    content = 'search_rows', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_events USING fts5 (
    head, body, tags, pairs,
    content = 'search_rows', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_positions USING fts5 (
    head, body, tags, pairs,
    content = 'search_rows', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);

-- Words in a title count twice as much as in the text, names of who says it half as much; tags are for filters only.
INSERT INTO search_reports (search_reports, rank) VALUES ('rank', 'bm25(2.0, 1.0, 0.0, 1.0)');
INSERT INTO search_statements (search_statements, rank) VALUES ('rank', 'bm25(0.5, 1.0, 0.0, 1.0)');
INSERT INTO search_events (search_events, rank) VALUES ('rank', 'bm25(0.5, 1.0, 0.0, 1.0)');
INSERT INTO search_positions (search_positions, rank) VALUES ('rank', 'bm25(0.5, 1.0, 0.0, 1.0)');
