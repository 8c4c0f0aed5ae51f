"""The sources build no text from pieces and hold no invisible character of direction."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from limbo_desktop.case.kinds import KINDS
from limbo_desktop.case.lanes import LANES
from limbo_desktop.text.bidi import CONTROLS, FSI

ROOT = Path(__file__).parents[2]
BUILDERS = frozenset({"format", "format_map", "join", "replace"})
LINES_AND_CELLS = frozenset({"\n", "\n\n", "\t", " · "})


def method(node: ast.AST) -> str:
    """Return the name of the method that a node calls, or ""."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr
    return ""


def is_said(node: ast.AST) -> bool:
    """Whether a node is a call of `.t(...)` or `.n(...)`."""
    return method(node) in {"t", "n"}


def is_built(node: ast.AST) -> bool:
    """Whether a node makes a string out of pieces."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Add, ast.Mod))
    return isinstance(node, ast.JoinedStr) or method(node) in BUILDERS


def pieces(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the direct pieces of a built string; lines and cells of a table may be joined."""
    if isinstance(node, ast.JoinedStr):
        yield from (part.value for part in node.values if isinstance(part, ast.FormattedValue))
    elif isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        between = node.func.value
        if isinstance(between, ast.Constant) and between.value in LINES_AND_CELLS:
            return
        yield between
        for argument in node.args:
            yield argument
            if isinstance(argument, (ast.GeneratorExp, ast.ListComp)):
                yield argument.elt
            elif isinstance(argument, (ast.List, ast.Tuple)):
                yield from argument.elts


def concatenations(source: str) -> list[str]:
    """Return the code where a message is built from pieces, or made a piece of something."""
    found: list[ast.AST] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (is_said(node) or getattr(node.func, "id", "") == "N_"):
            messages = node.args[: 2 if method(node) == "n" else 1]
            found += [message for message in messages if is_built(message)]
        if is_built(node):
            found += [piece for piece in pieces(node) if is_said(piece)]
    return [ast.unparse(node) for node in found]


@pytest.mark.parametrize(
    "bad",
    [
        'words.t("Saved at " + clock)',
        'words.t(f"Saved at {clock}")',
        'words.t("Saved at %s" % clock)',
        'words.t("Saved at {}".format(clock))',
        'words.n("{count} entry", "{count} " + noun, 3)',
        'N_("Saved" + " at")',
        'words.t("Saved at") + clock',
        'f"{words.t(name)}: {value}"',
        '", ".join(words.t(name) for name in names)',
        '"".join([words.t("Saved"), clock])',
        'words.t("Saved at CLOCK").replace("CLOCK", clock)',
    ],
)
def test_the_gate_sees_text_built_from_pieces(bad: str) -> None:
    assert concatenations(bad)


@pytest.mark.parametrize(
    "good",
    [
        'words.t("Saved at {time}", time=f"{hour}:{minute}")',
        'words.t("a sentence " "on two lines")',
        "words.t(kind.label)",
        'words.n("{count} entry", "{count} entries", shown + hidden)',
        '"\\n".join(words.t(line) for line in lines)',
        "words.list(words.t(name) for name in names)",
    ],
)
def test_the_gate_lets_messages_with_placeholders_pass(good: str) -> None:
    assert concatenations(good) == []


def test_no_text_is_built_from_pieces() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): code
        for path in sorted((ROOT / "src").rglob("*.py"))
        if (code := concatenations(path.read_text("utf-8")))
    }
    assert found == {}


def invisible(text: str) -> set[str]:
    """Return the direction characters in `text`, also when written as escapes."""
    written = {chr(int(code, 16)) for code in re.findall(r"\\u([0-9a-fA-F]{4})", text)}
    return {f"U+{ord(character):04X}" for character in CONTROLS & (set(text) | written)}


def test_the_gate_sees_invisible_characters() -> None:
    assert invisible(f"name{FSI}") == {"U+2068"}
    assert invisible(r'mark = "\u200f"') == {"U+200F"}
    assert invisible("کتاب\u200cها") == set(), "the joiner that Persian spelling needs may stay"


def test_only_the_modules_of_direction_know_the_invisible_characters() -> None:
    own = (
        "src/limbo_desktop/text/bidi.py",
        "src/limbo_desktop/text/typeset/",
        # The export of a telephone is full of them: they are read over, never written.
        "src/limbo_desktop/render/chats/whatsapp.py",
        # What turns letters round is shown as a sign there: it is looked for, never written.
        "src/limbo_desktop/render/visible.py",
        # A name with one inside is a name: they are looked for, never written.
        "src/limbo_desktop/bundle/name_readings.py",
    )
    written = {".py", ".po", ".md", ".html", ".json", ".svg", ".txt", ".toml", ".qss", ".xml"}
    found = {}
    for folder in ("src", "translations", "resources"):
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in written and path.is_file() and not name.startswith(own):
                controls = invisible(path.read_text("utf-8"))
                if controls:
                    found[name] = controls
    assert found == {}


def test_every_label_of_kinds_fields_choices_and_lanes_is_extracted(
    catalogues: ModuleType,
) -> None:
    wanted = {lane.label for lane in LANES}
    for kind in KINDS.values():
        wanted.add(kind.label)
        for field in kind.fields:
            wanted |= {field.label, *(choice.label for choice in field.choices)}
            wanted |= {part.label for part in field.parts}
    assert wanted <= {message.id for message in catalogues.extract()}
