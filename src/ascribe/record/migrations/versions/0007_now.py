"""The largest situations as they are today, whole.

The statements stand here as they were released; `ascribe.record.schema` says what the columns mean. The situations are
made again by the next reading.
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATEMENTS = (
    "CREATE TABLE situations_now (situation VARCHAR NOT NULL, whole VARCHAR NOT NULL, PRIMARY KEY (situation))",
    "UPDATE documents SET situated = '' WHERE situated IS NOT NULL",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
