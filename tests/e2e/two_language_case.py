"""A small case that is told in three languages, with papers heavy enough that a size divides it."""

from dataclasses import replace
from pathlib import Path

from tests.cheap import CHEAP
from tests.e2e.small_parts import add_paper, scanned

from limbo_desktop.case.records import (
    Account,
    CaseInfo,
    Citation,
    Event,
    Participant,
    Person,
    Translation,
)
from limbo_desktop.vault.vault import Vault

TOLD = {
    "ru": "Утром пришли двое и спросили про повестку номер {n}. Вера Жукова открыла дверь.\n\n"
    "Мы молчали и ждали до вечера, потом они оставили бумагу на столе.",
    "ar": "جاء رجلان صباحًا وسألا عن الاستدعاء رقم {n}. فتحت فيرا الباب.\n\n"
    "سكتنا وانتظرنا حتى المساء، ثم تركا الورقة على الطاولة.",
    "en": "Two men came in the morning and asked about summons number {n}. Vera opened the door."
    "\n\nWe were silent and waited until evening, then they left the paper on the table.",
}
CONCEALED = ("Вера", "Жукова", "فيرا", "Vera")
TITLES = {"ru": "Визит {n}", "ar": "الزيارة {n}", "en": "Visit {n}"}


def told_event(number: int, paper: str, witness: str) -> Event:
    """An entry whose own words and translations go round the three languages."""
    langs = [("ru", "ar", "en")[(number + step) % 3] for step in range(3)]
    own, *others = langs
    by = ("certified", "machine")
    return Event(
        "",
        title=TITLES[own].format(n=number),
        kind="threat",
        when=f"2023-0{number}-01",
        people=(Participant(witness),),
        account=Account(own, TOLD[own].format(n=number)),
        translations=tuple(
            Translation(lang, TITLES[lang].format(n=number), TOLD[lang].format(n=number), who)
            for lang, who in zip(others, by, strict=True)
        ),
        documents=(Citation(paper, "1"),),
    )


def three_languages(path: Path, passphrase: str = "a b c d") -> Vault:
    """A vault with six entries in turn of three languages, each with a scanned paper."""
    vault, _ = Vault.create(path, passphrase, CHEAP, lambda: 1_710_201_600)
    vault.put_info(CaseInfo(title="Дело", authority="Migri"))
    vault.people.add(Person("", name="Анна Белова", name_latin="Anna Belova", role="applicant"))
    forms = ("Вера", "فيرا", "Vera")
    person = Person("", name="Вера Жукова", forms=forms, role="witness", conceal=True)
    witness = vault.people.add(person).id
    for number in range(1, 7):
        paper = add_paper(vault, f"Paper {number}", scanned(number, 1 + number % 3))
        vault.events.add(told_event(number, paper, witness))
    return vault


def something_new(vault: Vault) -> None:
    """One more entry with a paper; the third is told otherwise in one of its translations."""
    witness = next(each.id for each in vault.people.all() if each.conceal)
    for number in (7, 8):
        paper = add_paper(vault, f"Paper {number}", scanned(number, 4))
        vault.events.add(told_event(number, paper, witness))
    third = next(each for each in vault.events.all() if each.title == TITLES["ru"].format(n=3))
    first, *rest = third.translations
    changed = replace(first, text=f"{first.text}\n\nثمّ ذهبا.")
    vault.events.put(replace(third, translations=(changed, *rest)))
