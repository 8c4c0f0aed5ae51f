"""Undo and redo: every change since the vault was opened, one outermost transaction a step.

A step is kept as the range of history rows that its transaction wrote, so that it takes the same
few bytes for one word and for an import of a thousand papers; what was before and after is read
from the history when it is wanted.  To take a step back is a change like any other: it is written
to the history too, and nothing in the file is ever unmade.
"""

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from limbo_desktop.vault.bin import Bin
from limbo_desktop.vault.history import History, State
from limbo_desktop.vault.info import decoded_info, write_info
from limbo_desktop.vault.records import Repository, decoded
from limbo_desktop.vault.search import Search
from limbo_desktop.vault.store import Store

PAUSE_SECONDS: Final = 10
"""Changes of the same fields of one record with no longer pause between them are one step."""

_KEPT_STEPS: Final = 10_000
_TOGETHER: Final = 200
"""Records whose states are read at once, and of which progress is told."""

CASE: Final = ("case", "")
"""The type and id under which the history keeps what the case as a whole is."""


Progress = Callable[[int, int], None]
"""Is told how many of how many records are as they were; what it raises leaves all untouched."""


def _untold(_done: int, _total: int) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was taken back or done again, to be told in words.

    `act` is what the step itself did: add, put, remove, restore, what `Undo.name` said (import,
    wording), or what a `Deed` is called; `type` that of the `count` records it is told of ("" when
    they are of several), `title` the title or name of a single one.  `touched` is everything that
    may have to be shown anew.
    """

    act: str
    type: str
    title: str
    count: int
    touched: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Deed:
    """A change that is no record's body: what it is called, on which record, and both ways."""

    act: str
    type: str
    record: str
    back: Callable[[], None]
    again: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Range:
    """A step as it is kept: its rows of the history, its deeds, and what it may merge with."""

    first: int
    last: int
    at: int
    act: str = ""
    deeds: tuple[Deed, ...] = ()
    fields: frozenset[str] = frozenset()


