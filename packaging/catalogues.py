"""The message catalogues: from the sources to `translations/<lang>/LC_MESSAGES/limbo.po` and `.mo`.

    catalogues.py extract          every message of the sources, as JSON
    catalogues.py update           catalogues = exactly the messages of the sources; nothing guessed
    catalogues.py fill FILE.json   puts translations in: [{"id", "plural"?, "ru", "ar"}, ...]
    catalogues.py missing LANG     what lacks a translation, as JSON ready for `fill`
    catalogues.py compile          .po -> .mo

Messages are found by reading the syntax tree: Babel's own extractor reads tokens and loses the
messages of calls that stand inside other calls, as the table of kinds has them.
"""

import argparse
import ast
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if sys.platform != "win32":
    import fcntl

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src"
TRANSLATIONS = ROOT / "translations"
LANGUAGES = ("ru", "ar", "en")
FORMS = {"ru": 3, "ar": 6, "en": 2}

ARABIC_PLURALS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 ? 4 : 5);"
)
"""CLDR's categories in CLDR's order (zero one two few many other); Babel swaps the last two."""

KEYWORDS: dict[str, tuple[int, ...]] = {"t": (0,), "n": (0, 1), "N_": (0,)}
"""Which arguments of which functions are messages, anywhere in the sources."""

TABLE_KEYWORDS: dict[str, tuple[int, ...]] = {
    "field": (2,), "choice": (1,), "kind": (1,), "lane": (1,), "part": (2,),
}  # fmt: skip
"""The same for the labels in the declarative tables of `case/`."""

BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, order=True)
class Found:
    """A message as the sources have it: English singular, English plural or "", and its files."""

    id: str
    plural: str = ""
    files: tuple[str, ...] = field(default=(), compare=False)


def messages_of(tree: ast.AST, *, tables: bool) -> Iterator[Found]:
    """Yield the messages in a syntax tree; with `tables`, the labels of declarative tables too."""
    keywords = KEYWORDS | TABLE_KEYWORDS if tables else KEYWORDS
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        positions = keywords.get(name, ())
        texts = [
            arg.value
            for arg in (node.args[i] for i in positions if i < len(node.args))
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and arg.value
        ]
        if texts and len(texts) == len(positions):
            yield Found(texts[0], texts[1] if len(texts) == 2 else "")


def extract(*, skip_broken: bool = False) -> list[Found]:
    """Return every message of the Python files under SOURCES, sorted, once each.

    A file that does not parse raises SyntaxError, or is left out with `skip_broken`.
    A message that is used both with and without a plural keeps the plural.
    """
    found: dict[str, tuple[str, set[str]]] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        try:
            tree = ast.parse(path.read_text("utf-8"), str(path))
        except SyntaxError:
            if not skip_broken:
                raise
            continue
        for message in messages_of(tree, tables="case" in path.parts):
            plural, files = found.setdefault(message.id, (message.plural, set()))
            if message.plural and plural and message.plural != plural:
                raise ValueError(f"{path}: {message.id!r} has two plurals")
            files.add(path.relative_to(SOURCES.parent).as_posix())
            found[message.id] = (plural or message.plural, files)
    return sorted(
        Found(id_, plural, tuple(sorted(files))) for id_, (plural, files) in found.items()
    )


def placeholders(text: str) -> set[str]:
    """Return the names of the `{named}` placeholders of `text`; ValueError if it is malformed."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(id_: str, plural: str, language: str, strings: Iterable[str]) -> list[str]:
    """Return what is wrong with a translation, in words; an empty list when nothing is."""
    strings = tuple(strings)
    wrong = []
    wanted = FORMS[language] if plural else 1
    if len(strings) != wanted:
        wrong.append(f"{len(strings)} forms, not {wanted}")
    needed = placeholders(plural or id_)
    for index, text in enumerate(strings):
        try:
            names = placeholders(text)
        except ValueError as error:
            wrong.append(f"{text!r}: {error}")
            continue
        # Arabic says "no", "one" and "two" in words, English may say "one"
        spoken = plural and index < {"ar": 3, "en": 1}.get(language, 0)
        if names != needed and not (spoken and names | {"count"} == needed | {"count"}):
            wrong.append(f"{text!r}: placeholders {sorted(names)}, not {sorted(needed)}")
        if BIDI_CONTROLS & set(text):
            wrong.append(f"{text!r}: invisible direction mark")
        if "!" in text:
            wrong.append(f"{text!r}: exclamation mark")
        if text != text.strip() and id_ == id_.strip():
            wrong.append(f"{text!r}: space at an end")
    return wrong


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of `language` is."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "limbo.po"


def load(language: str) -> Catalog:
    """Return the catalogue of `language`, empty when there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def strings_of(message: Message) -> tuple[str, ...]:
    """Return the translation as a tuple of its forms, () when any of them is missing."""
    value = message.string
    strings = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    return tuple(str(text) for text in strings) if all(strings) else ()


def ids_of(message: Message) -> tuple[str, str]:
    """Return the English singular and the English plural, "" when there is none."""
    if isinstance(message.id, str):
        return message.id, ""
    return message.id[0], message.id[1]


