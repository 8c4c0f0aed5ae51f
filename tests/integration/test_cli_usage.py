"""The command line speaks the person's language and ends with the code that a script expects."""

import re
from pathlib import Path

import pytest
from tests.e2e.support import Program

from limbo_desktop.cli.commands import COMMANDS

LOCALES = {"ru": "ru_RU.UTF-8", "ar": "ar.UTF-8", "en": "en_GB.UTF-8"}
LETTERS = {"ru": "[а-яё]", "ar": "[\u0620-\u064a]", "en": "[a-z]"}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program in an empty home."""
    return Program(tmp_path)


@pytest.mark.parametrize("lang", LOCALES)
def test_help_is_in_the_language_of_the_locale(program: Program, lang: str) -> None:
    done = program.run("--help", env={"LANG": LOCALES[lang]})
    assert (done.returncode, done.stderr) == (0, "")
    for command in COMMANDS:
        told = re.search(rf"^ +{command}(?: +|\n +)(\S.*)$", done.stdout, re.MULTILINE)
        assert told is not None
        assert re.search(LETTERS[lang], told[1])
    if lang != "en":
        latin = set(re.findall(r"[a-z]{3,}", done.stdout.lower()))
        known = {*COMMANDS, "limbo", "desktop", "command", "help", "case", "limbo-case", "not"}
        assert latin <= known


@pytest.mark.parametrize("lang", ["ru", "ar"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_explains_each_argument(
    program: Program, command: str, lang: str
) -> None:
    done = program.run(command, "--help", env={"LANG": LOCALES[lang]})
    assert done.returncode == 0
    for argument in COMMANDS[command].arguments:
        name = argument.metavar if not argument.name.startswith("-") else argument.name
        assert name
        place = done.stdout.rindex(f"  {name}")
        assert re.search(LETTERS[lang], done.stdout[place : place + 200])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bundle", "x"], "не хватает: OUT.pdf"),
        (["bundle", "x", "y", "--lang", "fi"], "нет такого: 'fi'"),
        (["bundle", "x", "y", "--lang"], "здесь нужно одно значение"),
        (["list", "x", "--json=1"], "здесь лишнее: '1'"),
        (["list", "x", "--nonsense"], "непонятно: --nonsense"),
        (["list", "x", "y"], "непонятно: y"),
        (["--nonsense"], "не хватает"),
        (["frobnicate", "x"], "неизвестная команда"),
    ],
)
def test_wrong_usage_is_said_in_the_language_and_ends_with_two(
    program: Program, arguments: list[str], said: str
) -> None:
    done = program.run(*arguments, env={"LANG": LOCALES["ru"]})
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "ошибка" in done.stderr
    assert "error" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "none.limbo"],
        ["import", "none.limbo", "nowhere"],
        ["bundle", "none.limbo", "out.pdf"],
        ["verify", "none.pdf"],
        ["export", "none.limbo", "out"],
        ["check", "none.limbo"],
        ["new", "no/such/folder/case.limbo"],
    ],
)
@pytest.mark.parametrize("lang", ["ru", "ar"])
def test_what_the_world_refuses_is_one_sentence_in_the_language_and_ends_with_one(
    program: Program, arguments: list[str], lang: str
) -> None:
    run = program.run if arguments[0] == "verify" else program
    done = run(*arguments, env={"LANG": LOCALES[lang]})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert re.search(LETTERS[lang], done.stderr)
    assert sorted(path.name for path in program.home.iterdir()) in ([], ["secret"])


def test_an_unknown_locale_gets_english(program: Program) -> None:
    assert "usage:" in program.run("--help", env={"LANG": "fi_FI.UTF-8"}).stdout


def test_the_locale_for_everything_wins(program: Program) -> None:
    done = program.run("--help", env={"LANG": "ar.UTF-8", "LC_ALL": "ru_RU.UTF-8"})
    assert "как вызывать" in done.stdout
