"""What readers of earlier bundles have and a supplement does not give them any more."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from limbo_desktop.bundle.criteria import chosen_documents, chosen_events
from limbo_desktop.bundle.options import Choice, Options
from limbo_desktop.case.records import Case
from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words
from limbo_desktop.vault.bundles import Printed


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry, or an `exhibit`, by the number that its readers know.

    `title` is the person's, "" where it is not known any more: what was removed has none.
    """

    number: int
    title: str = ""
    exhibit: bool = False

    def told(self, words: Words) -> Said:
        """What it is, for the person."""
        number = Said(str(self.number))
        if self.title:
            if self.exhibit:
                return words.t("exhibit {number} “{title}”", number=number, title=self.title)
            return words.t("entry {number} “{title}”", number=number, title=self.title)
        if self.exhibit:
            return words.t("exhibit {number}", number=number)
        return words.t("entry {number}", number=number)


def gone_since(case: Case, options: Options) -> tuple[Gone, ...]:
    """What was given and may not leave any more: removed, made private, or taken out one by one.

    In the order of the numbers, entries first.
    """
    given = options.given
    if given is None:
        return ()
    single = replace(options, choice=Choice(without=options.choice.without))
    events = list(chosen_events(case, single))
    documents = chosen_documents(case, events, single)
    entries = _missing(given.entries, {each.id for each in events})
    exhibits = _missing(given.exhibits, {each.id for each in documents})
    titles = {each.id: each.title for each in case.events}
    titles |= {each.id: each.title or each.file for each in case.documents}
    return (
        *(Gone(printed.number, titles.get(name, "")) for name, printed in entries),
        *(Gone(printed.number, titles.get(name, ""), exhibit=True) for name, printed in exhibits),
    )


def _missing(given: Mapping[str, Printed], there: Collection[str]) -> Iterator[tuple[str, Printed]]:
    ordered = sorted(given.items(), key=lambda item: item[1].number)
    return ((name, printed) for name, printed in ordered if name not in there)


def told_gone(words: Words, gone: Collection[Gone]) -> Said:
    """What the person is told before the supplement leaves; its readers are not."""
    return words.t(
        "The readers have these and would not get them any more: {titles}. The file does not say so"
        " to them.",
        titles=words.list([each.told(words) for each in gone]),
    )