def save(
    language: str, found: Iterable[Found], known: dict[tuple[str, str], tuple[str, ...]]
) -> None:
    """Write the catalogue of `language`: the messages `found` with the translations `known`.

    Sorted, unwrapped, without clocks and line numbers, so that a change shows as itself.
    """
    catalogue = Catalog(locale=language, project="limbo-desktop", version="1", fuzzy=False)
    for message in sorted(found):
        strings = known.get((message.id, message.plural), ())
        if message.plural:
            empty = ("",) * FORMS[language]
            catalogue.add((message.id, message.plural), strings or empty,
                          locations=[(name, 0) for name in message.files])  # fmt: skip
        else:
            catalogue.add(message.id, strings[0] if strings else "",
                          locations=[(name, 0) for name in message.files])  # fmt: skip
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, sort_output=True, omit_header=False, include_lineno=False)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    noise = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator',
             '"Report-Msgid-Bugs-To', '"Language-Team')  # fmt: skip
    if language == "ar":
        plurals = f'"Plural-Forms: {ARABIC_PLURALS}\\n"\n'
        lines = [plurals if line.startswith('"Plural-Forms') else line for line in lines]
    text = "".join(line for line in lines[start:] if not line.startswith(noise))
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".po.new")
    aside.write_text(text, "utf-8", newline="\n")
    aside.replace(path)


def translations_of(catalogue: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the finished translations of a catalogue by (singular, plural)."""
    return {
        ids_of(message): strings
        for message in catalogue
        if message.id and not message.fuzzy and (strings := strings_of(message))
    }


def compile_all(translations: Path | None = None) -> list[Path]:
    """Write a `.mo` beside every `.po` under `translations` and return their paths."""
    made = []
    for path in sorted((translations or TRANSLATIONS).glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=path.parent.parent.name)
        target = path.with_suffix(".mo")
        aside = path.with_suffix(f".mo.{os.getpid()}")
        with aside.open("wb") as output:
            write_mo(output, catalogue)
        aside.replace(target)
        made.append(target)
    return made


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Let one process at a time change the catalogues; on Windows nobody waits for anybody."""
    if sys.platform == "win32":
        yield
        return
    TRANSLATIONS.mkdir(exist_ok=True)
    handle = os.open(TRANSLATIONS, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def update() -> None:
    """Make each catalogue hold exactly the messages of the sources; what is gone is dropped."""
    found = extract()
    with locked():
        for language in LANGUAGES:
            save(language, found, translations_of(load(language)))


def fill(path: Path) -> list[str]:
    """Put the translations of a JSON file in, and return what was wrong, in words.

    A translation with a fault is left out.  Nothing is dropped, since another session may be
    in the middle of changing a source file.
    """
    entries = json.loads(path.read_text("utf-8"))
    wrong: list[str] = []
    with locked():
        found = {message.id: message for message in extract(skip_broken=True)}
        for language in LANGUAGES:
            known = translations_of(load(language))
            kept = dict(found)
            for id_, plural in known:
                kept.setdefault(id_, Found(id_, plural))
            for entry in entries:
                id_, given = entry["id"], entry.get(language)
                if not given:
                    continue
                if id_ not in kept:
                    wrong.append(f"not in the sources: {id_!r}")
                    continue
                strings = tuple(given) if isinstance(given, list) else (given,)
                plural = kept[id_].plural
                bad = faults(id_, plural, language, strings)
                if bad:
                    wrong += [f"{language}: {id_!r}: {fault}" for fault in bad]
                else:
                    known[id_, plural] = strings
            save(language, kept.values(), known)
        compile_all()
    return list(dict.fromkeys(wrong))


def missing(language: str) -> list[dict[str, object]]:
    """Return the messages of the sources that `language` does not say yet, as `fill` takes them."""
    known = translations_of(load(language))
    result: list[dict[str, object]] = []
    for message in extract(skip_broken=True):
        if (message.id, message.plural) not in known:
            entry: dict[str, object] = {"id": message.id}
            if message.plural:
                entry |= {"plural": message.plural, language: [""] * FORMS[language]}
            else:
                entry[language] = ""
            result.append(entry)
    return result


def main(arguments: list[str]) -> int:
    """Run one subcommand; 0 done, 1 something was refused."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("extract", "update", "compile"):
        commands.add_parser(name)
    commands.add_parser("fill").add_argument("file", type=Path)
    commands.add_parser("missing").add_argument("language", choices=LANGUAGES)
    options = parser.parse_args(arguments)
    if options.command == "extract":
        print(json.dumps([{"id": m.id, "plural": m.plural, "files": m.files} for m in extract()],
                         ensure_ascii=False, indent=1))  # fmt: skip
    elif options.command == "update":
        update()
    elif options.command == "compile":
        compile_all()
    elif options.command == "missing":
        print(json.dumps(missing(options.language), ensure_ascii=False, indent=1))
    else:
        wrong = fill(options.file)
        for line in wrong:
            print(line, file=sys.stderr)
        return 1 if wrong else 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
