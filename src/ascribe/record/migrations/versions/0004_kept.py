"""Which documents are to be grouped, kept, so that adding one does not look through all.

The statements stand here as they were released; `ascribe.record.schema` says what the columns mean.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE stories_due (
  document INTEGER NOT NULL,
  PRIMARY KEY (document),
  FOREIGN KEY(document) REFERENCES documents (pk) ON DELETE CASCADE
)
""",
    """
INSERT INTO stories_due SELECT pk FROM documents WHERE live = 1 AND pk NOT IN (SELECT document FROM story_members)
""",
    "DELETE FROM stories WHERE id NOT IN (SELECT story FROM story_members)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
