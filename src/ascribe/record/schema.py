"""The tables of a record, as SQLAlchemy sees them; `migrations/` makes them in the file.

Ids come from content. The integer keys (`pk`) tie rows together inside one file and mean nothing outside it.
Dates are ISO 8601 text, so that they sort and compare as they are.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint

metadata = MetaData()

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
    sqlite_with_rowid=False,
)
"""Small facts about the record itself (the number of the last reading)."""

documents = Table(
    "documents",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("live", Integer, nullable=False),  # 1: the revision that is shown; at most one a document
    Column("present", Integer, nullable=False),  # 1: an input of the ledger holds it
    Column("name", String, nullable=False),
    Column("url", String),
    Column("outlet", String),
    Column("title", String),
    Column("byline", String),
    Column("published_at", String),
    Column("published_day", String),
    Column("dated_by", String),
    Column("language", String, nullable=False),
    Column("encoding", String, nullable=False),
    Column("warnings", String, nullable=False),  # JSON: [[code, message], ...]
    Column("location", String, nullable=False),  # of the input that it is described by
    Column("digest", String, nullable=False),  # of all that claims are made from
    Column("state", String, nullable=False),  # pending, read, failed, unread
    Column("problem", String),  # why it failed, as JSON [code, message]
    Column("read_digest", String),  # `digest` when its claims were made
    Column("extractor", String),  # version of the code that made its claims
    Column("content", String),  # digest of its words: documents that have it in common carry the same text
    Column("words", Integer),  # how many of them count
    Column("naming", String),  # where it names its agency, as JSON
    Column("number", Integer),  # its number among the documents that were compared; not part of the content
    Column("reading", Integer, nullable=False),  # number of the reading that brought it; not part of the content
    Column("situated", String),  # version of the code that made its threads; empty: they are to be made
    Column("text", String, nullable=False),  # last: a long text is then not touched when the rest is read
    UniqueConstraint("id", "revision", name="documents_id_revision"),
)
Index("documents_live", documents.c.id, unique=True, sqlite_where=documents.c.live == 1)
Index("documents_day", documents.c.published_day)
Index("documents_state", documents.c.state, documents.c.situated)
Index("documents_content", documents.c.content)
Index("documents_number", documents.c.number, unique=True)
Index("documents_extractor", documents.c.extractor)
Index("documents_changed", documents.c.pk, sqlite_where=documents.c.read_digest.is_distinct_from(documents.c.digest))

blocks = Table(
    "blocks",
    metadata,
    Column("document", Integer, ForeignKey("documents.pk", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("repeat_of", Integer),
    Column("rule", String, nullable=False),
    sqlite_with_rowid=False,
)

inputs = Table(
    "inputs",
    metadata,
    Column("location", String, primary_key=True),
    Column("file", String, nullable=False),
    Column("state", String, nullable=False),
    Column("problems", String, nullable=False),  # JSON: [[code, message], ...]
    Column("document", String),
    Column("revision", String),
    Column("rank", String),  # the lowest of a revision's inputs describes it
    Column("description", String),  # JSON: the document but for its text, as this input gives it
    Column("reading", Integer, nullable=False),  # in which it was last met; not part of the content
)
"""The ledger: a row for each input unit, in the one state in which it ended."""
Index("inputs_file", inputs.c.file)
Index("inputs_document", inputs.c.document, inputs.c.revision, inputs.c.rank)

files = Table(
    "files",
    metadata,
    Column("path", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("modified", Integer, nullable=False),  # nanoseconds
    Column("digest", String, nullable=False),
    Column("version", String, nullable=False),  # of the code that read it, and of what lies beside it
    sqlite_with_rowid=False,
)
"""Files read to their end, so that an unchanged one need not be opened. A cache: not part of the content."""

links = Table(
    "links",
    metadata,
    Column("first", String, primary_key=True),
    Column("second", String, primary_key=True),
    Column("link", String, nullable=False),  # JSON
    sqlite_with_rowid=False,
)
"""Pairs of texts (`documents.content`) that share sentences, the smaller first, with the documents compared."""
Index("links_second", links.c.second)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("story", String, nullable=False),  # JSON
    sqlite_with_rowid=False,
)
"""The stories of the live documents."""

story_members = Table(
    "story_members",
    metadata,
    Column("document", Integer, ForeignKey("documents.pk", ondelete="CASCADE"), primary_key=True),
    Column("story", String, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
Index("story_members_story", story_members.c.story)

stories_due = Table(
    "stories_due",
    metadata,
    Column("document", Integer, ForeignKey("documents.pk", ondelete="CASCADE"), primary_key=True),
)
"""Live documents that are in no story: the new ones, and those whose story is out of date."""

claims = Table(
    "claims",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("document", Integer, ForeignKey("documents.pk", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("event_type", String),
    Column("mode", String),
    Column("lemma", String, nullable=False),
    Column("phase", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("factuality", String, nullable=False),
    Column("time_start", String),
    Column("time_end", String),
    Column("confidence", Float, nullable=False),
    Column("sentence", String, nullable=False),
    Column("prefix", String, nullable=False),  # what stands before the sentence, and after it
    Column("suffix", String, nullable=False),
    Column("claim", String, nullable=False),  # the whole claim as canonical JSON
    Column("thread", Integer),  # key of the thread that it is in
    UniqueConstraint("document", "id", name="claims_document_id"),
)
Index("claims_id", claims.c.id)
Index("claims_time", claims.c.time_start)
Index("claims_type", claims.c.event_type, claims.c.mode)
Index("claims_thread", claims.c.thread)

names = Table(
    "names",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
)
"""Folded names of places, actors and sources (`folding.key`), each once: a search for a part of a name reads these."""

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", Integer, ForeignKey("claims.pk", ondelete="CASCADE"), primary_key=True),
    Column("name", Integer, ForeignKey("names.pk"), primary_key=True),
    Column("geonameid", Integer),
    Column("country", String),
    Column("precision", String),
    sqlite_with_rowid=False,
)
Index("claim_places_name", claim_places.c.name, claim_places.c.geonameid)
Index("claim_places_geonameid", claim_places.c.geonameid)
Index("claim_places_country", claim_places.c.country)

claim_actors = Table(
    "claim_actors",
    metadata,
    Column("claim", Integer, ForeignKey("claims.pk", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),  # agent, target
    Column("name", Integer, ForeignKey("names.pk"), primary_key=True),
    sqlite_with_rowid=False,
)
Index("claim_actors_name", claim_actors.c.name)

claim_sources = Table(
    "claim_sources",
    metadata,
    Column("claim", Integer, ForeignKey("claims.pk", ondelete="CASCADE"), primary_key=True),
    Column("name", Integer, ForeignKey("names.pk"), primary_key=True),
    sqlite_with_rowid=False,
)
Index("claim_sources_name", claim_sources.c.name)

speakers = Table(
    "speakers",
    metadata,
    Column("speaker", String, primary_key=True),  # `sources.speaker_key`: equal for one source
    Column("claim", Integer, ForeignKey("claims.pk", ondelete="CASCADE"), primary_key=True),
    Column("document", Integer, nullable=False),
    Column("name", String),
    Column("text", String, nullable=False),  # as it stands in the report
    Column("kind", String, nullable=False),
    Column("anonymous", Integer, nullable=False),
    Column("affiliation", String),
    # as it is counted in `source_totals`; empty where it is not: no input holds that revision any more, or not yet
    Column("day", String),  # of publication; "~": not known
    Column("origin", String),  # story whose copies count once; "": the document is nobody's copy
    sqlite_with_rowid=False,
)
"""The innermost speakers of each claim: a list of sources reads these and no claim."""
Index("speakers_claim", speakers.c.claim)
Index("speakers_day", speakers.c.speaker, speakers.c.day, sqlite_where=speakers.c.day.is_not(None))

source_totals = Table(
    "source_totals",
    metadata,
    Column("speaker", String, primary_key=True),
    Column("origins", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("told", String, nullable=False),  # JSON: how often under which name, of which kind, how firmly, for whom
    sqlite_with_rowid=False,
)
"""What each source said, counted over the live documents, so that a list of sources counts nothing."""
Index("source_totals_most", source_totals.c.origins, source_totals.c.claims)

source_copies = Table(
    "source_copies",
    metadata,
    Column("speaker", String, primary_key=True),
    Column("origin", String, primary_key=True),
    Column("sayings", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How often a source speaks in the copies of a report, which are one origin."""

