"""What speaks for what a thread goes on with, kept, so that a late report is compared with that and not with all.

The statements stand here as they were released; `ascribe.record.schema` says what the columns mean. The situations are
made again by the next reading.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE threads ADD COLUMN points FLOAT",
    "UPDATE documents SET situated = '' WHERE situated IS NOT NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
