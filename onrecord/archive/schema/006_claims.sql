-- Claims: what the reports of a story say, and on how many independent origins. Made on demand from the reports'
-- records, and made anew when the set of reports, one of their codings or the program's way of counting changes.

-- One set of reports whose claims were found. `members` is the sha-256 over their ids in order; `basis` tells what the
-- claims were computed from.
CREATE TABLE claim_sets (
    key     INTEGER PRIMARY KEY,
    members TEXT NOT NULL UNIQUE,
    basis   TEXT NOT NULL
);

-- One claim. Its words are those of `report` from `start` to `stop`; `negated`: what is said is that something is not
-- so. `independent` is the number of its rows in `claim_origins`. `claim` is the JSON of all of it, chains included.
CREATE TABLE claims (
    key         INTEGER PRIMARY KEY,
    claim_set   INTEGER NOT NULL REFERENCES claim_sets (key) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,           -- those that most reports tell first
    id          TEXT NOT NULL,
    text        TEXT NOT NULL,
    report      INTEGER NOT NULL REFERENCES reports (key),
    start       INTEGER NOT NULL,
    stop        INTEGER NOT NULL,
    negated     INTEGER NOT NULL,
    independent INTEGER NOT NULL,
    claim       BLOB NOT NULL,
    UNIQUE (claim_set, ordinal)
);

-- Where a claim's chains of attribution end. `outlet`: who heard the source; NULL: said in public.
CREATE TABLE claim_origins (
    claim   INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id      TEXT NOT NULL,
    kind    TEXT NOT NULL,                  -- heard, public, cited
    outlet  TEXT,
    source  TEXT,
    PRIMARY KEY (claim, ordinal)
) WITHOUT ROWID;

-- The passages that tell a claim. `origin`: an origin that the report's chains lead to, NULL where it names no source.
CREATE TABLE claim_passages (
    claim  INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    report INTEGER NOT NULL REFERENCES reports (key),
    start  INTEGER NOT NULL,
    stop   INTEGER NOT NULL,
    origin TEXT,
    PRIMARY KEY (claim, report, start, stop)
) WITHOUT ROWID;
CREATE INDEX claim_passages_report ON claim_passages (report);

-- Who denies a claim, and where.
CREATE TABLE claim_denials (
    claim   INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    source  TEXT NOT NULL,
    report  INTEGER NOT NULL REFERENCES reports (key),
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    PRIMARY KEY (claim, ordinal)
) WITHOUT ROWID;
