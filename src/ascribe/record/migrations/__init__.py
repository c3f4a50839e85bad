"""Alembic's scripts: each takes a record from one schema to the next, on opening; nobody calls them by hand."""
