"""`demo`: what a reader of the README sees first."""

import json
from pathlib import Path

from tests.e2e.support import LANGUAGES, Bundle, Program


def test_the_sample_case_and_its_bundles_are_made_and_made_again(
    program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "demo"
    done = program.run("demo", folder)
    assert done.returncode == 0, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    vault, *bundles = paths
    assert [path.name for path in paths] == [
        "sample.limbo",
        *(f"bundle-{lang}.pdf" for lang in ("ru", "ar", "en")),
    ]
    assert all(path.is_file() for path in paths)

    phrase = tmp_path / "phrase"
    phrase.write_text(done.stderr.strip().splitlines()[-1].partition(": ")[2], "utf-8")
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
    again = program.run("demo", folder)
    assert (again.returncode, again.stdout) == (0, done.stdout)
    assert {path: path.read_bytes() for path in bundles} == before
