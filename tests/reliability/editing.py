"""Edits a vault, and says after each change that the vault has it.

`python -m tests.reliability.editing VAULT PASSPHRASE_FILE SEED [CHANGES [boasting]]`: one line a
change, "put ID TITLE", "gone ID" or "file SHA256"; what was printed must be there whatever happens
next.  With "boasting" files are said to be in before they are: a fault for the harness to find.
What the person's world refuses is told on standard error, and the editing goes on, as a person
does whose window stays open.  Without CHANGES it does not end by itself.
"""

import hashlib
import io
import itertools
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from limbo_desktop.case.records import Document, Event, Person
from limbo_desktop.errors import PersonError
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.vault.vault import Vault


def say(*parts: str) -> None:
    """Say a line at once."""
    sys.stdout.write(" ".join(parts) + "\n")
    sys.stdout.flush()


class Editor:
    """Adds, changes, removes, attaches; knows what it added."""

    def __init__(self, vault: Vault, chance: random.Random, *, boasting: bool = False) -> None:
        self._vault = vault
        self._boasting = boasting
        self._chance = chance
        self._known: list[str] = []

    def change(self, number: int) -> None:
        """Make one change and say it."""
        vault, chance = self._vault, self._chance
        turn = chance.random()
        if turn < 0.15:
            data = chance.randbytes(chance.randrange(1, 200_000))
            if self._boasting:
                say("file", hashlib.sha256(data).hexdigest())
            with vault.transaction():
                blob = vault.blobs.add(io.BytesIO(data))
                vault.documents.add(Document(id="", file=f"{number}.bin", sha256=blob.sha256))
            if not self._boasting:
                say("file", blob.sha256)
        elif turn < 0.5 or len(self._known) < 3:
            with vault.transaction():
                person = vault.people.add(Person(id="", name=f"Света {number}"))
                event = Event(id="", kind="note", title=f"v{number}", told_by=person.id)
                event = vault.events.add(event)
            self._known.append(event.id)
            say("put", event.id, event.title)
        elif turn < 0.9:
            identity = chance.choice(self._known)
            vault.events.put(Event(id=identity, kind="note", title=f"v{number}"))
            say("put", identity, f"v{number}")
        else:
            identity = chance.choice(self._known)
            vault.events.remove(identity)
            self._known.remove(identity)
            say("gone", identity)


def numbers(count: int | None) -> Iterator[int]:
    """The numbers of the changes."""
    return itertools.count() if count is None else iter(range(count))


def tell(error: PersonError) -> None:
    """Tell a refusal as the program does."""
    sys.stderr.write(Words(language("en")).t(error.message, **error.params) + "\n")


def main(arguments: Sequence[str]) -> int:
    """Edit until it is enough; the exit code."""
    path, secret, seed, *rest = arguments
    passphrase = Path(secret).read_text("utf-8").rstrip("\n")
    refused = 0
    try:
        with Vault.open(Path(path), passphrase) as vault:
            say("open")
            editor = Editor(vault, random.Random(int(seed)), boasting=rest[1:] == ["boasting"])
            for number in numbers(int(rest[0]) if rest else None):
                try:
                    editor.change(number)
                except PersonError as error:
                    refused += 1
                    tell(error)
    except PersonError as error:
        refused += 1
        tell(error)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
