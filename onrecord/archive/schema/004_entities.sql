-- Actors across reports. Everything but the judgements and the settings is derived from the records. Which forms are one
-- entity is not stored: it is a function of the forms of one block, the aliases and the judgements, worked out on reading.

-- A form: what a name comes down to, with what is known of whom it names. Reports share forms.
CREATE TABLE entity_forms (
    key     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,           -- made from the four columns that follow
    class   TEXT NOT NULL CHECK (class IN ('person', 'state', 'body')),
    name    TEXT NOT NULL,                  -- in small letters, without titles, articles and accents
    country TEXT NOT NULL,                  -- ISO 3166-1 alpha-3; empty where it is not known
    sphere  TEXT NOT NULL,                  -- of persons, what they are in public: state, BUS, NGO ...; empty where not known
    block   TEXT NOT NULL                   -- forms of different blocks are never one entity, but by alias or judgement
);
CREATE INDEX entity_forms_block ON entity_forms (block);
CREATE INDEX entity_forms_name ON entity_forms (name);

-- The form of each actor that is linked across reports. Persons without a public role have none unless the archive's
-- setting links them.
CREATE TABLE entity_actors (
    report INTEGER NOT NULL REFERENCES reports (key),
    actor  TEXT NOT NULL,                   -- actors.id
    form   INTEGER NOT NULL REFERENCES entity_forms (key),
    PRIMARY KEY (report, actor)
) WITHOUT ROWID;
CREATE INDEX entity_actors_form ON entity_actors (form);

-- Short names that a report uses for a body that it names in full as well.
CREATE TABLE entity_aliases (
    short  TEXT NOT NULL,
    long   TEXT NOT NULL,                   -- entity_forms.name
    report INTEGER NOT NULL REFERENCES reports (key),
    PRIMARY KEY (short, long, report)
) WITHOUT ROWID;
CREATE INDEX entity_aliases_long ON entity_aliases (long);
CREATE INDEX entity_aliases_report ON entity_aliases (report);

-- What a person decided. Rows are appended; a later one on the same pair takes the place of an earlier one.
CREATE TABLE entity_judgements (
    key      INTEGER PRIMARY KEY,
    decision TEXT NOT NULL CHECK (decision IN ('same', 'different', 'open')),
    one      TEXT NOT NULL,                 -- entity_forms.id, or REPORT-ID/ACTOR-ID for one actor of one report
    other    TEXT NOT NULL
);
CREATE INDEX entity_judgements_one ON entity_judgements (one);
CREATE INDEX entity_judgements_other ON entity_judgements (other);

CREATE TABLE entity_settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
