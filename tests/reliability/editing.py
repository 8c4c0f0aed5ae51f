"""Edits a vault without end, and says after each change that the vault has it.

`python -m tests.reliability.editing VAULT PASSPHRASE_FILE SEED`: one line a change, "put ID TITLE"
or "gone ID"; what was printed must be there whatever happens next.
"""

import random
import sys
from pathlib import Path

from limbo_desktop.case.records import Event, Person
from limbo_desktop.vault.vault import Vault


def say(*parts: str) -> None:
    """Say a line at once."""
    sys.stdout.write(" ".join(parts) + "\n")
    sys.stdout.flush()


def main(path: Path, passphrase: str, chance: random.Random) -> None:
    """Add, change, remove and restore until somebody ends it."""
    with Vault.open(path, passphrase) as vault:
        say("open")
        known: list[str] = []
        for number in range(1_000_000):
            turn = chance.random()
            if turn < 0.5 or len(known) < 3:
                person = vault.people.add(Person(id="", name=f"Света {number}"))
                event = Event(id="", kind="note", title=f"v{number}", told_by=person.id)
                event = vault.events.add(event)
                known.append(event.id)
                say("put", event.id, event.title)
            elif turn < 0.9:
                identity = chance.choice(known)
                vault.events.put(Event(id=identity, kind="note", title=f"v{number}"))
                say("put", identity, f"v{number}")
            else:
                identity = known.pop(chance.randrange(len(known)))
                vault.events.remove(identity)
                say("gone", identity)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]).read_text("utf-8").rstrip("\n"),
        random.Random(int(sys.argv[3])),
    )
