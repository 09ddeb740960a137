-- Reports and what was read in them.
--
-- Every span is [start, stop) in Unicode code points of reports.text, so substr(text, start + 1, stop - start) is the
-- evidence. `report` is always reports.key; `id` and `owner` are ids of schema onrecord/1, unique within one report
-- (two reports can share one); `ordinal` counts from 0 in the order of the record. A column is NULL where the report
-- does not tell. The tables from `actors` down hold the current coding of each report and can be made anew from
-- `codings`; they are never edited.

-- One row for each text. The same text at several addresses is one report with several appearances; the columns here
-- are those of its earliest appearance, which is also the one that the report was read with.
CREATE TABLE reports (
    key             INTEGER PRIMARY KEY,    -- in order of adding; bookkeeping, no result may depend on it
    id              TEXT NOT NULL UNIQUE,   -- sha256:... of the canonical text
    words           INTEGER NOT NULL,
    uri             TEXT,
    address         TEXT,                   -- uri in the form that tells pages apart: no scheme, fragment, tracking
    outlet          TEXT,
    title           TEXT,
    byline          TEXT,
    published       TEXT,                   -- as in the record
    published_at    TEXT,                   -- the same in UTC, sortable: 2024-11-17 or 2024-11-17T09:30:00Z
    retrieved       TEXT,                   -- when the page was fetched, in UTC, where a web archive tells
    published_basis TEXT,
    language        TEXT NOT NULL,
    dateline_place  TEXT,
    dateline_date   TEXT,
    dateline_start  INTEGER,
    dateline_stop   INTEGER,
    superseded_by   INTEGER REFERENCES reports (key), -- the next revision at the address, in order of publication, then retrieval
    text            TEXT NOT NULL           -- the canonical text, kept once; last, so that the rest is read without it
);
CREATE INDEX reports_address ON reports (address) WHERE address IS NOT NULL;
CREATE INDEX reports_published ON reports (published_at, id);
CREATE INDEX reports_outlet ON reports (outlet, published_at);

-- Every place where a report's text came out, as the inputs had it.
CREATE TABLE appearances (
    key          INTEGER PRIMARY KEY,
    report       INTEGER NOT NULL REFERENCES reports (key),
    uri          TEXT,
    address      TEXT,
    outlet       TEXT,
    title        TEXT,
    byline       TEXT,
    published    TEXT,
    published_at TEXT,
    retrieved    TEXT                       -- the first time, where it was fetched more than once
);
CREATE INDEX appearances_report ON appearances (report);
CREATE INDEX appearances_address ON appearances (address) WHERE address IS NOT NULL;

-- What reads reports: a version of the package with its weights and tables.
CREATE TABLE coders (
    key       INTEGER PRIMARY KEY,
    version   TEXT NOT NULL,
    weights   TEXT,
    gazetteer TEXT,
    ontology  TEXT
);
CREATE UNIQUE INDEX coders_whole ON coders (version, ifnull(weights, ''), ifnull(gazetteer, ''), ifnull(ontology, ''));

-- Every record ever made of a report, one for each coder; reading again adds a row and makes it the current one.
CREATE TABLE codings (
    key     INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES reports (key),
    coder   INTEGER NOT NULL REFERENCES coders (key),
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    record  BLOB NOT NULL,                  -- zlib over the JSON of onrecord/1 with report.text left empty
    UNIQUE (report, coder)
);
CREATE UNIQUE INDEX codings_current ON codings (report) WHERE current = 1;
CREATE INDEX codings_coder ON codings (coder, current);

CREATE TABLE actors (
    key     INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES reports (key),
    ordinal INTEGER NOT NULL,
    id      TEXT NOT NULL,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    country TEXT,
    sector  TEXT,
    basis   TEXT NOT NULL,
    rule    TEXT,
    UNIQUE (report, id)
);
CREATE INDEX actors_name ON actors (name);

CREATE TABLE places (
    key        INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES reports (key),
    ordinal    INTEGER NOT NULL,
    id         TEXT NOT NULL,
    name       TEXT NOT NULL,
    country    TEXT,
    admin1     TEXT,
    admin2     TEXT,
    lat        REAL,
    lon        REAL,
    geonames   INTEGER,
    level      TEXT,
    basis      TEXT NOT NULL,
    confidence REAL NOT NULL,
    UNIQUE (report, id)
);
CREATE INDEX places_name ON places (name);
CREATE INDEX places_geonames ON places (geonames) WHERE geonames IS NOT NULL;

