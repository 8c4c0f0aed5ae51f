"""The sample cases as vaults and bundles, each made once in a run, by the first test that asks.

A bundle is the same bytes whoever makes it, so the workers of a run share them; that this is so is
proved by tests that make their own.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from tests.e2e.once import Once
from tests.e2e.support import Bundle, Program

Vaults = Callable[[str], Path]


class MakeBundle(Protocol):
    """The fixture `bundles`: a sample case, a language and more options in, its bundle out."""

    def __call__(self, name: str, lang: str, *options: str) -> Bundle:
        """The bundle, which no test may change."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """What is made once in this run."""
    own = tmp_path_factory.getbasetemp()
    return Once((own if worker_id == "master" else own.parent) / "once")


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program in an empty home, with passphrases that cost nothing."""
    return Program(tmp_path_factory.mktemp("home"), quick=True)


def imported(program: Program, cases: Path, once: Once, own: Path) -> Vaults:
    """The vaults of the sample cases as `program` makes them, each worker's copies in `own`.

    Whoever makes a bundle writes into the vault that it was made.
    """

    def vault(name: str) -> Path:
        path = own / f"{name}.limbo"
        if not path.exists():

            def make(folder: Path) -> None:
                made = program("new", folder / path.name)
                assert made.returncode == 0, made.stderr
                done = program("import", folder / path.name, cases / name)
                assert (done.returncode, done.stderr) == (0, "")

            key = f"{'quick' if program.quick else 'real'} vault {name}"
            shutil.copyfile(once(key, make) / path.name, path)
        return path

    return vault


@pytest.fixture(scope="session")
def vaults(
    program: Program, cases: Path, once: Once, tmp_path_factory: pytest.TempPathFactory
) -> Vaults:
    """The vault of a sample case, imported without a word of complaint."""
    return imported(program, cases, once, tmp_path_factory.mktemp("vaults"))


@pytest.fixture(scope="session")
def bundles(program: Program, vaults: Vaults, once: Once) -> MakeBundle:
    """The bundle of a sample case in a language; what was read of it is kept with it."""
    read: dict[str, Bundle] = {}

    def bundle(name: str, lang: str, *options: str) -> Bundle:
        key = " ".join(("bundle", name, lang, *options))

        def make(folder: Path) -> None:
            out = folder / "evidence.pdf"
            done = program("bundle", vaults(name), out, "--lang", lang, *options)
            assert done.returncode == 0, done.stderr

        if key not in read:
            read[key] = Bundle(once(key, make) / "evidence.pdf", lang)
        return read[key]

    return bundle


@pytest.fixture(scope="session")
def demo(program: Program, once: Once) -> Path:
    """The folder of `demo`, and beside it what the command said on both its outputs."""

    def make(folder: Path) -> None:
        done = program.run("demo", folder / "new" / "demo")
        assert done.returncode == 0, done.stderr
        (folder / "stdout").write_text(done.stdout, "utf-8")
        (folder / "stderr").write_text(done.stderr, "utf-8")

    return once("demo", make) / "new" / "demo"
