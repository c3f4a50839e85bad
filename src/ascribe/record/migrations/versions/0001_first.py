"""The first schema: documents, ledger, links, stories, claims and their full text.

The statements stand here as they were released; `ascribe.record.schema` says what the columns mean.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE documents (
  pk INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  revision VARCHAR NOT NULL,
  live INTEGER NOT NULL,
  present INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  url VARCHAR,
  outlet VARCHAR,
  title VARCHAR,
  byline VARCHAR,
  published_at VARCHAR,
  published_day VARCHAR,
  dated_by VARCHAR,
  language VARCHAR NOT NULL,
  encoding VARCHAR NOT NULL,
  warnings VARCHAR NOT NULL,
  location VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  problem VARCHAR,
  read_digest VARCHAR,
  extractor VARCHAR,
  content VARCHAR,
  words INTEGER,
  naming VARCHAR,
  number INTEGER,
  reading INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (pk),
  CONSTRAINT documents_id_revision UNIQUE (id, revision)
)
    """,
    """
CREATE INDEX documents_content ON documents (content)
    """,
    """
CREATE INDEX documents_day ON documents (published_day)
    """,
    """
CREATE UNIQUE INDEX documents_live ON documents (id) WHERE live = 1
    """,
    """
CREATE UNIQUE INDEX documents_number ON documents (number)
    """,
    """
CREATE INDEX documents_state ON documents (state)
    """,
    """
CREATE TABLE files (
  path VARCHAR NOT NULL,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  digest VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  PRIMARY KEY (path)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE inputs (
  location VARCHAR NOT NULL,
  file VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  problems VARCHAR NOT NULL,
  document VARCHAR,
  revision VARCHAR,
  rank VARCHAR,
  description VARCHAR,
  reading INTEGER NOT NULL,
  PRIMARY KEY (location)
)
    """,
    """
CREATE INDEX inputs_document ON inputs (document, revision, rank)
    """,
    """
CREATE INDEX inputs_file ON inputs (file)
    """,
    """
CREATE TABLE links (
  first VARCHAR NOT NULL,
  second VARCHAR NOT NULL,
  link VARCHAR NOT NULL,
  PRIMARY KEY (first, second)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX links_second ON links (second)
    """,
    """
CREATE TABLE names (
  pk INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  PRIMARY KEY (pk),
  UNIQUE ("key")
)
    """,
    """
CREATE TABLE settings (
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (name)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE stories (
  id VARCHAR NOT NULL,
  story VARCHAR NOT NULL,
  PRIMARY KEY (id)
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE blocks (
  document INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  repeat_of INTEGER,
  rule VARCHAR NOT NULL,
  PRIMARY KEY (document, position),
  FOREIGN KEY(document) REFERENCES documents (pk) ON DELETE CASCADE
)
 WITHOUT ROWID
    """,
    """
CREATE TABLE claims (
  pk INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  document INTEGER NOT NULL,
  position INTEGER NOT NULL,
  event_type VARCHAR,
  mode VARCHAR,
  lemma VARCHAR NOT NULL,
  phase VARCHAR NOT NULL,
  polarity VARCHAR NOT NULL,
  factuality VARCHAR NOT NULL,
  time_start VARCHAR,
  time_end VARCHAR,
  confidence FLOAT NOT NULL,
  sentence VARCHAR NOT NULL,
  prefix VARCHAR NOT NULL,
  suffix VARCHAR NOT NULL,
  claim VARCHAR NOT NULL,
  PRIMARY KEY (pk),
  CONSTRAINT claims_document_id UNIQUE (document, id),
  FOREIGN KEY(document) REFERENCES documents (pk) ON DELETE CASCADE
)
    """,
    """
CREATE INDEX claims_id ON claims (id)
    """,
    """
CREATE INDEX claims_time ON claims (time_start)
    """,
    """
CREATE INDEX claims_type ON claims (event_type, mode)
    """,
    """
CREATE TABLE story_members (
  document INTEGER NOT NULL,
  story VARCHAR NOT NULL,
  PRIMARY KEY (document, story),
  FOREIGN KEY(document) REFERENCES documents (pk) ON DELETE CASCADE,
  FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX story_members_story ON story_members (story)
    """,
    """
CREATE TABLE claim_actors (
  claim INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  name INTEGER NOT NULL,
  PRIMARY KEY (claim, role, name),
  FOREIGN KEY(claim) REFERENCES claims (pk) ON DELETE CASCADE,
  FOREIGN KEY(name) REFERENCES names (pk)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX claim_actors_name ON claim_actors (name)
    """,
    """
CREATE TABLE claim_places (
  claim INTEGER NOT NULL,
  name INTEGER NOT NULL,
  geonameid INTEGER,
  country VARCHAR,
  precision VARCHAR,
  PRIMARY KEY (claim, name),
  FOREIGN KEY(claim) REFERENCES claims (pk) ON DELETE CASCADE,
  FOREIGN KEY(name) REFERENCES names (pk)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX claim_places_country ON claim_places (country)
    """,
    """
CREATE INDEX claim_places_geonameid ON claim_places (geonameid)
    """,
    """
CREATE INDEX claim_places_name ON claim_places (name, geonameid)
    """,
    """
CREATE TABLE claim_sources (
  claim INTEGER NOT NULL,
  name INTEGER NOT NULL,
  PRIMARY KEY (claim, name),
  FOREIGN KEY(claim) REFERENCES claims (pk) ON DELETE CASCADE,
  FOREIGN KEY(name) REFERENCES names (pk)
)
 WITHOUT ROWID
    """,
    """
CREATE INDEX claim_sources_name ON claim_sources (name)
    """,
    """
CREATE VIRTUAL TABLE claim_text USING fts5(
  sentence, content='claims', content_rowid='pk', tokenize="porter unicode61 remove_diacritics 2"
)
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
