-- Words that reports share. All of it can be made anew from the reports and their records.

-- The fingerprints of each report (winnowed hashes of eight words in a row): two reports with twelve equal words in a
-- row have at least one in common.
CREATE TABLE fingerprints (
    hash   INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key),
    PRIMARY KEY (hash, report)
) WITHOUT ROWID;

-- The lines of each report as numbers (case and digits do not count), with its outlet's key and its day: a line that an
-- outlet prints on many days is page furniture. `day` is the report's id where no day is known.
CREATE TABLE page_lines (
    line   INTEGER NOT NULL,
    outlet TEXT NOT NULL,
    day    TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key),
    PRIMARY KEY (line, outlet, day, report)
) WITHOUT ROWID;

-- Both for each report in one piece, 8 bytes little-endian each, so that its rows above are found again.
CREATE TABLE reuse_reports (
    report INTEGER PRIMARY KEY REFERENCES reports (key),
    hashes BLOB NOT NULL,
    lines  BLOB NOT NULL
);

-- Verdicts on pairs of reports, made on demand. `basis` tells what a verdict was computed from (both records, the lines
-- that are page furniture, the version of the comparison); a row with another basis is out of date and made anew.
-- `a` came out first, as far as that is known; label and direction as in docs/archive.md.
CREATE TABLE reuse_pairs (
    a         INTEGER NOT NULL REFERENCES reports (key),
    b         INTEGER NOT NULL REFERENCES reports (key),
    basis     TEXT NOT NULL,
    label     TEXT NOT NULL,
    direction TEXT,
    origin    TEXT,                         -- key of the outlet that the text or the news is from
    share_a   REAL NOT NULL,                -- part of a's words that stand in b
    share_b   REAL NOT NULL,
    verdict   BLOB NOT NULL,                -- JSON of the whole verdict, with passages and reasons
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX reuse_pairs_b ON reuse_pairs (b);
