"""Runs the real program as a process, and reads bundles back with independent tools."""

import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
from tests.memory import run_measured

PASSPHRASE = "верный конь 1234"
LANGUAGES = ("ru", "ar", "en")
ROOT = Path(__file__).parents[2]
MM = 72 / 25.4
WHOLE = os.environ.get("LIMBO_BUNDLES") == "whole"
"""Whether cases are as large as those of people, and every combination is made: `make bundles`."""

_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_CONTROLS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Program:
    """`limbo-desktop` in a home of its own; `quick` opens only vaults whose passphrase is cheap."""

    home: Path
    quick: bool = False

    def run(
        self,
        *args: object,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        timeout: float = 300,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command that asks for no passphrase, for at most so many seconds."""
        return subprocess.run(
            self.command(*args),
            env=self.environment(env or {}),
            cwd=cwd or self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=timeout,
        )

    def __call__(
        self,
        *args: object,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        timeout: float = 300,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of a vault with the passphrase of these tests."""
        return self.run(*args, "--passphrase-file", self.secret, env=env, cwd=cwd, timeout=timeout)

    def measured(self, *args: object) -> tuple[subprocess.CompletedProcess[str], int]:
        """Run a command of a vault; return how it ended and the most bytes that it had."""
        command = self.command(*args, "--passphrase-file", self.secret)
        told = self.home / "memory"
        return run_measured(command, told, env=self.environment({}), cwd=self.home)

    def command(self, *args: object) -> list[str]:
        """What starts the program with these arguments."""
        module = "tests.e2e.quick" if self.quick else "limbo_desktop"
        return [sys.executable, "-m", module, *map(str, args)]

    @property
    def secret(self) -> Path:
        """A file with the passphrase."""
        path = self.home / "secret"
        path.write_text(f"{PASSPHRASE}\n", "utf-8")
        return path

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """What the program is started with: that of the tests without a language or a display."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "DISPLAY", "TERM"}
        }
        ours = {"HOME": str(self.home), "LANG": "C.UTF-8"}
        if self.quick:
            paths = (str(ROOT), os.environ.get("PYTHONPATH", ""))
            ours["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        return {**kept, **ours, **more}


@dataclass(frozen=True)
class Link:
    """A link: what is printed under it and the page it leads to (from 1)."""

    page: int
    printed: str
    rect: tuple[float, float, float, float]
    target: int


@dataclass(frozen=True)
class Mark:
    """A bookmark: its title, its level from 0 and its page from 1."""

    title: str
    level: int
    page: int


@dataclass
class Bundle:
    """A bundle on disk, read by poppler, pdfium and qpdf's library."""

    path: Path
    lang: str

    @cached_property
    def poppler(self) -> list[str]:
        """The text of each page as poppler reads it."""
        done = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", str(self.path), "-"], capture_output=True, check=True
        )
        return done.stdout.decode("utf-8").split("\f")[:-1]

    @cached_property
    def pdfium(self) -> list[str]:
        """The text of each page as pdfium reads it."""
        with pypdfium2.PdfDocument(self.path) as book:
            return [page.get_textpage().get_text_bounded() for page in book]

    def words(self, pages: Iterable[int]) -> set[str]:
        """The words on some pages (from 1), by either reader."""
        return {
            word
            for page in pages
            for text in (self.poppler[page - 1], self.pdfium[page - 1])
            for word in words_of(text)
        }

    @cached_property
    def numbers(self) -> list[str]:
        """What is printed in the frame at the foot of each page."""
        left = (20 if self.lang == "ar" else 172) * MM
        box = (left, 10 * MM, left + 18 * MM, 19 * MM)
        with pypdfium2.PdfDocument(self.path) as book:
            return [page.get_textpage().get_text_bounded(*box).strip() for page in book]

    @cached_property
    def links(self) -> list[Link]:
        """Every link of the bundle."""
        found = []
        with pikepdf.open(self.path) as pdf, pypdfium2.PdfDocument(self.path) as book:
            places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
            for number, page in enumerate(pdf.pages, start=1):
                text = book[number - 1].get_textpage()
                for annotation in page.obj.get("/Annots", []):
                    left, bottom, right, top = (float(edge) for edge in annotation.Rect)
                    found.append(
                        Link(
                            number,
                            text.get_text_bounded(left, bottom, right, top).strip(),
                            (left, bottom, right, top),
                            places[annotation.Dest[0].objgen],
                        )
                    )
        return found

    @cached_property
    def bookmarks(self) -> list[Mark]:
        """The outline, in order."""
        found: list[Mark] = []
        with pikepdf.open(self.path) as pdf, pdf.open_outline() as outline:
            places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}

            def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
                for item in items:
                    assert isinstance(item.destination, pikepdf.Array)
                    found.append(Mark(item.title, level, places[item.destination[0].objgen]))
                    walk(item.children, level + 1)

            walk(outline.root, 0)
        return found

    @cached_property
    def attachments(self) -> dict[str, bytes]:
        """The attached files."""
        with pikepdf.open(self.path) as pdf:
            return {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}

    def section(self, title: str) -> range:
        """The pages from a bookmark of the outermost level up to the next one."""
        tops = [mark for mark in self.bookmarks if mark.level == 0]
        place = next(index for index, mark in enumerate(tops) if mark.title == title)
        end = tops[place + 1].page if place + 1 < len(tops) else len(self.pdfium) + 1
        return range(tops[place].page, end)

    def parts(self, word: str) -> list[range]:
        """The pages of each entry, or of each exhibit: of each bookmark under the one named."""
        pages = self.section(word)
        starts = [mark.page for mark in self.bookmarks if mark.level == 1 and mark.page in pages]
        ends = [*starts[1:], pages.stop]
        return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def words_of(text: str) -> list[str]:
    """The words of a text without vowel signs and invisible marks."""
    plain = _CONTROLS.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", text)))
    return re.findall(r"[^\W_]+", plain.replace("\u0670", ""))


def missing_words(wanted: Counter[str], read: Counter[str]) -> Counter[str]:
    """The words that a reader did not give as often as they have to be there.

    A word of letters and digits may come digits first: so poppler gives it from an Arabic line.
    """
    short = wanted - read
    return Counter({word: n for word, n in short.items() if read[_turned(word)] < n})


def _turned(word: str) -> str:
    return re.sub(r"^(\D+)(\d+)$", r"\2\1", word)
