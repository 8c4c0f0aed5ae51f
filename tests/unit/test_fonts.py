"""The fonts that ship: who draws what, and that ReportLab can embed them."""

import io
import string

import pytest
from fontTools.ttLib import TTFont

from limbo_desktop.resources import resource_path

FACES = sorted(path.name for path in resource_path("fonts").glob("*.ttf"))

LATIN = string.ascii_letters + string.digits + "".join(map(chr, range(0xC0, 0x180)))
CYRILLIC = "".join(map(chr, range(0x400, 0x460))) + "ҐґҒғҚқҢңҮүҰұӘәӨө"
PUNCTUATION = "№«»“”„‘’–—…•·−×€₽₴§°()[]/-.,:;!?"
ARABIC = "".join(map(chr, range(0x621, 0x63B))) + "".join(map(chr, range(0x641, 0x653)))
PERSIAN_URDU = "پچژگکیټہےںٹڈڑھۀۓ"
DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
ARABIC_PUNCTUATION = "،؛؟ـ٪٫٬ٰٱ"
EMOJI = "😀🔪💀☠⚰🪦🤡👊🏻🇷🇺❤👍🙏🔥💣🪓⚠✅"


def face(name: str) -> TTFont:
    return TTFont(io.BytesIO(resource_path("fonts", name).read_bytes()))


def lacking(name: str, text: str) -> str:
    cmap = face(name).getBestCmap()
    return "".join(letter for letter in text if ord(letter) not in cmap)


@pytest.mark.parametrize("name", [name for name in FACES if name.startswith("NotoSans-")])
def test_noto_sans_draws_latin_cyrillic_and_punctuation(name: str) -> None:
    assert lacking(name, LATIN + CYRILLIC + PUNCTUATION) == ""


@pytest.mark.parametrize("name", ["LimboNaskh-Regular.ttf", "LimboNaskh-Bold.ttf"])
def test_limbo_naskh_draws_arabic_persian_and_urdu_with_both_rows_of_digits(name: str) -> None:
    assert lacking(name, ARABIC + PERSIAN_URDU + DIGITS + ARABIC_PUNCTUATION) == ""


def test_hashes_and_arrows_have_a_monospaced_face() -> None:
    assert lacking("NotoSansMono-Regular.ttf", string.printable[:95] + "→←↑↓") == ""


def test_threats_come_with_emoji_and_ticks() -> None:
    assert lacking("NotoEmoji-Regular.ttf", EMOJI) == ""
    assert lacking("NotoSansSymbols2-Regular.ttf", "✓✔✗✘☐☑★☆") == ""


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_limbo_naskh_is_noto_naskh_made_a_fifth_larger_under_its_own_name(style: str) -> None:
    font = face(f"LimboNaskh-{style}.ttf")
    assert font["head"].unitsPerEm == 833
    assert [font["name"].getDebugName(number) for number in (1, 2)] == ["Limbo Naskh", style]
    alef = font["glyf"][font.getBestCmap()[ord("ا")]]
    assert 0.80 < alef.yMax / 833 < 0.82


@pytest.mark.parametrize("name", FACES)
def test_a_face_has_truetype_outlines_and_may_be_embedded(name: str) -> None:
    font = face(name)
    assert "glyf" in font
    assert font["OS/2"].fsType == 0


@pytest.mark.parametrize("name", FACES)
def test_a_face_has_its_licence_beside_it(name: str) -> None:
    family = name.partition("-")[0]
    licence = resource_path("fonts", f"OFL-{family}.txt").read_text("utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
