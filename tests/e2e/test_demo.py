"""`demo`: what a reader of the README sees first."""

import json
import shutil
from pathlib import Path

from tests.e2e.support import LANGUAGES, Bundle, Program


def test_the_sample_case_and_its_bundles_are_made_and_made_again(
    program: Program, demo: Path, tmp_path: Path
) -> None:
    said, told = (demo.parents[1] / name for name in ("stdout", "stderr"))
    paths = [Path(line) for line in said.read_text("utf-8").splitlines()]
    vault, *bundles = paths
    assert [path.name for path in paths] == [
        "sample.limbo",
        *(f"bundle-{lang}.pdf" for lang in ("ru", "ar", "en")),
    ]
    assert all(path.is_file() for path in paths)

    phrase = tmp_path / "phrase"
    phrase.write_text(told.read_text("utf-8").strip().splitlines()[-1].partition(": ")[2], "utf-8")
    listed = program.run("list", vault, "--json", "--passphrase-file", phrase)
    records = json.loads(listed.stdout)
    kinds = [record["kind"] for record in records if record["record"] == "event"]
    assert len(kinds) >= 12
    assert len(set(kinds)) >= 8
    types = {record["type"] for record in records if record["record"] == "document"}
    assert len(types) >= 6

    for path, lang in zip(bundles, LANGUAGES, strict=True):
        assert program.run("verify", path).returncode == 0
        bundle = Bundle(path, lang)
        assert bundle.numbers == [str(page) for page in range(1, len(bundle.numbers) + 1)]

    before = {path: path.read_bytes() for path in bundles}
    folder = Path(shutil.copytree(demo, tmp_path / "demo"))
    again = program.run("demo", folder)
    assert again.returncode == 0, again.stderr
    assert {path: (folder / path.name).read_bytes() for path in bundles} == before