source_disputes = Table(
    "source_disputes",
    metadata,
    Column("speaker", String, primary_key=True),
    Column("own", Integer, primary_key=True),  # 1: with what it said itself; 0: with others
    Column("known_since", String, primary_key=True),  # as in `situation_parts`
    Column("id", String, primary_key=True),  # of the disagreement
    Column("situation", String, nullable=False),
    sqlite_with_rowid=False,
)
"""In which disagreements of today a source stands."""
Index("source_disputes_situation", source_disputes.c.situation)

threads = Table(
    "threads",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.pk", ondelete="CASCADE"), nullable=False),
    Column("id", String, nullable=False),  # of its first claim
    Column("ord", String, nullable=False),  # sorts threads by publication, document and place in the text
    Column("day", String),  # of publication
    Column("parent", Integer),  # key of the thread that it goes on with
    Column("situation", String, nullable=False),  # id of the first thread of its chain: what the machine found
    Column("shown", String, nullable=False),  # the same, with what people decided
    Column("carries", Integer, nullable=False),  # 1: can open a situation
    Column("own", String, nullable=False),  # JSON: what its document tells
    Column("known", String, nullable=False),  # JSON: completed by what it goes on with; empty where that adds nothing
    Column("points", Float),  # for its being one thing with what it goes on with
)
"""Claims of one document about one thing; each goes on with at most one earlier thread."""
Index("threads_ord", threads.c.ord, unique=True)
Index("threads_document", threads.c.document)
Index("threads_parent", threads.c.parent)
Index("threads_shown", threads.c.shown)
Index("threads_decided", threads.c.shown, sqlite_where=threads.c.shown != threads.c.situation)

