"""What a bundle is called: in the properties of the file, and at the head of every page."""

from limbo_desktop.bundle.pages.telling import Telling
from limbo_desktop.text.bidi import direction_of


def bundle_title(telling: Telling) -> str:
    """The title of the file: what it is, and of whom."""
    names = _applicants(telling)
    told = telling.words.t("Evidence and chronology of the case")
    if not names:
        return told
    return telling.words.t("{title}: {names}", title=told, names=telling.words.list(names))


def running_head(telling: Telling) -> str:
    """The applicants' names, short where there are several, and the first reference."""
    words, info = telling.words, telling.selection.info
    names = _applicants(telling)
    if len(names) > 1:
        names = [name if name.startswith("[") else name.split()[-1] for name in names if name]
    told = words.t("Evidence and chronology of the case")
    named = (
        words.t("{first}, {second}", first=names[0], second=names[1])
        if len(names) == 2
        else (words.list(names) if names else told)
    )
    if not info.references:
        return named
    first = info.references[0]
    number = words.identifier(first.number)
    reference: str = words.t("{authority} {number}", authority=first.authority, number=number)
    if direction_of(first.authority) == "ltr":
        # a foreign authority and its number are one thing and stand as in their own language
        reference = words.identifier(f"{first.authority} {first.number}")
    return words.t("{names} · {reference}", names=named, reference=reference)


def _applicants(telling: Telling) -> list[str]:
    people = (each.person for each in telling.selection.people)
    return [telling.names(person)[0] for person in people if person.role == "applicant"]
