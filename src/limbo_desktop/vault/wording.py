"""A former wording of a record taken back from its history: one field of it, or all of it."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from limbo_desktop.case.records import Record
from limbo_desktop.vault.records import decoded, encoded
from limbo_desktop.vault.references import Ref, replaced
from limbo_desktop.vault.store import Store

if TYPE_CHECKING:
    from limbo_desktop.vault.vault import Vault

Body = dict[str, Any]  # Any: a JSON object


def take_back(vault: "Vault", type_: str, identity: str, seq: int, key: str = "") -> Record:
    """Give a record the wording that it had after the change `seq` of its history.

    `key` is the one field to take back ("place", "fields.issuer", "obtained.how"); "" is all of
    it.  What it named then and is erased by now stays out.  The record takes its new place in the
    history like any change.  Raises NoSuchRecordError when it is gone or in the bin, KeyError
    when its history has no wording of that change.
    """
    former = vault.history.state(identity, seq)
    if former.body is None:
        raise KeyError(seq)
    repository = vault.repository(decoded(type_, former.body))
    with vault.transaction():
        vault.undo.name("wording")
        now = repository.get(identity)
        body = json.loads(former.body)
        if key:
            body = with_value(json.loads(encoded(now)), key, value_at(body, key))
        wanted = decoded(type_, json.dumps(body, ensure_ascii=False))
        return repository.put(_without_erased(vault.store, wanted))


def value_at(body: Mapping[str, Any], key: str) -> Any:  # Any: a JSON value
    """The value under a key with dots; None when there is none."""
    first, _, rest = key.partition(".")
    value = body.get(first)
    if not rest:
        return value
    return value_at(value, rest) if isinstance(value, Mapping) else None


def with_value(body: Mapping[str, Any], key: str, value: Any) -> Body:  # Any: a JSON value
    """The body with a value under a key with dots; None takes it out."""
    first, _, rest = key.partition(".")
    changed = dict(body)
    if rest:
        inner = changed.get(first)
        value = with_value(inner if isinstance(inner, Mapping) else {}, rest, value)
    if value is None or value == {}:
        changed.pop(first, None)
    else:
        changed[first] = value
    return changed


def _without_erased(store: Store, record: Record) -> Record:
    def kept(ref: Ref) -> str | None:
        found = store.connection.execute("SELECT 1 FROM record WHERE id = ?", (ref.id,)).fetchone()
        return ref.id if found else None

    return replaced(record, kept)
