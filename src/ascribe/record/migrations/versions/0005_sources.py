"""What each source said, counted, so that a list of sources need not count.

The statements stand here as they were released; `ascribe.record.schema` says what the columns mean. The next reading
counts, with the situations, which it makes again; until then lists of sources count for themselves.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE speakers ADD COLUMN day VARCHAR",
    "ALTER TABLE speakers ADD COLUMN origin VARCHAR",
    "CREATE INDEX speakers_day ON speakers (speaker, day) WHERE day IS NOT NULL",
    """
CREATE TABLE source_totals (
  speaker VARCHAR NOT NULL,
  origins INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  told VARCHAR NOT NULL,
  PRIMARY KEY (speaker)
) WITHOUT ROWID
""",
    "CREATE INDEX source_totals_most ON source_totals (origins, claims)",
    """
CREATE TABLE source_copies (
  speaker VARCHAR NOT NULL,
  origin VARCHAR NOT NULL,
  sayings INTEGER NOT NULL,
  PRIMARY KEY (speaker, origin)
) WITHOUT ROWID
""",
    """
CREATE TABLE source_disputes (
  speaker VARCHAR NOT NULL,
  own INTEGER NOT NULL,
  known_since VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  situation VARCHAR NOT NULL,
  PRIMARY KEY (speaker, own, known_since, id)
) WITHOUT ROWID
""",
    "CREATE INDEX source_disputes_situation ON source_disputes (situation)",
    "UPDATE documents SET situated = '' WHERE situated IS NOT NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
