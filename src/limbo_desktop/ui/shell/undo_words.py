"""What was undone, or done again, in words: a message for each act, never put together."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from limbo_desktop.marking import N_
from limbo_desktop.text.words import Words

if TYPE_CHECKING:
    from limbo_desktop.vault.undo import Step

_UNDONE: Final[Mapping[str, str]] = {
    "add": N_("Undone: adding “{title}”. It is in the bin."),
    "put": N_("Undone: a change of “{title}”."),
    "remove": N_("Undone: deleting “{title}”. It is back."),
    "restore": N_("Undone: taking “{title}” out of the bin."),
    "wording": N_("Undone: a former wording of “{title}” was brought back."),
    "silence": N_("Undone: a line of “{title}” was put aside. It counts again."),
    "count": N_("Undone: a line of “{title}” was shown again. It is put aside."),
    "redact": N_("Undone: a change of the black boxes on “{title}”."),
    "release": N_("Undone: letting “{title}” go out. It is withheld."),
    "withhold": N_("Undone: withholding “{title}”. It may go out."),
}

_REDONE: Final[Mapping[str, str]] = {
    "add": N_("Done again: adding “{title}”."),
    "put": N_("Done again: a change of “{title}”."),
    "remove": N_("Done again: deleting “{title}”. It is in the bin."),
    "restore": N_("Done again: taking “{title}” out of the bin."),
    "wording": N_("Done again: a former wording of “{title}” is back."),
    "silence": N_("Done again: a line of “{title}” is put aside."),
    "count": N_("Done again: a line of “{title}” counts."),
    "redact": N_("Done again: a change of the black boxes on “{title}”."),
    "release": N_("Done again: “{title}” may go out."),
    "withhold": N_("Done again: “{title}” is withheld."),
}


def undone(words: Words, step: "Step") -> str:
    """Return the sentence for a step that was taken back."""
    count = step.count
    if step.type == "case":
        return words.t("Undone: a change of what the case is.")
    if step.act == "import":
        return words.t("Undone: taking in a case. What came with it is in the bin.")
    if count == 1:
        return words.t(_UNDONE[step.act], title=_title(words, step))
    match step.act:
        case "add":
            return words.n(
                "Undone: adding {count} thing. It is in the bin.",
                "Undone: adding {count} things. They are in the bin.",
                count,
            )
        case "remove":
            return words.n(
                "Undone: deleting {count} thing. It is back.",
                "Undone: deleting {count} things. They are back.",
                count,
            )
        case "restore":
            return words.n(
                "Undone: taking {count} thing out of the bin.",
                "Undone: taking {count} things out of the bin.",
                count,
            )
        case _:
            return words.n(
                "Undone: a change of {count} thing.", "Undone: a change of {count} things.", count
            )


def redone(words: Words, step: "Step") -> str:
    """Return the sentence for a step that was done again."""
    count = step.count
    if step.type == "case":
        return words.t("Done again: a change of what the case is.")
    if step.act == "import":
        return words.t("Done again: taking in a case.")
    if count == 1:
        return words.t(_REDONE[step.act], title=_title(words, step))
    match step.act:
        case "add":
            return words.n(
                "Done again: adding {count} thing.", "Done again: adding {count} things.", count
            )
        case "remove":
            return words.n(
                "Done again: deleting {count} thing. It is in the bin.",
                "Done again: deleting {count} things. They are in the bin.",
                count,
            )
        case "restore":
            return words.n(
                "Done again: taking {count} thing out of the bin.",
                "Done again: taking {count} things out of the bin.",
                count,
            )
        case _:
            return words.n(
                "Done again: a change of {count} thing.",
                "Done again: a change of {count} things.",
                count,
            )


def _title(words: Words, step: "Step") -> str:
    return step.title or words.t("Without a title")
