"""A second look at a PDF through qpdf: what it can do or hides beyond its pages.

Only a PDF that got through this, under the worker's limits, is opened with pikepdf elsewhere.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO, Final
from urllib.parse import unquote

import pikepdf

from limbo_desktop.render.appearances import appearance_words
from limbo_desktop.render.facts import WITHOUT_INK, Active, PdfCheck
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import PDF_NODES, TEXT_CHARACTERS
from limbo_desktop.render.markup import html_text
from limbo_desktop.render.plain import decode

_ACTIONS: Final = {
    "/JavaScript": Active.JAVASCRIPT,
    "/Launch": Active.LAUNCH,
    "/URI": Active.REMOTE_LINK,
    "/GoToR": Active.REMOTE_LINK,
    "/GoToE": Active.REMOTE_LINK,
    "/SubmitForm": Active.SUBMIT,
    "/ImportData": Active.SUBMIT,
    "/Rendition": Active.MEDIA,
    "/Movie": Active.MEDIA,
    "/Sound": Active.MEDIA,
    "/GoTo3DView": Active.MEDIA,
    "/RichMediaExecute": Active.MEDIA,
    **dict.fromkeys(
        ("/GoTo", "/GoToDp", "/Hide", "/Named", "/ResetForm", "/SetOCGState", "/Thread", "/Trans"),
        Active.INNER_LINK,
    ),
}
_MEDIA: Final = frozenset({"/3D", "/Movie", "/RichMedia", "/Screen", "/Sound"})
"""Annotations that play."""
_KEYS: Final = {
    "/JS": Active.JAVASCRIPT,
    "/JavaScript": Active.JAVASCRIPT,
    "/OpenAction": Active.OPEN_ACTION,
    "/AA": Active.OPEN_ACTION,
    "/AcroForm": Active.FORM,
    "/EmbeddedFiles": Active.EMBEDDED_FILE,
    "/EF": Active.EMBEDDED_FILE,
    "/XFA": Active.XFA,
    "/RichMediaContent": Active.MEDIA,
    "/ByteRange": Active.SIGNATURE,
}
_WORDY: Final = frozenset({"/DV", "/Desc", "/JS", "/Private", "/RC", "/RV", "/V", "/XFA"})
"""Under what a stream is a text: values of fields, remarks with their looks, scripts, forms."""
_TELLING: Final = frozenset((*_KEYS, *_WORDY, "/S", "/VE", "/P", "/F", "/Rect"))
"""Entries of which at least one stands in whatever can do something."""

_DECODER: Final = json.JSONDecoder()
_LAYERS: Final = 5_000
_NAMES: Final = 30
_NAME: Final = 200
_WHEN_OFF: Final = ("/AllOff", "/AnyOff")
_XMP_BYTES: Final = 1_000_000
_REFERENCE: Final = re.compile(r"(\d+) (\d+) R")
_WORDY_STREAMS: Final = 2_000


def check(stream: BinaryIO, password: str) -> PdfCheck:
    """Open a PDF with qpdf and look at every value in it.

    Raises:
        RenderFailure: PASSWORD, WRONG_PASSWORD, DAMAGED or NO_PAGES.
    """
    try:
        document = pikepdf.open(stream, password=password, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise RenderFailure(Reason.WRONG_PASSWORD if password else Reason.PASSWORD) from error
    except pikepdf.PdfError as error:
        raise RenderFailure(Reason.DAMAGED) from error
    with document:
        try:
            count = len(document.pages)
        except (pikepdf.PdfError, RuntimeError) as error:
            raise RenderFailure(Reason.DAMAGED) from error
        if count == 0:
            raise RenderFailure(Reason.NO_PAGES)
        found = _look(document)
        shown = appearance_words(document, found.appearances)
        hidden = _hidden_layers(document.Root)
        if hidden or _off_at_first(document.Root):
            found.active.add(Active.HIDDEN_LAYER)
        told = _in_streams(document, found)
        strings = "\n".join((*found.words, *map(_read_out, told), shown.text))
        return PdfCheck(
            page_count=count,
            encrypted=document.is_encrypted,
            repaired=bool(document.get_warnings()),
            active=tuple(sorted(found.active)),
            strings=strings[:TEXT_CHARACTERS],
            complete=found.complete and shown.complete and len(strings) <= TEXT_CHARACTERS,
            layers=_layer_names(hidden),
            overlaid=found.overlaid or not found.complete,
        )


@dataclass(slots=True)
class _Found:
    """What was found in the values of a document: `appearances` are the dictionaries that hold
    some, `streams` what may be a text, `overlaid` says that one may be drawn over a page.
    """

    active: set[Active] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    appearances: list[pikepdf.Object] = field(default_factory=list)
    streams: dict[tuple[int, int], None] = field(default_factory=dict)
    overlaid: bool = False
    complete: bool = True

    def take(self, entries: Mapping[str, object], top: object) -> None:
        """Note what a dictionary, itself or in the object `top`, can do and has."""
        if not _TELLING.isdisjoint(entries):
            self.active.update(_abilities(entries, top))
            for key in _WORDY & entries.keys():
                self.streams.update(_references(entries[key]))
        self.overlaid = self.overlaid or (
            "/AP" in entries and entries.get("/Subtype") not in WITHOUT_INK
        )


def _look(document: pikepdf.Pdf) -> _Found:
    """Walk all values without following references, until there are too many.

    Each object is taken out of qpdf at once, as JSON: asking for its values one by one takes
    several times as long.
    """
    found = _Found()
    nodes, length = 0, 0
    trailer = _values(document.trailer)
    tops = [trailer[key] for key in trailer if key != "/ID"] if isinstance(trailer, dict) else []
    for top, value in chain(((None, each) for each in tops), _objects(document)):
        entries = value if isinstance(value, dict) else {}
        if "/AP" in entries and top is not None and isinstance(top, pikepdf.Dictionary):
            found.appearances.append(top)
        told = _xmp(top) if entries.get("/Type") == "/Metadata" else ""
        if told:
            found.words.append(told)
            length += len(told)
        stack: list[Mapping[str, object] | list[object]] = [[value]]
        while stack:
            holder = stack.pop()
            if isinstance(holder, dict):
                found.take(holder, top)
            nodes += len(holder)
            for inner in holder.values() if isinstance(holder, dict) else holder:
                if isinstance(inner, str):
                    if inner.startswith(("u:", "b:")):
                        word = _read_out(_word(inner))
                        found.words.append(word)
                        length += len(word)
                elif isinstance(inner, (dict, list)):
                    stack.append(inner)
            if nodes > PDF_NODES or length > TEXT_CHARACTERS:
                found.complete = False
                return found
    return found


def _objects(document: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, object]]:
    """Yield each object with what stands in it; of a stream its dictionary."""
    for each in document.objects:
        if isinstance(each, pikepdf.Object):  # a number or null comes as Python's own
            yield each, _values(each)


def _values(value: pikepdf.Object) -> object:
    """What stands in an object (qpdf's JSON, version 2): names begin with "/", strings with "u:"
    or, in hex, "b:"; references stay references.
    """
    told: object = _DECODER.raw_decode(value.to_json(dereference=True).decode())[0]
    return told


def _word(told: str) -> str:
    if told[0] == "u":
        return told[2:].replace("\0", "")
    return str(pikepdf.String(bytes.fromhex(told[2:]))).replace("\0", "")


def _read_out(word: str) -> str:
    """A text, and once more without its tags and with an address's numbers as letters."""
    plainly = unquote(word) if "%" in word else word
    if "<" in plainly:
        plainly = f"{plainly}\n{html_text(plainly)}"
    return word if plainly == word else f"{word}\n{plainly}"


def _references(value: object) -> dict[tuple[int, int], None]:
    texts = value if isinstance(value, list) else [value]
    found = (_REFERENCE.fullmatch(each) for each in texts if isinstance(each, str))
    return {(int(each[1]), int(each[2])): None for each in found if each}


def _in_streams(document: pikepdf.Pdf, found: _Found) -> Iterator[str]:
    """Yield the texts that are streams of their own."""
    if len(found.streams) > _WORDY_STREAMS:
        found.complete = False
    for number in list(found.streams)[:_WORDY_STREAMS]:
        try:
            value = document.get_object(number)
            if isinstance(value, pikepdf.Stream):
                data = value.read_bytes()
                found.complete = found.complete and len(data) <= _XMP_BYTES
                yield decode(data[:_XMP_BYTES])[0].replace("\0", "")
        except (pikepdf.PdfError, ValueError):
            found.complete = False


def _abilities(entries: Mapping[str, object], top: object) -> Iterator[Active]:
    for key in _KEYS.keys() & entries.keys():
        yield _KEYS[key]
    action = entries.get("/S")
    if isinstance(action, str) and action in _ACTIONS:
        yield _ACTIONS[action]
    subtype = entries.get("/Subtype")
    if "/Rect" in entries and isinstance(subtype, str) and subtype in _MEDIA:
        yield Active.MEDIA
    if subtype == "/Link" and "/Dest" in entries:
        yield Active.INNER_LINK
    if _is_undrawn(entries):
        yield Active.UNDRAWN_FORM
    by_rule = "/VE" in entries or entries.get("/P") in _WHEN_OFF
    if by_rule and entries.get("/Type") == "/OCMD":
        # shown when a layer is off, or by a rule: only who draws the page can say what is seen
        yield Active.HIDDEN_LAYER
    if "/F" in entries and isinstance(top, pikepdf.Stream):
        yield Active.REMOTE_LINK


def _is_undrawn(entries: Mapping[str, object]) -> bool:
    """Tell whether a form, or a field of one, has values for which it draws nothing."""
    if "/XFA" in entries:
        return not entries.get("/Fields")
    value = entries.get("/V")
    filled = isinstance(value, str) and value not in ("/Off", "u:", "b:") and value[0] in "/ub"
    return "/FT" in entries and filled and "/AP" not in entries and "/Kids" not in entries


def _xmp(value: pikepdf.Object | None) -> str:
    """Return the XMP metadata of a stream that is some, else ""."""
    if not isinstance(value, pikepdf.Stream):
        return ""
    try:
        return value.read_bytes()[:_XMP_BYTES].decode("utf-8", "replace")
    except pikepdf.PdfError:
        return ""


def _hidden_layers(root: pikepdf.Object) -> tuple[pikepdf.Object, ...]:
    """Return the layers that are off when the file is opened (ISO 32000-2, 8.11.4)."""
    properties = root.get("/OCProperties")
    default = properties.get("/D") if isinstance(properties, pikepdf.Dictionary) else None
    if not isinstance(properties, pikepdf.Dictionary):
        return ()
    layers = _dictionaries(properties.get("/OCGs"))
    if not isinstance(default, pikepdf.Dictionary):
        return ()
    told_off = _dictionaries(default.get("/OFF"))
    off = [each.objgen for each in told_off]
    if default.get("/BaseState") == pikepdf.Name.OFF:
        on = {each.objgen for each in _dictionaries(default.get("/ON"))}
        off += [each.objgen for each in layers if each.objgen not in on]
    automatic = {
        each.objgen
        for usage in _dictionaries(default.get("/AS"))
        for each in _dictionaries(usage.get("/OCGs"))
    }
    return tuple(
        each
        for each in {layer.objgen: layer for layer in (*layers, *told_off)}.values()
        if each.objgen in off or (each.objgen in automatic and _off_by_use(each))
    )


def _off_at_first(root: pikepdf.Object) -> bool:
    """Tell whether every layer is off unless it is said to be on, named in the list or not."""
    properties = root.get("/OCProperties")
    default = properties.get("/D") if isinstance(properties, pikepdf.Dictionary) else None
    state = default.get("/BaseState") if isinstance(default, pikepdf.Dictionary) else None
    return bool(state == pikepdf.Name.OFF)


def _off_by_use(layer: pikepdf.Object) -> bool:
    """Tell whether a layer is off on the screen or on paper, though it is on by itself."""
    usage = layer.get("/Usage")
    for use, state in (("/View", "/ViewState"), ("/Print", "/PrintState")):
        entry = usage.get(use) if isinstance(usage, pikepdf.Dictionary) else None
        if isinstance(entry, pikepdf.Dictionary) and entry.get(state) == pikepdf.Name.OFF:
            return True
    return False


def _dictionaries(value: object) -> list[pikepdf.Object]:
    if not isinstance(value, pikepdf.Array):
        return []
    return [each for each in list(value)[:_LAYERS] if isinstance(each, pikepdf.Dictionary)]


def _layer_names(layers: tuple[pikepdf.Object, ...]) -> tuple[str, ...]:
    names = (layer.get("/Name") for layer in layers)
    told = (
        str(name).replace("\0", "")[:_NAME] for name in names if isinstance(name, pikepdf.String)
    )
    return tuple(dict.fromkeys(told))[:_NAMES]
