"""What leaves is noted with each paper; pictures on the pages tell nothing of place or device."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from tests.cheap import CHEAP
from tests.e2e.conftest import MakeBundle
from tests.e2e.support import PASSPHRASE, Program

from limbo_desktop.vault.custody import Deed
from limbo_desktop.vault.vault import Vault

TRACES = (b"Exif\0", b"SN-0000-TEST", b"Redmi Note", b"iPhone", b"SM-A525F", b"55.7512")


@pytest.mark.parametrize("name", ["family-ru", "border-ar"])
def test_pictures_on_pages_carry_no_place_and_no_device(bundles: MakeBundle, name: str) -> None:
    pictures = 0
    with pikepdf.open(bundles(name, "en").path) as book:
        for each in book.objects:
            if not isinstance(each, pikepdf.Stream):
                continue
            if each.get("/Type") == "/EmbeddedFile":
                continue  # the original, byte for byte, as the person was told
            raw = each.read_raw_bytes()
            assert not any(trace in raw for trace in TRACES), each.objgen
            if each.get("/Filter") == "/DCTDecode":
                pictures += 1
                image = Image.open(io.BytesIO(raw))
                assert dict(image.getexif()) == {}
                assert "exif" not in image.info
    assert pictures


def test_what_left_is_in_the_log_of_each_paper(
    program: Program, cases: Path, tmp_path: Path
) -> None:
    vault = tmp_path / "case.limbo"
    assert program("new", vault).returncode == 0
    photos = cases / "family-ru" / "documents" / "whatsapp"
    attached = program("attach", vault, photos, cases / "border-ar" / "documents" / "tahdid.eml")
    assert attached.returncode == 0, attached.stderr
    again = program("attach", vault, cases / "border-ar" / "documents" / "tahdid.eml")
    assert "is in the case already" in again.stderr
    made = program("bundle", vault, tmp_path / "evidence.pdf", "--lang", "en")
    assert made.returncode == 0, made.stderr
    assert program("export", vault, tmp_path / "folder").returncode == 0
    with Vault.open(vault, PASSPHRASE, (CHEAP,)) as opened:
        assert not opened.findings.any_waiting()
        mail = next(each for each in opened.documents.all() if each.file == "tahdid.eml")
        log = opened.custody.of(mail.id)
        assert [each.deed for each in log] == [
            Deed.ADDED,
            Deed.CAME_AGAIN,
            Deed.IN_BUNDLE,
            Deed.IN_FOLDER,
        ]
        assert log[2].said["name"] == "evidence.pdf"
        assert log[2].said["fingerprint"] in made.stdout.replace(" ", "")
        assert opened.history.verify() is None
