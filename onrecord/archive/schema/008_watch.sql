-- What `onrecord watch` remembers, so that it asks for nothing twice. Times are seconds since 1970, by this computer's
-- clock: bookkeeping, which no result depends on.

CREATE TABLE watch_feeds (
    url      TEXT PRIMARY KEY,
    etag     TEXT,                          -- as the server gave it with the last feed that was taken in whole
    modified TEXT,                          -- likewise, its Last-Modified
    checked  REAL,                          -- when it was last asked
    due      REAL NOT NULL,                 -- when to ask again
    failures INTEGER NOT NULL,              -- in a row
    problem  TEXT                           -- of the last time
) WITHOUT ROWID;

-- The entries that were seen in each feed.
CREATE TABLE watch_entries (
    feed      TEXT NOT NULL REFERENCES watch_feeds (url),
    key       TEXT NOT NULL,                -- its id in the feed, or its address
    digest    TEXT NOT NULL,                -- sha-256 of what the feed says of it: a changed entry is taken again
    link      TEXT,
    title     TEXT,
    byline    TEXT,
    published TEXT,
    due       REAL,                         -- when to fetch its page; NULL: nothing is left to do
    tries     INTEGER NOT NULL,
    report    INTEGER REFERENCES reports (key),
    problem   TEXT,                         -- why there is no report, or not yet
    PRIMARY KEY (feed, key)
) WITHOUT ROWID;
CREATE INDEX watch_entries_due ON watch_entries (due) WHERE due IS NOT NULL;

-- The robots.txt of each site, kept for a day.
CREATE TABLE watch_robots (
    origin  TEXT PRIMARY KEY,
    text    TEXT NOT NULL,
    fetched REAL NOT NULL
) WITHOUT ROWID;
