"""What lists of disagreements, of what is open and of sources are read from, so that none of them builds what it lists.

The statements stand here as they were released; `ascribe.record.schema` says what the columns mean. Claims that were
read before get their speakers here; the situations are made again by the next reading, for their form has changed.
"""

from __future__ import annotations

import json

from alembic import op
from sqlalchemy import text

from ascribe.record.folding import key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE situation_days ADD COLUMN happened VARCHAR",
    "CREATE INDEX situation_days_until ON situation_days (until)",
    "CREATE INDEX documents_changed ON documents (pk) WHERE read_digest IS NOT digest",
    "CREATE INDEX documents_extractor ON documents (extractor)",
    'CREATE INDEX thread_ties_on ON thread_ties ("on")',
    """
CREATE TABLE situation_parts (
  pk INTEGER NOT NULL,
  what VARCHAR NOT NULL,
  span INTEGER NOT NULL,
  day VARCHAR NOT NULL,
  until VARCHAR NOT NULL,
  situation VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  known_since VARCHAR NOT NULL,
  carries INTEGER NOT NULL,
  part VARCHAR NOT NULL,
  PRIMARY KEY (pk)
)
""",
    "CREATE UNIQUE INDEX situation_parts_day ON situation_parts (what, span, day, situation, id)",
    "CREATE INDEX situation_parts_known ON situation_parts (what, span, known_since, id)",
    "CREATE INDEX situation_parts_situation ON situation_parts (situation, until)",
    """
CREATE TABLE speakers (
  speaker VARCHAR NOT NULL,
  claim INTEGER NOT NULL,
  document INTEGER NOT NULL,
  name VARCHAR,
  text VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  anonymous INTEGER NOT NULL,
  affiliation VARCHAR,
  PRIMARY KEY (speaker, claim),
  FOREIGN KEY(claim) REFERENCES claims (pk) ON DELETE CASCADE
) WITHOUT ROWID
""",
    "CREATE INDEX speakers_claim ON speakers (claim)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
    connection = op.get_bind()
    query = text("SELECT pk, document, claim FROM claims WHERE pk IN (SELECT claim FROM claim_sources) ORDER BY pk")
    for pk, document, claim in connection.execute(query).all():
        links = [chain[-1] for chain in json.loads(claim).get("sources", ()) if chain]
        for folded, link in {_speaker(link): link for link in links}.items():
            values = {name: link.get(name) for name in ("name", "affiliation")}
            values |= {"text": link["text"], "kind": link.get("kind", "person")}
            values |= {"speaker": folded, "claim": pk, "document": document}
            connection.execute(_INSERT, values | {"anonymous": int(link.get("anonymous", False))})


_INSERT = text(
    "INSERT INTO speakers (speaker, claim, document, name, text, kind, anonymous, affiliation) "
    "VALUES (:speaker, :claim, :document, :name, :text, :kind, :anonymous, :affiliation)"
)


def _speaker(link: dict[str, str]) -> str:
    name = link.get("name")
    return key(name) if name else f"{key(link['text'])}of {key(link.get('affiliation'))}"