thread_keys = Table(
    "thread_keys",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("ord", String, primary_key=True),
    Column("thread", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Under which a thread is compared with others: two that can be of one thing have a key in common."""

thread_ties = Table(
    "thread_ties",
    metadata,
    Column("first", Integer, ForeignKey("threads.pk", ondelete="CASCADE"), primary_key=True),
    Column("on", Integer, ForeignKey("threads.pk", ondelete="CASCADE"), primary_key=True),
    Column("how", String, primary_key=True),
    Column("claim", String, nullable=False),  # id of the claim that ties them
    sqlite_with_rowid=False,
)
"""Threads of one document of which the first depends on the other."""
Index("thread_ties_on", thread_ties.c.on)

situation_days = Table(
    "situation_days",
    metadata,
    Column("span", Integer, primary_key=True),  # for how long it holds, in steps (`days.span`); 0: it still does
    Column("day", String, primary_key=True),  # of publication, from which this row holds; "now": with undated reports
    Column("until", String, nullable=False),  # the day from which it holds no more; "~": it holds
    Column("situation", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("event_type", String),
    Column("phase", String),
    Column("factuality", String),
    Column("since_start", String),
    Column("since_end", String),
    Column("first_day", String),
    Column("last_day", String),
    Column("states", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("disagreements", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("carries", Integer, nullable=False),
    Column("happened", String),  # the last day from which it is known as a fact that the thing was done or goes on
    sqlite_with_rowid=False,
)
"""What a list of situations shows, for every day on which that changed: a list as of any day is one query."""
Index("situation_days_situation", situation_days.c.situation, situation_days.c.day, unique=True)
Index("situation_days_until", situation_days.c.until)

situation_parts = Table(
    "situation_parts",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("what", String, nullable=False),  # disagreement; state; open: the states in which something is
    Column("span", Integer, nullable=False),  # this, `day` and `until` as in `situation_days`
    Column("day", String, nullable=False),
    Column("until", String, nullable=False),
    Column("situation", String, nullable=False),
    Column("id", String, nullable=False),  # of the disagreement, of the state; of what is open, empty
    Column("known_since", String, nullable=False),  # publication with which it came up; empty where no date is known
    Column("carries", Integer, nullable=False),
    Column("part", String, nullable=False),  # JSON
)
"""What other lists show of situations, for the days on which it held."""
_of_parts = situation_parts.c
Index(
    "situation_parts_day", _of_parts.what, _of_parts.span, _of_parts.day, _of_parts.situation, _of_parts.id, unique=True
)
Index("situation_parts_known", _of_parts.what, _of_parts.span, _of_parts.known_since, _of_parts.id)
Index("situation_parts_situation", _of_parts.situation, _of_parts.until)

situations_now = Table(
    "situations_now",
    metadata,
    Column("situation", String, primary_key=True),
    Column("whole", String, nullable=False),  # JSON, but for what it depends on
)
"""The largest situations as they are with all that is known."""

situations_due = Table(
    "situations_due",
    metadata,
    Column("document", Integer, ForeignKey("documents.pk", ondelete="CASCADE"), primary_key=True),
)
"""Documents whose stories changed: the origins of their situations have to be counted again."""

situation_decisions = Table(
    "situation_decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),  # merge, split
    Column("claims", String, nullable=False),  # JSON: ids of claims, one of each thing or all that are split off
    Column("who", String),
    Column("decided_at", String, nullable=False),
    Column("why", String),
    sqlite_with_rowid=False,
)
"""What people decided. No reading changes it."""

source_ratings = Table(
    "source_ratings",
    metadata,
    Column("name", String, primary_key=True),  # folded name of the source
    Column("rating", String, nullable=False),  # Admiralty code: "B2"
    Column("who", String),
    Column("rated_at", String, primary_key=True),
    Column("why", String),
    sqlite_with_rowid=False,
)
"""How reliable people find a source, every rating with its time; the last one counts. Nothing computes one."""

CLAIM_TEXT = """
CREATE VIRTUAL TABLE claim_text USING fts5(
  sentence, content='claims', content_rowid='pk', tokenize="porter unicode61 remove_diacritics 2"
)
"""
"""Full text over the sentences of the claims. It holds no copy of them, and is written in their transaction."""
