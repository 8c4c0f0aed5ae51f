"""The full-text index: which words of which record or page, and how it is asked.

One FTS5 table without the texts themselves.  Beside the words (`title`, `body`) stand their other
forms (`title_forms`, `body_forms`: stems, Arabic words without prefixes), so that a hit by the
very word ranks before one by its form, and a phrase sees only words.  Prefixes of one to three
letters have an index of their own; longer ones have few words to merge.

A row's number tells its type: rows of one type are a range, so that each type is asked by itself
and stops at its limit however many there are of another.
"""

import itertools
from collections.abc import Collection, Iterable
from typing import Final

from limbo_desktop.text.folding import words
from limbo_desktop.text.searching import Row, Term, query
from limbo_desktop.text.stems import forms
from limbo_desktop.vault.connection import Connection
from limbo_desktop.vault.search_parts import Part

_SHELF: Final = 1 << 40
PLACE: Final = _SHELF - 1
"""A row's number & PLACE is the `seq` of its record, or the id of its passage."""

SHELVES: Final = {"event": 0, "document": 1, "person": 2, "task": 3, "page": 4}

IN_TIMELINE: Final = (
    f"seq IN (SELECT rowid & {PLACE} FROM search WHERE search MATCH ?"  # noqa: S608
    f" AND rowid < {SHELVES['person'] * _SHELF}"
    " UNION ALL SELECT link.source FROM passage JOIN link ON link.target = passage.sha256"
    f" WHERE link.type = 'blob' AND passage.id IN (SELECT rowid & {PLACE} FROM search"
    f" WHERE search MATCH ? AND rowid >= {SHELVES['page'] * _SHELF}))"
)
"""Whether an event or document has the words, in itself or in its file; takes the query twice."""


def match_query(text: str) -> str:
    """The FTS5 query for typed text; "" when it looks for nothing."""
    return " AND ".join(map(_asked, query(text)))


def tiers(text: str) -> tuple[str, ...]:
    """Queries that find ever more: the very words in the title, then their forms and beginnings
    there, the very words anywhere, and all that `match_query` finds.
    """
    asked, very = match_query(text), " AND ".join(map(_very, query(text)))
    return (
        f"title : ({very})",
        f"{{title title_forms}} : ({asked})",
        f"{{title body}} : ({very})",
        asked,
    )


def _asked(term: Term) -> str:
    if isinstance(term, Row):
        return _in_a_row(term, "*" if term.open_end else "")
    begins = (f'"{each}"*' for each in term.begins)
    equals = (f'"{each}"' for each in term.equals)
    return f"({' OR '.join((*begins, *equals))})"


def _very(term: Term) -> str:
    return _in_a_row(term, "") if isinstance(term, Row) else f'"{term.word}"'


def _in_a_row(term: Row, star: str) -> str:
    return f'({{title body}} : "{" ".join(term.words)}"{star})'


def numbers(connection: Connection, shelf: str, asked: str, limit: int) -> tuple[int, ...]:
    """The `seq`s (or ids of passages) on one shelf that an FTS5 query finds, as entered."""
    first = SHELVES[shelf] * _SHELF
    rows = connection.execute(
        "SELECT rowid & ? FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?",
        (PLACE, asked, first, first + PLACE, limit),
    )
    return tuple(number for (number,) in rows)


def row_of(type_: str, seq: int) -> int:
    """The number of a record's row in the index."""
    return SHELVES[type_] * _SHELF + seq


def keep_record(connection: Connection, type_: str, seq: int, parts: Iterable[Part]) -> None:
    """Index the texts of a record in place of what was there."""
    texts = ["", ""]
    for part in parts:
        texts[not part.title] += f"\n{part.text}"
    _keep(connection, row_of(type_, seq), *texts)


def forget_records(connection: Connection, seqs: Collection[int]) -> None:
    """Take the words of records out."""
    rows = sorted(row_of(each, seq) for each in SHELVES if each != "page" for seq in seqs)
    connection.executemany("DELETE FROM search WHERE rowid = ?", ((row,) for row in rows))


def keep_pages(connection: Connection, sha256: str) -> None:
    """Index the passages of a file, which lie in `passage`."""
    passages = connection.execute("SELECT id, text FROM passage WHERE sha256 = ?", (sha256,))
    for id_, text in passages.fetchall():
        keep_passage(connection, id_, text)


def keep_passage(connection: Connection, id_: int, text: str) -> None:
    """Index one passage."""
    _keep(connection, row_of("page", id_), "", text)


def forget_everything(connection: Connection) -> None:
    """Empty the index; to exchange its rows one by one would take seven times as long."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")


def forget_pages(connection: Connection, sha256: str) -> None:
    """Take the words of a file's passages out, before they leave `passage`."""
    connection.execute(
        "DELETE FROM search WHERE rowid IN (SELECT ? + id FROM passage WHERE sha256 = ?)",
        (row_of("page", 0), sha256),
    )


def _keep(connection: Connection, row: int, title: str, body: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO search (rowid, title, title_forms, body, body_forms)"
        " VALUES (?, ?, ?, ?, ?)",
        (row, *_tokens(title), *_tokens(body)),
    )


def _tokens(text: str) -> tuple[str, str]:
    """The words of a text in order, and their other forms, each once; SQLite splits at spaces."""
    found = words(text)
    others = dict.fromkeys(itertools.chain.from_iterable(map(forms, dict.fromkeys(found))))
    return " ".join(found), " ".join(others)
