"""Tables of `monitor.db`, as migrations: what was released is never edited, a change of the tables is a new one.

Times are text as `monitor.store.times` makes it; JSON columns are text; what points to another table is indexed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.errors import StoreError
from monitor.store import clusters
from monitor.store.connection import Connection, in_plain_words

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

_APPLICATION = 0x41445649
"""Marks the file as ours ("ADVI"), see PRAGMA application_id."""

NAMES = ("0001_first_tables", "0002_readings", "0003_clusters", "0004_ways", "0005_delivery")
"""All migrations that this program knows, in order; their number is the version of its tables."""


def migrations() -> Migrations:
    """The migrations, for sqlite-utils: slow to import, and needed only where there is something to migrate."""
    from sqlite_utils import Migrations

    made = Migrations("monitor")
    for name, script in zip(NAMES, (_FIRST_TABLES, _READINGS, _CLUSTERS, _WAYS, _DELIVERY), strict=True):

        def migrate(db: Database, script: str = script) -> None:
            db.executescript(script)

        made(name=name)(migrate)
    return made


_FIRST_TABLES = """
CREATE TABLE address (               -- one URL that is asked
    place TEXT PRIMARY KEY,          -- 'uk-fcdo/kazakhstan'
    url TEXT NOT NULL,
    etag TEXT,                       -- validators of the last good body, exactly as the server gave them
    last_modified TEXT,
    snapshot_id INTEGER REFERENCES snapshot(id),   -- the last good body
    last_visit_at TEXT,
    last_good_at TEXT,
    last_verdict TEXT,
    next_due_at TEXT
) STRICT;
CREATE INDEX address_snapshot ON address(snapshot_id);

CREATE TABLE page (                  -- one document that is watched
    id TEXT PRIMARY KEY,             -- 'uk-fcdo/kazakhstan/safety-and-security'
    place TEXT NOT NULL REFERENCES address(place),
    title TEXT NOT NULL,
    url TEXT NOT NULL,               -- where a person reads it now
    publisher TEXT NOT NULL,
    country TEXT,                    -- ISO 3166-1 alpha-2
    part TEXT,
    safety_critical INTEGER NOT NULL CHECK (safety_critical IN (0, 1)),
    first_seen_at TEXT,              -- first and last good look
    last_good_at TEXT,
    last_visit_at TEXT,
    last_verdict TEXT,
    last_reason TEXT
) STRICT;
CREATE INDEX page_place ON page(place);
CREATE INDEX page_country ON page(country);

CREATE TABLE page_url (              -- where a page was, and when
    page_id TEXT NOT NULL REFERENCES page(id),
    url TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,                      -- null: it is there now
    PRIMARY KEY (page_id, since)
) STRICT;

CREATE TABLE snapshot (              -- a raw body on disk
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL REFERENCES address(place),
    sha256 TEXT NOT NULL,            -- of the body
    path TEXT NOT NULL,              -- from the snapshots folder
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,           -- bytes of the body
    url TEXT NOT NULL,               -- that answered
    fetched_at TEXT NOT NULL,
    headers TEXT NOT NULL,           -- JSON: [[name, value], ...]
    origin TEXT NOT NULL,            -- 'live' or 'backfill'
    UNIQUE (place, sha256, fetched_at)
) STRICT;
CREATE INDEX snapshot_newest ON snapshot(place, fetched_at);
CREATE INDEX snapshot_path ON snapshot(path);

CREATE TABLE visit (                 -- one attempt to see an address
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL REFERENCES address(place),
    url TEXT NOT NULL,
    final_url TEXT NOT NULL,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    status INTEGER,
    seconds REAL NOT NULL,
    bytes INTEGER,                   -- of the body; null where none came
    headers TEXT NOT NULL,           -- JSON: [[name, value], ...]
    snapshot_id INTEGER REFERENCES snapshot(id),
    origin TEXT NOT NULL
) STRICT;
CREATE INDEX visit_place ON visit(place, at);
CREATE INDEX visit_snapshot ON visit(snapshot_id);

CREATE TABLE version (               -- a page as it was read from a snapshot, where it differs from the one before
    id INTEGER PRIMARY KEY,
    page_id TEXT NOT NULL REFERENCES page(id),
    snapshot_id INTEGER NOT NULL REFERENCES snapshot(id),
    visit_id INTEGER REFERENCES visit(id),
    observed_at TEXT NOT NULL,       -- when the page was seen; of a backfill the date of the commit
    recorded_at TEXT NOT NULL,       -- when it was written here
    title TEXT NOT NULL,
    stamp TEXT,                      -- the page's own date
    note TEXT,                       -- the publisher's own words on the change
    reader TEXT NOT NULL,
    document_sha256 TEXT NOT NULL,
    origin TEXT NOT NULL
) STRICT;
CREATE INDEX version_page ON version(page_id, observed_at, id);
CREATE INDEX version_document ON version(page_id, document_sha256);
CREATE INDEX version_snapshot ON version(snapshot_id);
CREATE INDEX version_visit ON version(visit_id);

