"""Makes `schema-N.limbo` of the schema that this version writes; run before it is released."""

from io import BytesIO
from pathlib import Path

from limbo_desktop.case.records import CaseInfo, Citation, Document, Event, Participant, Person
from limbo_desktop.vault import migrations
from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.redactions import Box
from limbo_desktop.vault.vault import Vault

PASSPHRASE = "старая фраза ٣"
CHEAP = Profile(number=0, memory_kib=64, passes=1, lanes=1)


def main(path: Path) -> None:
    """Write what `test_vault_migrations` looks for."""
    with Vault.create(path, PASSPHRASE, CHEAP)[0] as vault:
        vault.put_info(CaseInfo(title="Наше дело"))
        vault.people.add(Person(id="", name="Светлана"))
        samer = vault.people.add(Person(id="", name="سامر", conceal=True))
        blob = vault.blobs.add(BytesIO("приказ\n".encode() * 25_000))
        paper = vault.documents.add(
            Document(
                id="", file="приказ.txt", sha256=blob.sha256, title="Приказ", shows=(samer.id,)
            )
        )
        event = vault.events.add(
            Event(
                id="",
                kind="summons",
                when="2022-10~",
                title="Повестка",
                people=(Participant(samer.id, "addressee"),),
                documents=(Citation(paper.id),),
            )
        )
        vault.typed.put(event, {"when": "примерно в октябре 2022"})
        vault.silenced.add(event.id, "told_authority")
        vault.redactions.put(paper.id, {1: [Box(0.1, 0.2, 0.3, 0.05)]})


if __name__ == "__main__":
    main(Path(__file__).with_name(f"schema-{migrations.SCHEMA}.limbo"))
