-- What one more post is compared with: the state of linking and of joining, row by row, so that a build loads only
-- what the post touches. Derived from captures like the ledger; a build that cannot use it makes it anew.
CREATE TABLE shelf (
    name    TEXT NOT NULL,             -- which mapping: holders, links, stories, ...
    key     ANY NOT NULL,              -- whole number or string
    value   BLOB NOT NULL,             -- MessagePack
    PRIMARY KEY (name, key)
) STRICT, WITHOUT ROWID;

-- Things are kept in the order of a key of their own, not of a running number: one more changes no other's.
-- tag is what a summary counts: an outlet, a type, how many figures.
ALTER TABLE thing RENAME TO thing_before;
DROP INDEX thing_by_order;
CREATE TABLE thing (
    kind    TEXT NOT NULL,             -- post, codes, event, story, ...
    id      TEXT NOT NULL,
    place   TEXT NOT NULL,             -- sorts the things of a kind
    tag     TEXT NOT NULL DEFAULT '',
    version TEXT NOT NULL,             -- changes whenever value may: what is up to date is not written again
    value   TEXT NOT NULL,             -- JSON of the record type
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO thing (kind, id, place, version, value)
    SELECT kind, id, printf('%012d', seq), '', value FROM thing_before;
DROP TABLE thing_before;
CREATE INDEX thing_by_place ON thing (kind, place);
CREATE INDEX thing_by_tag ON thing (kind, tag);
DELETE FROM meta WHERE name = 'built';