CREATE TABLE fact (                  -- a value that a version states
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES version(id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    value TEXT NOT NULL,             -- JSON
    label TEXT,
    context TEXT NOT NULL,
    section TEXT NOT NULL,           -- JSON: headings from the top
    block INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_version ON fact(version_id);
CREATE INDEX fact_value ON fact(kind, value);

CREATE TABLE change (                -- what differs between two versions of a page
    id INTEGER PRIMARY KEY,
    page_id TEXT NOT NULL REFERENCES page(id),
    before_version_id INTEGER REFERENCES version(id),
    after_version_id INTEGER NOT NULL REFERENCES version(id),
    kind TEXT NOT NULL,
    significance TEXT NOT NULL,
    "nothing" TEXT,
    announcement TEXT,               -- 'announced', 'partly', 'silent', 'unknown'
    observed_at TEXT NOT NULL,       -- of the version after
    recorded_at TEXT NOT NULL,
    origin TEXT NOT NULL,
    body TEXT NOT NULL,              -- JSON: the whole change, as it leaves the program
    UNIQUE (after_version_id, before_version_id)
) STRICT;
CREATE INDEX change_page ON change(page_id, observed_at);
CREATE INDEX change_observed ON change(observed_at, significance);
CREATE INDEX change_before ON change(before_version_id);

CREATE TABLE fact_change (           -- its fact changes, to ask for
    change_id INTEGER NOT NULL REFERENCES change(id),
    kind TEXT NOT NULL,
    change TEXT NOT NULL,            -- 'added', 'removed', 'changed'
    before_text TEXT,
    after_text TEXT,
    significance TEXT NOT NULL
) STRICT;
CREATE INDEX fact_change_change ON fact_change(change_id);
CREATE INDEX fact_change_kind ON fact_change(kind);

CREATE TABLE notice (                -- what one recipient gets at once
    id INTEGER PRIMARY KEY,
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,        -- the same at each attempt, so that the other end knows a repetition
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'retrying', 'delivered', 'dead')),
    attempts INTEGER NOT NULL DEFAULT 0,
    last_answer TEXT,
    next_try_at TEXT,                -- not to be taken up before; null once it has ended
    created_at TEXT NOT NULL,
    delivered_at TEXT
) STRICT;
CREATE INDEX notice_recipient ON notice(recipient, state);

CREATE TABLE delivery (              -- a change that one recipient is to be told of
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES change(id),
    recipient TEXT NOT NULL,
    notice_id INTEGER REFERENCES notice(id),   -- null: in no notice yet
    created_at TEXT NOT NULL,
    UNIQUE (change_id, recipient)
) STRICT;
CREATE INDEX delivery_notice ON delivery(notice_id);
CREATE INDEX delivery_waiting ON delivery(recipient) WHERE notice_id IS NULL;

CREATE TABLE backfill (              -- how far the past of a repository was taken
    repository TEXT NOT NULL,
    path TEXT NOT NULL,
    last_commit TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (repository, path)
) STRICT;
"""

_READINGS = """
CREATE TABLE reading (               -- what a version was read as, before a later reader read it otherwise
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES version(id),
    change_id INTEGER NOT NULL REFERENCES change(id),   -- the technical change that tells what is read otherwise
    title TEXT NOT NULL,             -- as the columns of version
    stamp TEXT,
    note TEXT,
    reader TEXT NOT NULL,
    document_sha256 TEXT NOT NULL,
    facts TEXT NOT NULL,             -- JSON: [{"kind": ..., ...}, ...] as the columns of fact
    replaced_at TEXT NOT NULL
) STRICT;
CREATE INDEX reading_version ON reading(version_id);
CREATE INDEX reading_change ON reading(change_id);

