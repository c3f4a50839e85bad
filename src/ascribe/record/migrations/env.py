"""What Alembic runs around its scripts: they use the connection and the transaction of `ascribe.record.migrate`."""

from __future__ import annotations

from alembic import context

from ascribe.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, once the driver is kept from committing by itself
)
with context.begin_transaction():
    context.run_migrations()
