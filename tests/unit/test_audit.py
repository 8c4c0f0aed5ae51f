"""The audit of what the program is made of finds what it is for."""

import hashlib
import importlib.util
from importlib.metadata import PathDistribution
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PINNED = "reportlab==4.4.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nloose==1.0\n"
TABLE = "## What we use, and why\n| for | chosen | why |\n| a | reportlab (BSD) | x |\n"


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "packaging" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_pinned_here_has_a_reason_a_hash_and_somebody_who_asks_for_it(
    audit: ModuleType,
) -> None:
    pinned = audit.pins((ROOT / "packaging" / "requirements" / "run.txt").read_text("utf-8"))
    direct = audit.chosen((ROOT / "pyproject.toml").read_text("utf-8"))
    why = audit.reasons((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    assert len(direct) > 20
    assert direct <= set(pinned)
    assert all(pin.hashes for pin in pinned.values())
    assert {name: audit._reason(name, why) for name in direct if not audit._reason(name, why)} == {}


def test_every_requirement_of_every_list_is_pinned_by_hash(audit: ModuleType) -> None:
    for path in (ROOT / "packaging" / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        lines = [line for line in text.splitlines() if line[:1].isalnum()]
        assert len(audit.pins(text)) == len({line.partition("==")[0] for line in lines}), path.name
        assert all(pin.hashes for pin in audit.pins(text).values()), path.name


def test_what_is_wrong_is_named(audit: ModuleType) -> None:
    found = set(audit.faults(audit.pins(PINNED), {"reportlab", "absent"}, audit.reasons(TABLE)))
    assert "absent: not pinned" in found
    assert "absent: no reason in ARCHITECTURE.md" in found
    assert "loose: pinned without a hash" in found
    assert "loose: nobody asks for it" in found
    assert any(line.startswith("reportlab: ") and "4.4.0 is pinned" in line for line in found)


def test_a_file_that_was_changed_or_lost_after_installing_is_named(
    audit: ModuleType, tmp_path: Path
) -> None:
    info = tmp_path / "thing-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1\n")
    digest = hashlib.sha256(b"as published").digest()
    encoded = audit.base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    names = ("same.py", "changed.py", "lost.py")
    (info / "RECORD").write_text("".join(f"{name},sha256={encoded},12\n" for name in names))
    (tmp_path / "same.py").write_bytes(b"as published")
    (tmp_path / "changed.py").write_bytes(b"as somebody likes it")
    assert list(audit.changed(PathDistribution(info))) == ["changed.py", "lost.py"]
