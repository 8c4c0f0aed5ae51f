"""A small bundle is the one that was recorded: drift of what bundles are made with is noticed.

`python -m tests.integration.test_bundle_verify_recorded` records it anew, after a change of the
pages or of the file that was meant.
"""

import hashlib
import json
import zlib
from importlib.metadata import version
from pathlib import Path

import pytest
from tests.integration.bundle_support import Bundle, Maker, drawn_pdf

from limbo_desktop.render.client import Renderer

RECORD = Path(__file__).parents[1] / "data" / "bundles" / "recorded.json"
PACKAGES = ("fonttools", "pikepdf", "reportlab", "segno")


# Drawn once: an original is what it is, whichever zlib makes the bundle.
FILES = (("a.pdf", drawn_pdf("first page", "second page")), ("b.txt", b"a note " * 200))


def small() -> Bundle:
    """Typeset pages, pages of an exhibit, a text, the seals: all that needs no picture."""
    with Renderer() as renderer:
        return Maker(renderer).bundle(*FILES)


def now(bundle: Bundle) -> dict[str, object]:
    """The bundle, and what its bytes depend on."""
    return {
        "fingerprint": bundle.sealed.fingerprint,
        "sha256": hashlib.sha256(bundle.data).hexdigest(),
        "made with": {name: version(name) for name in PACKAGES},
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def test_the_small_bundle_has_the_recorded_fingerprint_and_bytes() -> None:
    recorded, made = json.loads(RECORD.read_text("utf-8")), now(small())
    assert made["fingerprint"] == recorded["fingerprint"], (
        "Bundles have other fingerprints than before. Either their pages or their file were changed"
        " on purpose (then record it anew, see above), or one of these drifted: "
        f"{recorded['made with']} then, {made['made with']} now."
    )
    if made["zlib"] == recorded["zlib"]:
        assert made["sha256"] == recorded["sha256"], "same fingerprint, other bytes: how they pack"


@pytest.mark.parametrize("level", [0, 1, 9])
def test_another_zlib_changes_bytes_but_not_the_fingerprint(
    level: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """zlib-ng and other builds pack otherwise; so do the levels of this one."""
    plain, pack = small(), zlib.compress
    monkeypatch.setattr(zlib, "compress", lambda data, _level=-1: pack(data, level))
    other = small()
    assert other.sealed.fingerprint == plain.sealed.fingerprint
    assert other.data != plain.data


if __name__ == "__main__":
    RECORD.write_text(json.dumps(now(small()), indent=1) + "\n", "utf-8")
