"""The sample cases as vaults and bundles, each made once and only when a test asks for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.support import Bundle, Program

MakeBundle = Callable[[str, str], Bundle]


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program in an empty home."""
    return Program(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def vaults(
    program: Program, cases: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """The vault of a sample case, imported without a word of complaint."""
    folder = tmp_path_factory.mktemp("vaults")

    def vault(name: str) -> Path:
        path = folder / f"{name}.limbo"
        if not path.exists():
            made = program("new", path)
            assert made.returncode == 0, made.stderr
            done = program("import", path, cases / name)
            assert (done.returncode, done.stderr) == (0, "")
        return path

    return vault


@pytest.fixture(scope="session")
def bundles(
    program: Program, vaults: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> MakeBundle:
    """The bundle of a sample case in a language."""
    folder = tmp_path_factory.mktemp("bundles")
    made: dict[tuple[str, str], Bundle] = {}

    def bundle(name: str, lang: str) -> Bundle:
        if (name, lang) not in made:
            path = folder / f"{name}-{lang}.pdf"
            done = program("bundle", vaults(name), path, "--lang", lang)
            assert done.returncode == 0, done.stderr
            made[name, lang] = Bundle(path, lang)
        return made[name, lang]

    return bundle
