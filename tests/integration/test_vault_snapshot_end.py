"""A snapshot that is read in a thread while its vault closes: no crash, a clear end."""

import threading
from pathlib import Path

from tests.gui.support import QUICK

from limbo_desktop.case.records import Document, Event
from limbo_desktop.vault.store import EndedError
from limbo_desktop.vault.vault import Vault


def test_closing_the_vault_ends_a_snapshot_at_work_without_a_crash(tmp_path: Path) -> None:
    ended = []
    for turn in range(12):
        vault, _ = Vault.create(tmp_path / f"case-{turn}.limbo", "five sparrows", profile=QUICK)
        (tmp_path / "big").write_bytes(bytes(8 << 20))
        with (tmp_path / "big").open("rb") as stream:
            blob = vault.blobs.add(stream)
        vault.documents.add(Document("", file="big", sha256=blob.sha256))
        for number in range(50):
            vault.events.add(Event("", title=f"entry {number}"))
        view = vault.snapshot()
        started = threading.Event()

        def read(view: Vault = view, started: threading.Event = started) -> None:
            try:
                while True:
                    with view.blobs.open(next(view.documents.all()).sha256) as stream:
                        while stream.read(1 << 18):
                            started.set()
                    list(view.events.all())
            except EndedError as error:
                ended.append(error)

        reader = threading.Thread(target=read)
        reader.start()
        started.wait(60)
        vault.close()
        reader.join(60)
        assert not reader.is_alive()
    assert len(ended) == 12