ALTER TABLE address ADD COLUMN root TEXT;   -- CSS selector by which its content was last found; null: none was named
"""

_CLUSTERS = """
CREATE TABLE mark (                  -- one thing that a change says, the names of its country masked
    change_id INTEGER NOT NULL REFERENCES change(id),
    digest TEXT NOT NULL,            -- equal on two pages where it is the same
    words INTEGER NOT NULL,          -- of page text that it stands for
    PRIMARY KEY (change_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_digest ON mark(digest, change_id);

CREATE TABLE cluster (               -- one edit on the pages of several countries
    id INTEGER PRIMARY KEY,
    publisher TEXT NOT NULL,
    first_at TEXT NOT NULL,          -- its earliest and its latest change
    last_at TEXT NOT NULL
) STRICT;

CREATE TABLE cluster_mark (          -- what it says
    cluster_id INTEGER NOT NULL REFERENCES cluster(id),
    digest TEXT NOT NULL,
    words INTEGER NOT NULL,
    PRIMARY KEY (cluster_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_mark_digest ON cluster_mark(digest, cluster_id);

CREATE TABLE cluster_change (        -- the changes that hold it
    cluster_id INTEGER NOT NULL REFERENCES cluster(id),
    change_id INTEGER NOT NULL REFERENCES change(id),
    PRIMARY KEY (cluster_id, change_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_change_change ON cluster_change(change_id, cluster_id);

CREATE TABLE derived (               -- what was made out of the other tables, and by which version of what makes it
    what TEXT PRIMARY KEY,           -- 'clusters'
    version TEXT NOT NULL
) STRICT;
"""


_WAYS = """
CREATE TABLE way (                   -- one way to the pages of an address
    place TEXT NOT NULL REFERENCES address(place),
    url TEXT NOT NULL,
    name TEXT NOT NULL,              -- 'Content API', 'page'
    kind TEXT NOT NULL,              -- 'api', 'feed', 'html', 'browser'
    etag TEXT,                       -- validators of the last good body, exactly as the server gave them
    last_modified TEXT,
    distrusted TEXT NOT NULL DEFAULT '{}',   -- JSON: {'etag': why and since when, 'last_modified': ...}
    snapshot_id INTEGER REFERENCES snapshot(id),   -- the last good body
    shown TEXT NOT NULL DEFAULT '[]',        -- JSON: ids of the pages that it showed
    whole_at TEXT,                   -- when a whole body last came; what came since was "not modified"
    last_visit_at TEXT,
    last_good_at TEXT,
    last_verdict TEXT,
    last_reason TEXT,
    failures INTEGER NOT NULL DEFAULT 0,     -- looks in a row that were not good
    PRIMARY KEY (place, url)
) STRICT;
CREATE INDEX way_snapshot ON way(snapshot_id);
CREATE INDEX way_closed ON way(place) WHERE failures >= 3;
INSERT INTO way (place, url, name, kind, etag, last_modified, snapshot_id, last_visit_at, last_good_at, last_verdict)
    SELECT place, url, 'page', 'html', etag, last_modified, snapshot_id, last_visit_at, last_good_at, last_verdict
    FROM address WHERE last_visit_at IS NOT NULL;
ALTER TABLE address ADD COLUMN all_parts INTEGER NOT NULL DEFAULT 0;   -- whether every part that came was taken
ALTER TABLE address DROP COLUMN etag;
ALTER TABLE address DROP COLUMN last_modified;

ALTER TABLE visit ADD COLUMN way TEXT;          -- name of the way; null: of a time before there were any
ALTER TABLE visit ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]';   -- JSON: by what signs the verdict was given
ALTER TABLE visit ADD COLUMN moved_to TEXT;

ALTER TABLE version ADD COLUMN way TEXT;        -- name of the way by which it was seen; null: the first, or elsewhere

ALTER TABLE page ADD COLUMN verdict_since TEXT;                     -- when the latest verdict was given first, in a row
ALTER TABLE page ADD COLUMN verdict_count INTEGER NOT NULL DEFAULT 0;     -- and how often
ALTER TABLE page ADD COLUMN suspect_mark TEXT;            -- fingerprint of a document that a second look is to confirm
ALTER TABLE page ADD COLUMN suspect_at TEXT;
ALTER TABLE page ADD COLUMN first_visit_at TEXT;
ALTER TABLE page ADD COLUMN moved_to TEXT;                          -- where the site sends for good
UPDATE page SET first_visit_at = coalesce(first_seen_at, last_visit_at), verdict_since = last_visit_at,
    verdict_count = iif(last_visit_at IS NULL, 0, 1);

CREATE TABLE host (                  -- what is remembered of a host, whoever of us asked it
    origin TEXT PRIMARY KEY,         -- 'https://www.gov.uk'
    failures INTEGER NOT NULL,       -- in a row
    left_alone_until TEXT,
    why TEXT NOT NULL,               -- it is left alone, or failed at last: one sentence
    status INTEGER,                  -- the answer by which it asked for that (429, 503); null: it failed too often
    robots TEXT,                     -- its robots.txt, as far as it is read; null: there is none
    robots_status INTEGER,           -- of the answer that said so; null: there was no such answer yet
    robots_at TEXT,                  -- when that came
    robots_again_at TEXT,            -- when it is to be asked for again
    robots_trouble TEXT NOT NULL     -- why it could not be had the last time; empty: it could
) STRICT;

CREATE TABLE index_line (            -- what an index last said of a country
    place TEXT NOT NULL REFERENCES address(place),
    country TEXT NOT NULL,
    title TEXT NOT NULL,
    updated TEXT,                    -- the date that it gives, ISO 8601
    note TEXT,
    advice TEXT NOT NULL,            -- JSON: the levels that it gives
    digest TEXT NOT NULL,            -- of all that the line says
    since TEXT NOT NULL,             -- when it was first seen to say this
    gone_since TEXT,                 -- since when the index has no line about the country; null: it has one
    PRIMARY KEY (place, country)
) STRICT;

CREATE TABLE alarm (                 -- something about the watching itself that somebody must hear of
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('not_checked', 'gone', 'disagreement', 'stale')),
    subject TEXT NOT NULL,           -- id of a page, or place of an address
    publisher TEXT NOT NULL,
    country TEXT,                    -- ISO 3166-1 alpha-2
    page_id TEXT REFERENCES page(id),   -- null: it is about an address as a whole
    verdict TEXT,                    -- of the latest look, when it was told last; 'overdue' where nobody has looked
    reason TEXT NOT NULL,            -- likewise: what is wrong, as a sentence
    since TEXT,                      -- the last good look; null: there was none
    began_at TEXT NOT NULL,
    told_at TEXT,                    -- the last time that somebody was told; null: nobody was yet
    ended_at TEXT,                   -- null: it lasts
    settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))   -- whether nothing more is to be told of it
) STRICT;
CREATE UNIQUE INDEX alarm_open ON alarm(kind, subject) WHERE ended_at IS NULL;
CREATE INDEX alarm_page ON alarm(page_id);
CREATE INDEX alarm_unsettled ON alarm(settled) WHERE settled = 0;
CREATE INDEX alarm_told ON alarm(told_at);

CREATE TABLE telling (               -- one time that an alarm is told
    id INTEGER PRIMARY KEY,
    alarm_id INTEGER NOT NULL REFERENCES alarm(id),
    stage TEXT NOT NULL CHECK (stage IN ('first', 'again', 'over')),
    verdict TEXT,                    -- as they were then
    reason TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX telling_alarm ON telling(alarm_id);

CREATE TABLE delivery_new (          -- a change, or an alarm, of which one recipient is to be told
    id INTEGER PRIMARY KEY,
    change_id INTEGER REFERENCES change(id),
    telling_id INTEGER REFERENCES telling(id),
    recipient TEXT NOT NULL,
    notice_id INTEGER REFERENCES notice(id),   -- null: in no notice yet
    created_at TEXT NOT NULL,
    CHECK ((change_id IS NULL) <> (telling_id IS NULL)),
    UNIQUE (change_id, recipient),
    UNIQUE (telling_id, recipient)
) STRICT;
INSERT INTO delivery_new (id, change_id, recipient, notice_id, created_at)
    SELECT id, change_id, recipient, notice_id, created_at FROM delivery;
DROP TABLE delivery;
ALTER TABLE delivery_new RENAME TO delivery;
CREATE INDEX delivery_notice ON delivery(notice_id);
CREATE INDEX delivery_waiting ON delivery(recipient) WHERE notice_id IS NULL;
"""


_DELIVERY = """
ALTER TABLE change ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1));   -- to whoever wants to hear
UPDATE change SET told = 1 WHERE id IN (SELECT change_id FROM delivery);

ALTER TABLE notice ADD COLUMN slot TEXT;        -- of a digest: the time for which it was made
ALTER TABLE notice ADD COLUMN since TEXT;       -- of a digest: the time of the one before
ALTER TABLE notice ADD COLUMN tried_at TEXT;    -- when it was tried first
ALTER TABLE notice ADD COLUMN ended_at TEXT;    -- when it was delivered, or given up the last time
ALTER TABLE notice ADD COLUMN done TEXT NOT NULL DEFAULT '[]';   -- JSON: parts of it that the other end has taken
UPDATE notice SET ended_at = coalesce(delivered_at, created_at) WHERE state IN ('delivered', 'dead');
CREATE UNIQUE INDEX notice_slot ON notice(recipient, slot) WHERE slot IS NOT NULL;
CREATE INDEX notice_open ON notice(recipient) WHERE state IN ('waiting', 'sending', 'retrying');
CREATE INDEX notice_ended ON notice(recipient, ended_at);
CREATE INDEX notice_given_up ON notice(recipient) WHERE state <> 'delivered' AND ended_at IS NOT NULL;

CREATE TABLE recipient (             -- who is told, as sources.yaml names them
    name TEXT PRIMARY KEY,
    rule TEXT NOT NULL,              -- JSON: of which changes
    digest TEXT NOT NULL,            -- JSON: when together; null: each change at once
    since TEXT NOT NULL,             -- since when with this digest
    audited_to INTEGER NOT NULL      -- the last change of which is known that it is told to whom it concerns
) STRICT;

CREATE TABLE alarm_new (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('not_checked', 'gone', 'disagreement', 'stale', 'undelivered')),
    subject TEXT NOT NULL,           -- id of a page, place of an address, or name of a recipient
    publisher TEXT NOT NULL,         -- empty: of none
    country TEXT,                    -- ISO 3166-1 alpha-2
    page_id TEXT REFERENCES page(id),   -- null: it is about no single page
    verdict TEXT,                    -- of the latest look, when it was told last; 'overdue' where nobody has looked
    reason TEXT NOT NULL,            -- likewise: what is wrong, as a sentence
    since TEXT,                      -- the last good look; null: there was none
    began_at TEXT NOT NULL,
    told_at TEXT,                    -- the last time that somebody was told; null: nobody was yet
    ended_at TEXT,                   -- null: it lasts
    settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))   -- whether nothing more is to be told of it
) STRICT;
INSERT INTO alarm_new SELECT * FROM alarm;
DROP TABLE alarm;
ALTER TABLE alarm_new RENAME TO alarm;
CREATE UNIQUE INDEX alarm_open ON alarm(kind, subject) WHERE ended_at IS NULL;
CREATE INDEX alarm_page ON alarm(page_id);
CREATE INDEX alarm_unsettled ON alarm(settled) WHERE settled = 0;
CREATE INDEX alarm_told ON alarm(told_at);
"""


def prepare(connection: Connection) -> None:
    """Bring an empty or older database to the tables of this program, all or nothing.

    Raises:
        StoreError: it belongs to another program or to a newer version of this one, or cannot be written.
    """
    with in_plain_words(connection.path):
        if _is_behind(connection):
            # A table to which others refer is built anew beside itself: SQLite wants the check put off for that.
            connection.sqlite.execute("PRAGMA foreign_keys = OFF")
            with connection.write():
                migrations().apply(connection.db)
                if not clusters.is_current(connection):
                    clusters.find_anew(connection)
                if connection.rows("PRAGMA foreign_key_check"):
                    raise StoreError(f"{connection.path} is damaged (rows refer to others that are gone): restore it")
                connection.sqlite.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.sqlite.execute(f"PRAGMA user_version = {len(NAMES)}")
            connection.sqlite.execute("PRAGMA foreign_keys = ON")
        connection.sqlite.execute("PRAGMA journal_mode = wal")


def demand_current(connection: Connection) -> None:
    """Refuse a database whose tables are not those of this program: for readers, who may not migrate.

    Raises:
        StoreError: it belongs to another program, or to a newer or an older version of this one.
    """
    with in_plain_words(connection.path):
        if _is_behind(connection):
            raise StoreError(
                f"{connection.path} is of an older version of this program: run `monitor check now` once, "
                "which brings it up to date"
            )


def _is_behind(connection: Connection) -> bool:
    """Whether migrations are to be applied; raises StoreError where the database is not ours to touch."""
    version: int = connection.sqlite.execute("PRAGMA user_version").fetchone()[0]
    application: int = connection.sqlite.execute("PRAGMA application_id").fetchone()[0]
    tables = {row["name"] for row in connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if application != _APPLICATION and (application or version or tables):
        raise StoreError(f"{connection.path} is a database of another program: move it away, or name another folder")
    applied = set()
    if "_sqlite_migrations" in tables:  # where sqlite-utils notes them
        rows = connection.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = 'monitor'")
        applied = {row["name"] for row in rows}
    if not applied <= set(NAMES) or version > len(NAMES):
        raise StoreError(
            f"{connection.path} was written by a newer version of this program (tables of version "
            f"{max(version, len(applied | set(NAMES)))}, this program knows {len(NAMES)}): upgrade advisory-monitor"
        )
    return applied != set(NAMES) or not clusters.is_current(connection)
