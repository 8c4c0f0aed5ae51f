"""Russian names in all their cases, as regular expressions.

The tables are those of a grammar, by the end of the name; a form that nobody uses is no harm as
long as it is no other word: "Люда" gives "Люде" and "Люду", never "Люди".
"""

import re
from collections.abc import Iterator
from typing import Final

_HUSHING: Final = "жшщчц"
_HARD_I: Final = "гкхжшщч"
"""After these letters Russian writes и for ы."""

_ADJECTIVE: Final = (
    "ий|ый|ой|ая|яя|ое|ее|ого|его|ому|ему|им|ым|ом|ем|ую|юю|ою|ею|ие|ые|их|ых|ими|ыми|ей"
)
_OWNED: Final = "|а|у|ы|о|ой|ою|ого|ому|ым|ом|ых|ыми"
"""Endings of what belongs to somebody: "Катин", "Катиного", "Глебова"."""

_SOFT_A: Final = f"я|и|е|ю|ей|ёй|ею|ёю|ям|ями|ях|й|ь|ин(?:{_OWNED})"
_SOFT: Final = f"ь|й|я|ю|е|и|ем|ём|ей|ью|ям|ями|ях|[еёи][вн](?:{_OWNED})"
_LOST_SOFT: Final = f"ья|ью|ье|ьи|ьем|ьём|ьев|ьёв|ьям|ьями|ьях|ь[её]в(?:{_OWNED})"
_THIRD: Final = "ьего|ьему|ьим|ьем|ья|ью|ьей|ьи|ьих|ьими|ье"
_O: Final = "о|а|и|ы|е|у|ой|ою|ом|ам|ами|ах"
_FAMILY_A: Final = ("ова", "ева", "ёва", "ина", "ына")
_FATHER: Final = ("ович", "евич", "овна", "евна")
_SHORT_FATHER: Final = "[ьй]?[ыи]ч(?:|а|у|ом|ем|е|и)|[ьеи]?в?н(?:а|ы|е|у|ой|ою)"
"""As people say it: "Иваныч", "Сергевна"."""

_SHORTEST_STEM: Final = 2

_FAMILY: Final = re.compile(
    r".{3,}(?:ов|ев|ёв|ин|ын)а?|.{2,}(?:ский|цкий|ская|цкая|енко|чук|дзе|швили|ович|евич|овна|евна)"
)
_GIVEN: Final = frozenset(
    "алевтина александр александра алексей алёна алёша алина алла анастасия анатолий андрей анна"
    " антон антонина артём борис вадик вадим валентин валентина валерий варвара василий василиса"
    " виктор виктория виталий владимир владислав вова володя вячеслав галина геннадий георгий глеб"
    " глебушка григорий даниил дарья денис дима дмитрий евгений евгения егор екатерина елена"
    " елизавета женя зинаида иван игорь илья инна ира ирина кирилл константин ксения лариса леонид"
    " лёша лидия людмила максим маргарита марина мария михаил миша настя наталия наталья наташа"
    " никита николай нина оксана олег ольга оля павел пётр полина раиса руслан саша светлана сергей"
    " серёжа софия софья станислав степан тамара таня татьяна тимофей тимур ульяна фёдор юлия юра"
    " юрий яна ярослав".replace("ё", "е").split()
)
"""Given names that are no other word, not in any case either."""


def russian_pattern(name: str) -> str:
    """The regular expression of a Cyrillic name in every case, for words in small letters.

    Both name and words have е for ё.
    """
    return "|".join(
        rf"{re.escape(stem.replace('ё', 'е'))}(?:{endings})"
        for stem, endings in dict.fromkeys(_forms(name))
    )


def is_no_other_word(name: str) -> bool:
    """Whether a name in small letters can hardly be a common word, in no case of it."""
    return bool(_FAMILY.fullmatch(name)) or name in _GIVEN


def family_of(name: str) -> str:
    """A family name as its men have it: "чижов" for "чижова", "осколецкий" for "осколецкая"."""
    for hers, his in (("ская", "ский"), ("цкая", "цкий"), ("ая", "ый")):
        if name.endswith(hers) and len(name) > len(hers) + 1:
            return name.removesuffix(hers) + his
    if name.endswith(_FAMILY_A) and name != "валентина":
        return name[:-1]
    return name


def men_and_women(name: str) -> tuple[str, ...]:
    """A family name as each of its people has it: "осколецкая", "осколецкий"."""
    his = family_of(name)
    hers = his[:-2] + "ая" if his.endswith(("ский", "цкий", "ый")) else his
    return tuple(dict.fromkeys((name, his, hers)))


def _forms(word: str) -> Iterator[tuple[str, str]]:
    """The stems of a name, each with its endings."""
    yield word, ""
    last, stem = word[-1], word[:-1]
    if word[-2:] in {"ий", "ый", "ой", "ая", "яя"} and len(word) >= _SHORTEST_STEM + 2:
        yield word[:-2], _ADJECTIVE
    if word.endswith(_FATHER) and len(word) > 6:
        yield word[:-4], _SHORT_FATHER
    if last == "а" and len(stem) >= _SHORTEST_STEM:
        yield stem, _hard_a(stem)
        if word.endswith(_FAMILY_A):
            yield stem, _consonant(stem)
    elif last == "я" and stem:
        yield stem, _SOFT_A
    elif last == "о" and len(stem) >= _SHORTEST_STEM:
        yield stem, _O
    elif last in "ьй" and len(stem) >= _SHORTEST_STEM:
        yield stem, _SOFT
        yield from _lost_soft(word)
    elif last in "ыи" and len(stem) > _SHORTEST_STEM:
        yield stem, f"{_consonant(stem)}|{_ADJECTIVE}"
    elif last not in "аяоыиеёуюэ":
        yield word, _consonant(word)
        yield from _lost(word)


def _lost(word: str) -> Iterator[tuple[str, str]]:
    """Names that lose a vowel: Павел – Павла, Кравец – Кравца, Витёк – Витька, Лев – Льва."""
    if word == "лев" or (len(word) > 3 and word[-2] in "еёоя" and word[-1] in "кцл"):
        before, last = word[:-2], word[-1]
        bare = _consonant(word).removeprefix("|")
        for between in ("", "ь", "й"):
            yield f"{before}{between}{last}", bare


def _lost_soft(word: str) -> Iterator[tuple[str, str]]:
    """Соловей – Соловья, Третий – Третьего, Камень – Камня."""
    if word.endswith("ей") and len(word) > 4:
        yield word[:-2], _LOST_SOFT
    if word.endswith("ий"):
        yield word[:-2], _THIRD
    if word.endswith("ень") and len(word) > 4:
        yield f"{word[:-3]}н", _SOFT


def _hard_a(stem: str) -> str:
    plural = "и" if stem[-1] in _HARD_I else "ы"
    with_ = "ой|ою|ей|ею" if stem[-1] in _HUSHING else "ой|ою"
    owned = "[иы]н" if stem[-1] == "ц" else "ин"
    return f"|а|{plural}|е|у|{with_}|ам|ами|ах|{owned}(?:{_OWNED})"


def _consonant(stem: str) -> str:
    plural = "и" if stem[-1] in _HARD_I else "ы"
    hushed = "|ем|ём|ей|ев|ёв" if stem[-1] in _HUSHING else ""
    return f"|а|у|ом|е|{plural}|ов|ам|ами|ах|ым|ых|ыми|ой|ою{hushed}|ов(?:{_OWNED})|ев(?:{_OWNED})"
