"""A first guess at what a document is, from its content and its name; the person corrects it."""

import re
from typing import Final

from limbo_desktop.intake.names import kept_name
from limbo_desktop.render.facts import Facts, Kind

_BY_KIND: Final = {
    Kind.AUDIO: "audio",
    Kind.VIDEO: "video",
    Kind.MAIL: "message_export",
    Kind.CHAT: "message_export",
    Kind.WEB: "web_page",
}
_CHATS: Final = re.compile(r"_chat\.txt|result\.json|whatsapp chat.*\.(txt|zip)", re.IGNORECASE)
_SCREENS: Final = re.compile(r"screen[ _-]?(shot|cap)|скрин|снимок экрана|لقطة", re.IGNORECASE)
_CAMERA: Final = frozenset({"Make", "Model"})
_WORDS: Final = (
    (re.compile(r"повестк|summons|استدعاء|povestk", re.IGNORECASE), "summons"),
    (re.compile(r"паспорт|passport|جواز|passi", re.IGNORECASE), "id"),
    (re.compile(r"решени[ея]|decision|päätös|paatos|قرار", re.IGNORECASE), "decision"),
)


def document_type(facts: Facts, name: str) -> str:
    """Return one of the document types of the case format; "" when nothing points to one."""
    name = kept_name(name)
    if _CHATS.fullmatch(name):
        return "message_export"
    if facts.kind in _BY_KIND:
        return _BY_KIND[facts.kind]
    if facts.kind is Kind.IMAGE and _is_screen(facts, name):
        return "screenshot"
    for words, found in _WORDS:
        if words.search(name):
            return found
    if facts.kind is Kind.IMAGE and (facts.gps or _CAMERA & {key for key, _ in facts.metadata}):
        return "photo"
    return ""


def _is_screen(facts: Facts, name: str) -> bool:
    """Tell a picture of a screen: by its name, or a PNG as tall as a telephone."""
    if _SCREENS.search(name):
        return True
    if facts.media_type != "image/png" or not facts.pages:
        return False
    page = facts.pages[0]
    return page.height_px >= 1.7 * page.width_px and page.width_px >= 320
