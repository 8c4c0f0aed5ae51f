"""What the case as a whole is: the one CaseInfo of a vault."""

import json

from limbo_desktop.case.json_form import from_json
from limbo_desktop.case.records import CaseInfo
from limbo_desktop.vault.history import History
from limbo_desktop.vault.records import encoded
from limbo_desktop.vault.store import Store


def read_info(store: Store) -> CaseInfo:
    """The vault's CaseInfo; the empty one in a new vault."""
    with store.reading() as connection:
        row = connection.execute("SELECT body FROM info").fetchone()
    return decoded_info(row[0] if row else None)


def decoded_info(body: str | None) -> CaseInfo:
    """The CaseInfo that a JSON body holds; the empty one for none."""
    return from_json(CaseInfo, json.loads(body)) if body else CaseInfo()


def write_info(store: Store, history: History, info: CaseInfo) -> None:
    """Replace it; without a difference nothing is written."""
    body = encoded(info)
    with store.writing() as connection:
        if read_info(store) == info:
            return
        connection.execute(
            "INSERT INTO info VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET body = excluded.body",
            (body,),
        )
        history.note("case", "", "put", body)
