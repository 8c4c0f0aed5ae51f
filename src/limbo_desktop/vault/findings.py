"""What the render process found in the files: facts and text by page, kept once for each file.

Kept so that a file is opened once and not at every look, and so that its words can be searched.
A file that could not be read is a finding too: it is not tried again and again.
"""

import dataclasses
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cattrs import Converter

from limbo_desktop.case.records import Document
from limbo_desktop.vault.records import decoded
from limbo_desktop.vault.search_index import forget_pages, keep_pages
from limbo_desktop.vault.store import Store

RECIPE: Final = 1
"""Raised when more is looked for in a file: what was found by an older recipe is looked at anew."""

_LOCKED: Final = frozenset({"password", "wrong_password"})

_WITHOUT: Final = (
    "FROM record JOIN link ON link.source = record.seq AND link.type = 'blob'"
    " JOIN blob ON blob.sha256 = link.target"
    " WHERE record.type = 'document' AND record.deleted_at IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM finding WHERE finding.sha256 = link.target"
    " AND finding.facts ->> 'recipe' = ?"
    " AND NOT (finding.facts ->> 'problem' IN ('password', 'wrong_password')"
    " AND finding.facts ->> 'tried' <> ifnull(record.body ->> 'password', '')))"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself; nothing of it counts until the person takes it over.

    `kind` and `problem` are words of `render.facts.Kind` and `render.failures.Reason` ("" without
    a problem).  `pages` is their number, `sizes` the first of them as width and height in points;
    `pixels` are those of a picture, 0 by 0 otherwise.  `told` are names and values as they stand
    in the file (EXIF, PDF information, headers of a mail, length of a recording); `gps` tells of
    a place in them.  `attached` are the names of what hangs on a mail.  `complete` is False when
    words may be in it that were not read.  `messages` counts those of a chat; `seconds` is how
    long a recording lasts and `recorded` when it says that it was made, ISO 8601 in UTC.  `tried`
    is the password that did not open the file.
    """

    media_type: str = ""
    kind: str = "other"
    size: int = 0
    pages: int = 0
    sizes: tuple[tuple[float, float], ...] = ()
    pixels: tuple[int, int] = (0, 0)
    frames: int = 1
    problem: str = ""
    has_text: bool = False
    gps: bool = False
    told: tuple[tuple[str, str], ...] = ()
    attached: tuple[str, ...] = ()
    complete: bool = True
    messages: int = 0
    seconds: float = 0.0
    recorded: str = ""
    tried: str = ""

    def settles(self, password: str) -> bool:
        """Whether another look, with this password, could find no more."""
        return self.problem not in _LOCKED or password == self.tried

    def value(self, *names: str) -> str:
        """The first value that stands in the file under one of these names, in their order."""
        for name in names:
            wanted = name.casefold()
            for key, value in self.told:
                if key.casefold() == wanted and value.strip():
                    return value
        return ""


class Findings:
    """The findings of one vault, by SHA-256."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def facts(self, sha256: str) -> Facts | None:
        """What was found in that file; None while nobody has looked by today's recipe."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT facts FROM finding WHERE sha256 = ? AND facts ->> 'recipe' = ?",
                (sha256, RECIPE),
            ).fetchone()
        return _facts(row[0]) if row else None

    def pages(self, sha256: str) -> tuple[str, ...]:
        """The text of each page; of a file without pages all its text as one."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT page, text FROM passage WHERE sha256 = ? ORDER BY page", (sha256,)
            ).fetchall()
        texts = dict(rows)
        return tuple(texts.get(page, "") for page in range(1, max(texts, default=0) + 1))

    def put(self, sha256: str, facts: Facts, pages: tuple[str, ...] = ()) -> None:
        """Keep what was found, in place of what was found before; pages without a word are left
        out.  A file that left the vault meanwhile leaves nothing behind.
        """
        body = {"recipe": RECIPE, **dataclasses.asdict(facts)}
        told = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        passages = [(sha256, page, text) for page, text in enumerate(pages, 1) if text.strip()]
        with self._store.writing() as connection:
            self.forget(sha256)
            known = connection.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
            if known is None:
                return
            connection.execute("INSERT INTO finding VALUES (?, ?)", (sha256, told))
            connection.executemany(
                "INSERT INTO passage (sha256, page, text) VALUES (?, ?, ?)", passages
            )
            keep_pages(connection, sha256)

    def forget(self, sha256: str) -> None:
        """Have the file looked at anew."""
        with self._store.writing() as connection:
            forget_pages(connection, sha256)
            connection.execute("DELETE FROM passage WHERE sha256 = ?", (sha256,))
            connection.execute("DELETE FROM finding WHERE sha256 = ?", (sha256,))

    def any_waiting(self) -> bool:
        """Whether there is a document that was not yet looked through."""
        with self._store.reading() as connection:
            row = connection.execute(f"SELECT 1 {_WITHOUT} LIMIT 1", (RECIPE,)).fetchone()
        return row is not None

    def waiting(self) -> tuple[Document, ...]:
        """The documents that were not yet looked through, in the order of entry."""
        with self._store.reading() as connection:
            rows = connection.execute(
                f"SELECT record.body {_WITHOUT} ORDER BY record.seq",
                (RECIPE,),
            ).fetchall()
        found = (decoded("document", body) for (body,) in rows)
        return tuple(each for each in found if isinstance(each, Document))


@lru_cache(maxsize=1)
def _converter() -> Converter:
    return Converter(unstruct_collection_overrides={tuple: list})


def _facts(text: str) -> Facts:
    return _converter().structure(json.loads(text), Facts)
