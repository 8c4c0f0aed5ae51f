"""A second look at a PDF through qpdf: what it can do or hides beyond its pages.

Only a PDF that got through this, under the worker's limits, is opened with pikepdf elsewhere.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import pikepdf

from limbo_desktop.render.appearances import appearance_words
from limbo_desktop.render.facts import Active, PdfCheck
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import PDF_NODES, TEXT_CHARACTERS

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
}
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
_LAYERS: Final = 5_000
_NAMES: Final = 30
_NAME: Final = 200
_WHEN_OFF: Final = ("/AllOff", "/AnyOff")
_XMP_BYTES: Final = 1_000_000


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
        active: set[Active] = set()
        words: list[str] = []
        complete = _look(document, active, words)
        shown = appearance_words(document)
        words.append(shown.text)
        complete = complete and shown.complete
        hidden = _hidden_layers(document.Root)
        if hidden or _off_at_first(document.Root):
            active.add(Active.HIDDEN_LAYER)
        strings = "\n".join(words)
        return PdfCheck(
            page_count=count,
            encrypted=document.is_encrypted,
            repaired=bool(document.get_warnings()),
            active=tuple(sorted(active)),
            strings=strings[:TEXT_CHARACTERS],
            complete=complete and len(strings) <= TEXT_CHARACTERS,
            layers=_layer_names(hidden),
        )


def _look(document: pikepdf.Pdf, active: set[Active], words: list[str]) -> bool:
    """Walk all values without following references; return False when there are too many."""
    nodes, length = 0, 0
    direct = [value for key, value in document.trailer.items() if key != "/ID"]
    for top in [*document.objects, *_direct(direct)]:
        for value in _inside(top):
            nodes += 1
            if nodes > PDF_NODES or length > TEXT_CHARACTERS:
                return False
            if isinstance(value, pikepdf.String):
                word = str(value).replace("\0", "")
                length += len(word)
                words.append(word)
            elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
                active.update(_abilities(value))
                xmp = _xmp(value)
                length += len(xmp)
                words.extend([xmp] if xmp else [])
    return True


def _inside(top: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield a value and all direct values in it; what it refers to is looked at on its own."""
    stack = [top]
    while stack:
        value = stack.pop()
        yield value
        if isinstance(value, pikepdf.Array):
            inner = list(value)
        elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            inner = [item for _, item in value.items()]
        else:
            continue
        stack.extend(_direct(inner))


def _direct(values: Iterable[object]) -> Iterator[pikepdf.Object]:
    """Yield the values that are no references; numbers come as Python's own and are left out."""
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield value


def _abilities(value: pikepdf.Object) -> set[Active]:
    keys = set(value.keys())
    found = {ability for key, ability in _KEYS.items() if key in keys}
    action = value.get("/S")
    if isinstance(action, pikepdf.Name):
        ability = _ACTIONS.get(str(action))
        if ability is not None:
            found.add(ability)
    by_rule = "/VE" in keys or str(value.get("/P")) in _WHEN_OFF
    if by_rule and value.get("/Type") == pikepdf.Name.OCMD:
        # shown when a layer is off, or by a rule: only who draws the page can say what is seen
        found.add(Active.HIDDEN_LAYER)
    if isinstance(value, pikepdf.Stream) and "/F" in keys:
        found.add(Active.REMOTE_LINK)
    return found


def _xmp(value: pikepdf.Object) -> str:
    """Return the XMP metadata of a stream that is some, else ""."""
    if not isinstance(value, pikepdf.Stream) or value.get("/Type") != pikepdf.Name.Metadata:
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
