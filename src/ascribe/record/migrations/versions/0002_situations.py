"""Threads of claims, the situations that they make, and what people decided about them.

The statements stand here as they were released; `ascribe.record.schema` says what the columns mean.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE documents ADD COLUMN situated VARCHAR",
    "DROP INDEX documents_state",
    "CREATE INDEX documents_state ON documents (state, situated)",
    "ALTER TABLE claims ADD COLUMN thread INTEGER",
    "CREATE INDEX claims_thread ON claims (thread)",
    """
CREATE TABLE threads (
  pk INTEGER NOT NULL,
  document INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  ord VARCHAR NOT NULL,
  day VARCHAR,
  parent INTEGER,
  situation VARCHAR NOT NULL,
  shown VARCHAR NOT NULL,
  carries INTEGER NOT NULL,
  own VARCHAR NOT NULL,
  known VARCHAR NOT NULL,
  PRIMARY KEY (pk),
  FOREIGN KEY(document) REFERENCES documents (pk) ON DELETE CASCADE
)
""",
    "CREATE UNIQUE INDEX threads_ord ON threads (ord)",
    "CREATE INDEX threads_document ON threads (document)",
    "CREATE INDEX threads_parent ON threads (parent)",
    "CREATE INDEX threads_shown ON threads (shown)",
    "CREATE INDEX threads_decided ON threads (shown) WHERE shown != situation",
    """
CREATE TABLE thread_keys (
  "key" INTEGER NOT NULL,
  ord VARCHAR NOT NULL,
  thread INTEGER NOT NULL,
  PRIMARY KEY ("key", ord)
) WITHOUT ROWID
""",
    """
CREATE TABLE thread_ties (
  "first" INTEGER NOT NULL,
  "on" INTEGER NOT NULL,
  how VARCHAR NOT NULL,
  claim VARCHAR NOT NULL,
  PRIMARY KEY ("first", "on", how),
  FOREIGN KEY("first") REFERENCES threads (pk) ON DELETE CASCADE,
  FOREIGN KEY("on") REFERENCES threads (pk) ON DELETE CASCADE
) WITHOUT ROWID
""",
    """
CREATE TABLE situation_days (
  span INTEGER NOT NULL,
  day VARCHAR NOT NULL,
  until VARCHAR NOT NULL,
  situation VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  event_type VARCHAR,
  phase VARCHAR,
  factuality VARCHAR,
  since_start VARCHAR,
  since_end VARCHAR,
  first_day VARCHAR,
  last_day VARCHAR,
  states INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  disagreements INTEGER NOT NULL,
  contradictions INTEGER NOT NULL,
  carries INTEGER NOT NULL,
  PRIMARY KEY (span, day, situation)
) WITHOUT ROWID
""",
    "CREATE UNIQUE INDEX situation_days_situation ON situation_days (situation, day)",
    """
CREATE TABLE situations_due (
  document INTEGER NOT NULL,
  PRIMARY KEY (document),
  FOREIGN KEY(document) REFERENCES documents (pk) ON DELETE CASCADE
)
""",
    """
CREATE TABLE situation_decisions (
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  claims VARCHAR NOT NULL,
  who VARCHAR,
  decided_at VARCHAR NOT NULL,
  why VARCHAR,
  PRIMARY KEY (id)
) WITHOUT ROWID
""",
    """
CREATE TABLE source_ratings (
  name VARCHAR NOT NULL,
  rating VARCHAR NOT NULL,
  who VARCHAR,
  rated_at VARCHAR NOT NULL,
  why VARCHAR,
  PRIMARY KEY (name, rated_at)
) WITHOUT ROWID
""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