-- Mentions that mean the same; actor and place are ids of this report.
CREATE TABLE chains (
    key        INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES reports (key),
    ordinal    INTEGER NOT NULL,
    id         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    actor      TEXT,
    place      TEXT,
    confidence REAL NOT NULL,
    UNIQUE (report, id)
);

CREATE TABLE times (
    key      INTEGER PRIMARY KEY,
    report   INTEGER NOT NULL REFERENCES reports (key),
    ordinal  INTEGER NOT NULL,
    id       TEXT NOT NULL,
    type     TEXT NOT NULL,
    value    TEXT NOT NULL,                 -- TIMEX3
    start    INTEGER NOT NULL,
    stop     INTEGER NOT NULL,
    basis    TEXT NOT NULL,
    earliest TEXT,
    latest   TEXT,
    UNIQUE (report, id)
);

-- Who says what. The content's spans are in `spans` (role content); content_start and content_stop cover them all.
CREATE TABLE attributions (
    key           INTEGER PRIMARY KEY,
    report        INTEGER NOT NULL REFERENCES reports (key),
    ordinal       INTEGER NOT NULL,
    id            TEXT NOT NULL,
    source_actor  TEXT,                     -- id of an actor
    source_name   TEXT,
    source_start  INTEGER,
    source_stop   INTEGER,
    anonymity     TEXT NOT NULL,
    source_kind   TEXT NOT NULL,
    source_count  INTEGER,
    cue_start     INTEGER,
    cue_stop      INTEGER,
    content_start INTEGER,
    content_stop  INTEGER,
    quotation     TEXT NOT NULL,
    stance        TEXT NOT NULL,
    inside        TEXT,                     -- id of the attribution in whose content this one stands
    confidence    REAL NOT NULL,
    shown         INTEGER NOT NULL,
    UNIQUE (report, id)
);

CREATE TABLE events (
    key            INTEGER PRIMARY KEY,
    report         INTEGER NOT NULL REFERENCES reports (key),
    ordinal        INTEGER NOT NULL,
    id             TEXT NOT NULL,
    trigger_start  INTEGER NOT NULL,
    trigger_stop   INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_stop  INTEGER NOT NULL,
    type           TEXT,
    mode           TEXT,
    cameo          TEXT,
    factuality     TEXT NOT NULL,
    modality       TEXT NOT NULL,
    place          TEXT,                    -- id of a place
    time           TEXT,                    -- id of a time
    time_reason    TEXT,
    clause         TEXT NOT NULL,
    within         TEXT,                    -- id of the event that this one completes
    acled_event    TEXT,
    acled_sub      TEXT,
    acled_confidence REAL,
    custom         TEXT,                    -- the user's own types, one a line
    confidence     REAL NOT NULL,
    shown          INTEGER NOT NULL,
    UNIQUE (report, id)
);

CREATE TABLE positions (
    key          INTEGER PRIMARY KEY,
    report       INTEGER NOT NULL REFERENCES reports (key),
    ordinal      INTEGER NOT NULL,
    id           TEXT NOT NULL,
    holder       TEXT NOT NULL,             -- id of an actor
    stance       TEXT NOT NULL,
    matter       TEXT NOT NULL,
    matter_start INTEGER NOT NULL,
    matter_stop  INTEGER NOT NULL,
    beneficiary  TEXT,                      -- id of an actor
    since        TEXT,                      -- id of a time
    until        TEXT,
    confidence   REAL NOT NULL,
    shown        INTEGER NOT NULL,
    UNIQUE (report, id)
);

CREATE TABLE shifts (
    key        INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES reports (key),
    ordinal    INTEGER NOT NULL,
    id         TEXT NOT NULL,
    holder     TEXT NOT NULL,               -- id of an actor
    before     TEXT,                        -- ids of positions
    after      TEXT NOT NULL,
    direction  TEXT NOT NULL,
    time       TEXT,                        -- id of a time
    confidence REAL NOT NULL,
    shown      INTEGER NOT NULL,
    UNIQUE (report, id)
);

