"""Names of exported files: safe on any system, unique, unchanged when they were good."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limbo_desktop.vault.names import LONGEST_BYTES, Names, safe_name

WISHES = st.lists(st.tuples(st.text(max_size=300), st.sampled_from(["a" * 64, "b" * 64, "c" * 64])))


@given(WISHES)
def test_every_path_is_safe_and_belongs_to_one_content(wishes: list[tuple[str, str]]) -> None:
    names = Names()
    given_out: dict[str, str] = {}
    for wish, sha256 in wishes:
        path = names.give(wish, sha256)
        folder, *parts = path.split("/")
        assert folder == "documents"
        assert parts
        assert len(path.encode("utf-8")) <= LONGEST_BYTES
        for part in parts:
            assert part not in {"", ".", ".."}
            assert not set(part) & set('<>:"|?*\\')
            assert all(unicodedata.category(sign) not in {"Cc", "Cf", "Cs"} for sign in part)
            assert part == part.strip()
            assert not part.endswith(".")
        key = unicodedata.normalize("NFC", path).casefold()
        assert given_out.setdefault(key, sha256) == sha256
    folders = {path.rpartition("/")[0] for path in given_out}
    assert not folders & set(given_out)


@pytest.mark.parametrize(
    "name",
    ["documents/callup.jpg", "documents/whatsapp/_chat.txt", "documents/جواز السفر ص٣.png"],
)
def test_a_good_path_stays_as_it_is(name: str) -> None:
    assert Names().give(name, "a" * 64) == name


@pytest.mark.parametrize(
    ("wish", "path"),
    [
        ("callup.jpg", "documents/callup.jpg"),
        ("../../etc/passwd", "documents/etc/passwd"),
        ("/etc/passwd", "documents/etc/passwd"),
        ("C:\\Users\\me\\scan.pdf", "documents/C_/Users/me/scan.pdf"),
        ("case.json", "documents/case.json"),
        ("CON.txt", "documents/_CON.txt"),
        ("photo\u202egpj.exe", "documents/photogpj.exe"),
        (".hidden", "documents/_hidden"),
        ("what? where*.txt", "documents/what_ where_.txt"),
        ("end. ", "documents/end"),
        ("", "documents/file-aaaaaaaa"),
        ("documents", "documents/documents"),
    ],
)
def test_what_could_harm_is_taken_out(wish: str, path: str) -> None:
    assert Names().give(wish, "a" * 64) == path


def test_two_contents_with_one_name_get_two_names() -> None:
    names = Names()
    assert names.give("a.pdf", "1" * 64) == "documents/a.pdf"
    assert names.give("A.pdf", "2" * 64) == "documents/A (2).pdf"
    assert names.give("a.pdf", "3" * 64) == "documents/a (3).pdf"


def test_the_same_content_may_share_its_name() -> None:
    names = Names()
    assert names.give("a.pdf", "1" * 64) == names.give("a.pdf", "1" * 64)


def test_a_file_never_stands_where_a_folder_is() -> None:
    names = Names()
    assert names.give("a/b", "1" * 64) == "documents/a/b"
    assert names.give("a", "2" * 64) == "documents/a (2)"
    assert names.give("a (2)/c", "3" * 64) == "documents/c"


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_name("ش" * 300 + ".jpeg")
    assert name.endswith(".jpeg")
    assert len(name.encode("utf-8")) <= LONGEST_BYTES


def test_a_deep_path_loses_folders_before_its_name() -> None:
    path = Names().give("/".join(["folder"] * 60 + ["name.pdf"]), "1" * 64)
    assert path.endswith("/name.pdf")
    assert len(path.encode("utf-8")) <= LONGEST_BYTES
    long = "л" * 150 + ".pdf"
    assert Names().give(f"{long}/{long}", "1" * 64) == f"documents/{safe_name(long)}"
