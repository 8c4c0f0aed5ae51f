"""Links inside the bundle: rebuilt with explicit targets; what leads anywhere else is left out."""

from collections.abc import Mapping, Sequence

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from limbo_desktop.bundle.base import Link
from limbo_desktop.bundle.numbers import exact
from limbo_desktop.bundle.outline import place


class Links:
    """Finds where the links of a document lead, through its named destinations."""

    def __init__(self, book: Pdf, pages: Sequence[Object]) -> None:
        self._pages = {page.objgen: page for page in pages}
        self._named = _named(book)

    def of(self, page: Object) -> dict[int, Object]:
        """The links of a page that stay inside the document, made anew, by their index there."""
        found: dict[int, Object] = {}
        marks = page.get("/Annots")
        for index, mark in enumerate(list(marks) if isinstance(marks, Array) else []):
            if not isinstance(mark, Dictionary) or mark.get("/Subtype") != Name.Link:
                continue
            target = self._target(mark)
            if target is not None:
                found[index] = annotation(Array(mark.Rect), target)
        return found

    def _target(self, mark: Object) -> Array | None:
        target = mark.get("/Dest")
        action = mark.get("/A")
        if target is None and isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
            target = action.get("/D")
        if isinstance(target, (Name, String)):
            target = self._named.get(str(target).removeprefix("/"))
        if isinstance(target, Dictionary):
            target = target.get("/D")
        if not isinstance(target, Array) or len(target) == 0:
            return None
        page = target[0]
        if not isinstance(page, Dictionary) or page.objgen not in self._pages:
            return None
        top = target[3] if len(target) > 3 and target[1] == Name.XYZ else None
        return place(page, float(str(top)) if top is not None else float(str(page.MediaBox[3])))


def drawn(link: Link, pages: Sequence[Object]) -> Dictionary:
    """A link that typesetting hands over as data."""
    rect = link.rect
    corners = (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)
    return annotation(
        Array([exact(each) for each in corners]), place(pages[link.target_index], link.target_top)
    )


def annotation(rect: Array, target: Array) -> Dictionary:
    """A link without a frame of its own, printed with its page."""
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=rect,
        Border=Array([0, 0, 0]),
        F=4,
        Dest=target,
    )


def _named(book: Pdf) -> Mapping[str, Object]:
    named: dict[str, Object] = {}
    old = book.Root.get("/Dests")
    if isinstance(old, Dictionary):
        named.update({key.removeprefix("/"): value for key, value in old.items()})
    names = book.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    if isinstance(tree, Dictionary):
        named.update({str(key): value for key, value in NameTree(tree).items()})
    return named
