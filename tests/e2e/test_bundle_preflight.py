"""PDF/A by a validator: Apache PDFBox Preflight, which knows part 1 of the standard only.

So what part 3 allows and part 1 does not is named below, rule by rule; nothing else may be found.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String
from tests.e2e.conftest import MakeBundle
from tests.e2e.support import LANGUAGES

JARS = ":".join(
    f"/usr/share/java/{name}.jar"
    for name in (
        "preflight",
        "pdfbox2",
        "fontbox2",
        "xmpbox",
        "commons-logging",
        "javax.activation",
        "jaxb-api",
    )
)
FOUND = re.compile(r"^(\d[\d.]*) : (.*)$", re.MULTILINE)
OURS = re.compile(r"\b[A-Z]{6}\+(NotoSans|NotoEmoji|LimboNaskh)")

ALLOWED_BY_PART_3 = {
    "1.2.9": "EmbeddedFile entry is present in a FileSpecification dictionary",  # 6.8
    "1.4.7": "EmbeddedFile entry is present in the Names dictionary",  # 6.8
    "2.1.6": "Invalid version of the ICCProfile",  # 6.2.3: ICC.1:2010, version 4, too
    "3.1.11": "The CIDSet entry is missing for the Composite Subset",  # 6.2.11.4.2: may be there
    "7.11.2": "part must be 1",  # it says 3
}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages of Preflight")


Complaints = Callable[[Path], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> Complaints:
    """Each rule that a file is said to break, by number, with what was found."""
    fonts = tmp_path_factory.mktemp("fonts")
    command = ["java", "-XX:TieredStopAtLevel=1", f"-Dpdfbox.fontcache={fonts}", "-cp", JARS]

    def found(path: Path) -> list[tuple[str, str]]:
        done = subprocess.run(
            [*command, "org.apache.pdfbox.preflight.Validator_A1b", str(path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert "is not a valid PDF/A-1b file, error(s)" in done.stdout, done.stderr
        return FOUND.findall(done.stdout)

    return found


def not_allowed(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [each for each in found if ALLOWED_BY_PART_3.get(each[0], "?") not in each[1]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_bundle_of_our_own_pages_breaks_no_rule_that_part_3_keeps(
    bundles: MakeBundle, complaints: Complaints, lang: str
) -> None:
    found = complaints(bundles("border-ar", lang, "--for", "translator").path)
    assert {number for number, _ in found} == set(ALLOWED_BY_PART_3)
    assert not_allowed(found) == []


def test_of_a_bundle_with_pages_of_other_files_ours_break_none(
    bundles: MakeBundle, complaints: Complaints
) -> None:
    found = complaints(bundles("family-ru", "ru").path)
    fonts = [each for each in found if each[0].startswith("3.") and OURS.search(each[1])]
    assert {number for number, _ in fonts} == {"3.1.11"}
    # it makes no claim: those other pages have fonts of their own
    others = {number for number, _ in found if not number.startswith("3.")}
    assert others == {"1.2.9", "1.4.7", "2.1.6", "7.11"}


def test_the_validator_finds_what_is_broken(
    bundles: MakeBundle, complaints: Complaints, tmp_path: Path
) -> None:
    path = tmp_path / "broken.pdf"
    with pikepdf.open(bundles("border-ar", "en", "--for", "translator").path) as book:
        font = next(iter(book.pages[0].resources.Font.values())).DescendantFonts[0]
        del font.FontDescriptor.FontFile2
        book.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))
        book.docinfo.Title = String("Another title")
        book.save(path)
    found = not_allowed(complaints(path))
    assert {number.split(".")[0] for number, _ in found} >= {"3", "6", "7"}, found