class Undo:
    """The steps of one open vault; they are gone when it is closed."""

    def __init__(
        self,
        store: Store,
        history: History,
        repositories: Mapping[str, Repository[Any]],  # Any: each takes its own type
        bin_: Bin,
        search: Search,
    ) -> None:
        self._store = store
        self._history = history
        self._repositories = repositories
        self._bin = bin_
        self._search = search
        self._done: deque[_Range] = deque(maxlen=_KEPT_STEPS)
        self._undone: list[_Range] = []
        self._deeds: list[Deed] = []
        self._act = ""
        self._applying = False
        self._seen = 0 if store.read_only else history.last
        store.ended = self._ended

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back last and can be done again."""
        return bool(self._undone)

    def forget(self) -> None:
        """Begin anew: what was done so far, such as on opening, is no step of the person."""
        self._done.clear()
        self._undone.clear()

    def name(self, act: str) -> None:
        """Say what the transaction under way is as a whole, such as "import"."""
        self._act = act

    def note(self, deed: Deed) -> None:
        """Make a change that is no record's part of the transaction under way."""
        if not self._applying:
            self._deeds.append(deed)

    def undo(self, progress: Progress = _untold) -> Step | None:
        """Take the last step back, all of it or nothing; None when there is none."""
        return self._move(self._done, self._undone, progress, back=True)

    def redo(self, progress: Progress = _untold) -> Step | None:
        """Do the step again that was taken back last, all or nothing; None when there is none."""
        return self._move(self._undone, self._done, progress, back=False)

    def _move(
        self,
        source: "deque[_Range] | list[_Range]",
        target: "deque[_Range] | list[_Range]",
        progress: Progress,
        *,
        back: bool,
    ) -> Step | None:
        if not source:
            return None
        step = source[-1]
        self._applying = True
        try:
            with self._store.writing(), self._search.many():
                told = self._applied(step, progress, back=back)
        finally:
            self._applying = False
        target.append(source.pop())
        return told

    def _applied(self, step: _Range, progress: Progress, *, back: bool) -> Step:
        effects: list[tuple[str, str, str, str]] = []
        records = self._history.records_between(step.first, step.last)
        for at in range(0, len(records), _TOGETHER):
            progress(at, len(records))
            effects += self._brought(step, records[at : at + _TOGETHER], back=back)
        progress(len(records), len(records))
        for deed in reversed(step.deeds) if back else step.deeds:
            (deed.back if back else deed.again)()
            if any(record == deed.record for _, _, record, _ in effects):
                continue
            title = _title(self._history.state(deed.record, self._history.last))
            effects.append((deed.act, deed.type, deed.record, title))
        return _told(step.act, effects)

    def _brought(
        self, step: _Range, records: Sequence[tuple[str, str]], *, back: bool
    ) -> Iterator[tuple[str, str, str, str]]:
        """Make records what they were before a step, or after it; yield what the step did."""
        ids = [record for _, record in records]
        before = self._history.states(ids, step.first - 1)
        after = self._history.states(ids, step.last)
        now = self._history.states(ids, self._history.last)
        for type_, record in records:
            was, became = before[record], after[record]
            self._bring(type_, record, now[record], was if back else became)
            act = "put" if (type_, record) == CASE else _act_of(was, became)
            yield act, type_, record, _title(became)

    def _bring(self, type_: str, record: str, now: State, wanted: State) -> None:
        """Make a record, which is `now`, what it was or became."""
        if (type_, record) == CASE:
            write_info(self._store, self._history, decoded_info(wanted.body))
            return
        repository = self._repositories[type_]
        if wanted.present and not now.present:
            self._bin.restore(record)
        body = wanted.body
        if body is not None and body != now.body and (wanted.present or now.present):
            repository.put(decoded(type_, body))
        if now.present and not wanted.present:
            repository.remove(record)

    def _ended(self, *, committed: bool) -> None:
        """The outermost transaction has ended: what it wrote is a step."""
        act, self._act = self._act, ""
        deeds, self._deeds = tuple(self._deeds), []
        if not committed:
            return
        first, self._seen = self._seen + 1, self._history.last
        if self._applying:
            return
        if not deeds and not self._history.records_between(first, self._seen):
            return
        self._undone.clear()
        if self._history.erased_between(first, self._seen):
            # What was erased is gone for good: no step may bring a reference to it back.
            self._done.clear()
            return
        step = _Range(first, self._seen, self._store.clock(), act, deeds)
        step = replace(step, fields=self._fields_of(step))
        former = self._done[-1] if self._done else None
        if former is not None and _one_go(former, step):
            self._done[-1] = replace(step, first=former.first)
            if not self._differs(self._done[-1]):
                self._done.pop()
        else:
            self._done.append(step)

    def _differs(self, step: _Range) -> bool:
        """Whether anything is otherwise after a step of one record than before it."""
        ((_, record),) = self._history.records_between(step.first, step.last)
        before = self._history.state(record, step.first - 1)
        return before != self._history.state(record, step.last)

    def _fields_of(self, step: _Range) -> frozenset[str]:
        """The fields that a change of a single record touches, by record; else nothing."""
        if step.deeds or step.act or step.first != step.last:
            return frozenset()
        ((_, record),) = self._history.records_between(step.first, step.last)
        before = self._history.state(record, step.first - 1)
        after = self._history.state(record, step.last)
        if before.body is None or after.body is None or _act_of(before, after) != "put":
            return frozenset()
        return frozenset(f"{record} {name}" for name in changed_fields(before.body, after.body))


def changed_fields(before: str, after: str) -> Iterator[str]:
    """The fields in which two bodies of a record differ: "place", "fields.issuer"."""
    old, new = _flat(json.loads(before)), _flat(json.loads(after))
    yield from (name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _flat(body: dict[str, object]) -> dict[str, object]:
    flat = {name: value for name, value in body.items() if name != "fields"}
    fields = body.get("fields")
    if isinstance(fields, dict):
        flat |= {f"fields.{name}": value for name, value in fields.items()}
    return flat


def _one_go(former: _Range, step: _Range) -> bool:
    """Whether two steps are one: the same fields of one record, typed without a longer pause."""
    return (
        bool(step.fields)
        and former.fields == step.fields
        and former.last + 1 == step.first
        and step.at - former.at <= PAUSE_SECONDS
    )


def _act_of(before: State, after: State) -> str:
    if before.present and after.present:
        return "put"
    if before.present:
        return "remove"
    return "add" if before.body is None else "restore"


_WEIGHT: Final = ("remove", "add", "restore")
"""Which act a step of several is told by: the others follow from it."""


def _told(name: str, effects: list[tuple[str, str, str, str]]) -> Step:
    acts = {act for act, *_ in effects}
    leading = next((act for act in _WEIGHT if act in acts), effects[-1][0] if effects else "put")
    chosen = list({each[1:3]: each for each in effects if each[0] == leading}.values())
    types = {type_ for _, type_, *_ in chosen}
    return Step(
        name or leading,
        types.pop() if len(types) == 1 else "",
        chosen[0][3] if len(chosen) == 1 else "",
        len(chosen),
        frozenset((type_, record) for _, type_, record, _ in effects),
    )


def _title(state: State) -> str:
    body = json.loads(state.body or "{}")
    found = (body.get(name) for name in ("title", "name", "name_latin", "file"))
    return next((str(each) for each in found if each), "")
