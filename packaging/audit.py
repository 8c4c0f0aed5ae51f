"""What this program is made of beside its own code, and whether it is what was pinned.

python packaging/audit.py     prints a line for each package and what is wrong; exits 1 then

Without a network: each package is pinned to one version by hash; each that we chose has its
reason in ARCHITECTURE.md, each other one is brought by one of those; each installed file is
the one that its package's own record names.  `make audit` asks a service about known weaknesses
afterwards, which needs a network.
"""

import base64
import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
_PIN: Final = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)[^\\\n]*"
    r"(?P<hashes>(?:\\\n +--hash=\S+ ?)*)",
    re.MULTILINE,
)
_NAME: Final = re.compile(r"^[A-Za-z0-9._-]+")
_BUILD: Final = "hatchling"


@dataclass(frozen=True, slots=True)
class Pin:
    """A line of the pinned requirements: one version, and how many files may be it."""

    name: str
    version: str
    hashes: int


def pins(text: str) -> dict[str, Pin]:
    """The pinned packages of a requirements file, by normalised name."""
    return {
        _normal(found["name"]): Pin(
            found["name"], found["version"], found["hashes"].count("--hash=sha256:")
        )
        for found in _PIN.finditer(text)
    }


def chosen(project: str) -> set[str]:
    """The packages that pyproject.toml asks for, by normalised name."""
    told = tomllib.loads(project)["project"]["dependencies"]
    return {_normal(match[0]) for each in told if (match := _NAME.match(each))}


def reasons(architecture: str) -> dict[str, str]:
    """Rows of the table of ARCHITECTURE.md: the cell of the names → why."""
    table = architecture.partition("## What we use, and why")[2].partition("\n## ")[0]
    rows = (line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("| "))
    return {row[1].strip(): row[2].strip() for row in rows if len(row) == 3}


def faults(pinned: dict[str, Pin], direct: set[str], why: dict[str, str]) -> Iterator[str]:
    """Everything that is not as it should be, as lines; also what is installed otherwise."""
    for name in sorted(direct):
        if name not in pinned:
            yield f"{name}: not pinned"
        if _reason(name, why) is None:
            yield f"{name}: no reason in ARCHITECTURE.md"
    brought = _brought(pinned, direct | {_BUILD})
    for name, pin in sorted(pinned.items()):
        if not pin.hashes:
            yield f"{name}: pinned without a hash"
        if name not in brought:
            yield f"{name}: nobody asks for it"
        try:
            there = distribution(pin.name)
        except PackageNotFoundError:
            continue  # for another system
        if there.version != pin.version:
            yield f"{name}: {there.version} is installed, {pin.version} is pinned"
        yield from (f"{name}: {path} is not what it was" for path in changed(there))


def changed(installed: Distribution) -> Iterator[str]:
    """The files of a package that are missing or not what its record says."""
    for file in installed.files or ():
        if file.hash is None or file.hash.mode != "sha256" or file.suffix == ".pyc":
            continue  # what Python compiles it may compile again
        path = Path(str(installed.locate_file(file)))
        try:
            digest = hashlib.sha256(path.read_bytes()).digest()
        except OSError:
            yield str(file)
            continue
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
            yield str(file)


def _brought(pinned: dict[str, Pin], roots: set[str]) -> dict[str, str]:
    """Each package that the roots need, and the one that brings it."""
    by, waiting = dict.fromkeys(roots, ""), sorted(roots)
    while waiting:
        name = waiting.pop()
        try:
            needs = distribution(pinned[name].name if name in pinned else name).requires or []
        except PackageNotFoundError:
            continue
        for need in needs:
            found = _NAME.match(need)
            if found and _normal(found[0]) not in by and "extra ==" not in need:
                by[_normal(found[0])] = name
                waiting.append(_normal(found[0]))
    return by


def _reason(name: str, why: dict[str, str]) -> str | None:
    return next((text for cell, text in why.items() if name in _normal(cell)), None)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Print the list and what is wrong."""
    pinned = pins((ROOT / "packaging" / "requirements" / "run.txt").read_text("utf-8"))
    direct = chosen((ROOT / "pyproject.toml").read_text("utf-8"))
    why = reasons((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    brought = _brought(pinned, direct | {_BUILD})
    for name, pin in sorted(pinned.items()):
        by = f"brought by {brought[name]}" if brought.get(name) else "builds the package"
        print(f"{pin.name:24} {pin.version:12} {_reason(name, why) if name in direct else by}")
    wrong = list(faults(pinned, direct, why))
    print(
        *wrong or [f"{len(pinned)} packages, each pinned by hash and as it was published"], sep="\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
