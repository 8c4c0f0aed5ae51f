"""The window killed while somebody types: at most the last two seconds of typing are gone."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest
from tests.reliability.effort import times
from tests.reliability.table import trial

from limbo_desktop.case.records import Event
from limbo_desktop.vault.vault import Vault

KILLS: Final = times(short=2, long=42)
PASSPHRASE: Final = "five sparrows over the oak"
LOST_SECONDS: Final = 2.0


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A vault with one entry, and the entry's id."""
    path = tmp_path_factory.mktemp("start") / "case.limbo"
    with Vault.create(path, PASSPHRASE)[0] as vault:
        entry = vault.events.add(Event(id="", kind="note", title="Обыск"))
    return path, entry.id


def typed_until(start: tuple[Path, str], folder: Path, seconds: float) -> tuple[Path, list[float]]:
    """Let the pilot type numbers and kill it `seconds` after the first; when each was typed."""
    path = Path(shutil.copy(start[0], folder / "case.limbo"))
    secret, words = folder / "secret", folder / "words"
    secret.write_text(f"{PASSPHRASE}\n", "utf-8")
    words.write_text("\n".join(map(str, range(100_000))), "utf-8")
    arguments = [str(path), str(secret), start[1], str(words)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.pilot", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    ) as pilot:
        assert pilot.stdout is not None
        moments: list[float] = []
        end = float("inf")
        for line in pilot.stdout:
            if line.startswith("typed"):
                moments.append(float(line.split()[2]))
                end = min(end, moments[0] + seconds)
            if time.monotonic() >= end:
                break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pilot.pid, signal.SIGKILL)
        killed = time.monotonic()
    return path, [moment for moment in moments if moment < killed - LOST_SECONDS]


@pytest.mark.parametrize("seed", range(KILLS))
def test_two_seconds_of_typing_at_most_are_lost(
    seed: int, start: tuple[Path, str], tmp_path: Path
) -> None:
    with trial("kills"):
        path, safe = typed_until(start, tmp_path, random.Random(seed).uniform(2.5, 9.0))
        assert safe, "nothing was typed long enough ago to tell"
        with Vault.open(path, PASSPHRASE) as vault:
            assert vault.check().sound
            (event,) = vault.events.all()
        kept = event.account.text.split()
        assert kept == [str(number) for number in range(len(kept))] or kept[:-1] == [
            str(number) for number in range(len(kept) - 1)
        ]
        assert len(kept) >= len(safe)
