-- The book: one file. Times are UTC ISO 8601. JSON columns hold the record types as msgspec writes them.

-- What the book is: schema version lives in PRAGMA user_version, not here.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Captures: bytes as they were found, under their sha256. Never updated, never deleted but by 'forget'.
CREATE TABLE capture (
    id      TEXT PRIMARY KEY,          -- sha256 of data, hex
    seq     INTEGER NOT NULL UNIQUE,   -- order of adding, from 1
    about   TEXT NOT NULL,             -- JSON: record.Capture
    data    BLOB NOT NULL,             -- zlib-compressed bytes
    added   TEXT NOT NULL              -- when; never exported
) STRICT;

-- The ledger: each step's result under (step name and version, item, beat). A row is there only when the
-- work was done, so a build killed anywhere goes on where it stopped.
CREATE TABLE done (
    step    TEXT NOT NULL,             -- beatbook.read.v1
    item    TEXT NOT NULL,             -- id of what it was done to
    beat    TEXT NOT NULL,             -- digest of the beat; '' where the step does not read it
    result  BLOB NOT NULL,             -- JSON of the step's result, zlib-compressed
    PRIMARY KEY (step, item, beat)
) STRICT, WITHOUT ROWID;

-- What the last whole build says: posts, codes, findings, brought up to date together in one transaction.
CREATE TABLE thing (
    kind    TEXT NOT NULL,             -- post, codes, event, story, ...
    id      TEXT NOT NULL,
    seq     INTEGER NOT NULL,          -- order within its kind
    version TEXT NOT NULL,             -- changes whenever value may: what is up to date is not written again
    value   TEXT NOT NULL,             -- JSON of the record type
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX thing_by_order ON thing (kind, seq);

-- Judgements: what a person ruled. Append-only: the triggers below refuse any change.
CREATE TABLE judgement (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    key     TEXT NOT NULL,             -- the stable key of what was judged
    value   TEXT NOT NULL,             -- JSON: review.Judgement
    made    TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_by_key ON judgement (key);
CREATE TRIGGER judgement_keeps BEFORE UPDATE ON judgement BEGIN
    SELECT raise(ABORT, 'a judgement is never changed; make a new one');
END;
CREATE TRIGGER judgement_stays BEFORE DELETE ON judgement BEGIN
    SELECT raise(ABORT, 'a judgement is never deleted');
END;

-- Numbers that published things keep over rebuilds (never a hash of anything).
CREATE TABLE public_number (
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,             -- internal id
    number  INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- What could not be done, for the Problems page.
CREATE TABLE problem (
    seq     INTEGER PRIMARY KEY,
    step    TEXT NOT NULL,
    value   TEXT NOT NULL              -- JSON: record.Problem
) STRICT;

-- Which version of which post the search index holds; rowid is that of post_words.
CREATE TABLE indexed (
    rowid   INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL
) STRICT;

-- Search over the posts' words. Rebuilt whole when a name must go: FTS5 keeps deleted words in its index.
CREATE VIRTUAL TABLE post_words USING fts5 (
    id UNINDEXED, title, body,
    tokenize = "unicode61 remove_diacritics 2"
);