-- The rows of the "Factor | Details" table; they have no id of their own, `id` is keypoint-ORDINAL.
CREATE TABLE keypoints (
    key     INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES reports (key),
    ordinal INTEGER NOT NULL,
    id      TEXT NOT NULL,
    factor  TEXT NOT NULL,
    detail  TEXT NOT NULL,
    UNIQUE (report, id)
);

-- Events in order of time, the undated last.
CREATE TABLE timeline (
    report  INTEGER NOT NULL REFERENCES reports (key),
    ordinal INTEGER NOT NULL,
    event   TEXT NOT NULL,
    time    TEXT,
    PRIMARY KEY (report, ordinal)
) WITHOUT ROWID;

-- Other outlets that the report credits with what it prints.
CREATE TABLE credits (
    report  INTEGER NOT NULL REFERENCES reports (key),
    ordinal INTEGER NOT NULL,
    outlet  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    PRIMARY KEY (report, ordinal)
) WITHOUT ROWID;

-- Stages that failed on a report.
CREATE TABLE failures (
    report  INTEGER NOT NULL REFERENCES reports (key),
    ordinal INTEGER NOT NULL,
    stage   TEXT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (report, ordinal)
) WITHOUT ROWID;

-- Spans of which a record has several. Roles: mention (actors, places, chains; for an event the other triggers),
-- sentence (of those other triggers, same ordinal), government (places), content (attributions), actor and recipient
-- (events), evidence (positions, shifts, keypoints).
CREATE TABLE spans (
    report  INTEGER NOT NULL REFERENCES reports (key),
    owner   TEXT NOT NULL,
    role    TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    PRIMARY KEY (report, owner, role, ordinal)
) WITHOUT ROWID;

-- Pieces of text used as values. Roles: title (actors); nationality, institution, role, closeness, reason_unnamed
-- (sources, owner is the attribution); instrument, reason (events); target, condition, objective, reason (positions).
CREATE TABLE phrases (
    report  INTEGER NOT NULL REFERENCES reports (key),
    owner   TEXT NOT NULL,
    role    TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    text    TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    PRIMARY KEY (report, owner, role, ordinal)
) WITHOUT ROWID;

-- From one record to others of the same report. Roles: via (attributions, innermost first), actor, recipient (events),
-- attribution (events, positions, shifts, keypoints; for events `value` is the factuality from that source's view),
-- area (positions, to a place).
CREATE TABLE links (
    report  INTEGER NOT NULL REFERENCES reports (key),
    owner   TEXT NOT NULL,
    role    TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    target  TEXT NOT NULL,
    value   TEXT,
    PRIMARY KEY (report, owner, role, ordinal)
) WITHOUT ROWID;

-- Inputs that were taken in: a file's bytes under one way of taking them in. A finished one is skipped unread.
CREATE TABLE inputs (
    key      INTEGER PRIMARY KEY,
    digest   TEXT NOT NULL UNIQUE,          -- sha-256 over the bytes, the version of the intake and its options
    name     TEXT NOT NULL,                 -- as given on the command line the first time
    finished INTEGER NOT NULL CHECK (finished IN (0, 1))
);

-- What became of each item of an input, so that an interrupted run goes on where it stopped.
CREATE TABLE items (
    input   INTEGER NOT NULL REFERENCES inputs (key),
    ordinal INTEGER NOT NULL,
    report  INTEGER REFERENCES reports (key),   -- NULL: it was rejected
    PRIMARY KEY (input, ordinal)
) WITHOUT ROWID;

-- Inputs that could not be used, and why. One that is used later leaves the table.
CREATE TABLE rejects (
    name    TEXT PRIMARY KEY,               -- PATH, or PATH:LINE
    input   INTEGER REFERENCES inputs (key),
    ordinal INTEGER,
    kind    TEXT NOT NULL,                  -- the error's name
    problem TEXT NOT NULL,
    remedy  TEXT NOT NULL
) WITHOUT ROWID;

-- Which version of each index the archive holds; another version in the program makes it anew.
CREATE TABLE indexes (
    name    TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) WITHOUT ROWID;
