"""Black boxes and releases in a vault: kept, taken back, logged, gone with their document."""

from pathlib import Path

import pytest
from tests.cheap import CHEAP

from limbo_desktop.case.records import Document
from limbo_desktop.vault.custody import Deed
from limbo_desktop.vault.redactions import Box, How, Release
from limbo_desktop.vault.vault import Vault

HEAD, FOOT = Box(0.1, 0.1, 0.5, 0.05), Box(0.2, 0.8, 0.3, 0.1)


def made(path: Path) -> Vault:
    return Vault.create(path / "case.limbo", "phrase", profile=CHEAP)[0]


def paper(vault: Vault, title: str = "Scan") -> str:
    return vault.documents.add(Document("", file="scan.pdf", title=title)).id


def test_boxes_are_kept_by_document_and_page_through_a_new_opening(tmp_path: Path) -> None:
    with made(tmp_path) as vault:
        first, second = paper(vault), paper(vault)
        vault.redactions.put(first, {1: (HEAD, FOOT), 3: (FOOT,)})
        vault.redactions.put(second, {2: (HEAD,)})
    with Vault.open(tmp_path / "case.limbo", "phrase", profiles=(CHEAP,)) as vault:
        assert vault.redactions.boxes(first) == {1: (HEAD, FOOT), 3: (FOOT,)}
        assert vault.redactions.all().boxes == {
            first: {1: (HEAD, FOOT), 3: (FOOT,)},
            second: {2: (HEAD,)},
        }


def test_one_page_is_drawn_anew_and_the_others_keep_theirs(tmp_path: Path) -> None:
    with made(tmp_path) as vault:
        document = paper(vault)
        vault.redactions.put(document, {1: (HEAD,), 2: (FOOT,)})
        vault.redactions.put(document, {1: ()})
        assert vault.redactions.boxes(document) == {2: (FOOT,)}


def test_a_box_ends_with_the_page_and_a_slip_of_the_hand_is_none(tmp_path: Path) -> None:
    with made(tmp_path) as vault:
        document = paper(vault)
        vault.redactions.put(document, {1: (Box(-0.5, 0.5, 1.0, 2.0), Box(0.5, 0.5, 0.0001, 0.4))})
        assert vault.redactions.boxes(document) == {1: (Box(0.0, 0.5, 0.5, 0.5),)}


def test_boxes_and_releases_are_steps_of_undo(tmp_path: Path) -> None:
    release = Release(How.AS_IT_IS, frozenset({"w1"}))
    with made(tmp_path) as vault:
        document = paper(vault, "Приказ")
        vault.redactions.put(document, {1: (HEAD,)})
        vault.redactions.put(document, {1: (HEAD, FOOT)})
        vault.redactions.say(document, release)
        step = vault.undo.undo()
        assert step is not None
        assert (step.act, step.title, step.count) == ("release", "Приказ", 1)
        assert step.touched == {("document", document)}
        assert vault.redactions.release(document) is None
        vault.undo.undo()
        assert vault.redactions.boxes(document) == {1: (HEAD,)}
        vault.undo.redo()
        vault.undo.redo()
        assert vault.redactions.boxes(document) == {1: (HEAD, FOOT)}
        assert vault.redactions.all().releases == {document: release}


def test_the_log_of_the_paper_tells_of_each(tmp_path: Path) -> None:
    with made(tmp_path) as vault:
        document = paper(vault)
        vault.redactions.put(document, {1: (HEAD,), 3: (HEAD, FOOT)})
        vault.redactions.say(document, Release(How.REPLACED, frozenset({"w2", "w1"})))
        vault.redactions.say(document, None)
        log = [(each.deed, each.said) for each in vault.custody.of(document)][1:]
        assert log == [
            (Deed.REDACTED, {"boxes": "1: 1, 3: 2"}),
            (Deed.RELEASED, {"how": "replaced", "people": "w1 w2"}),
            (Deed.WITHHELD, {}),
        ]
        assert vault.history.verify() is None


def test_they_go_to_the_bin_with_their_document_and_for_good_when_it_is_emptied(
    tmp_path: Path,
) -> None:
    with made(tmp_path) as vault:
        document = paper(vault)
        vault.redactions.put(document, {1: (HEAD,)})
        vault.documents.remove(document)
        vault.bin.restore(document)
        assert vault.redactions.boxes(document) == {1: (HEAD,)}
        vault.documents.remove(document)
        vault.bin.empty()
        assert vault.redactions.all().boxes == {}


def test_only_documents_can_be_redacted_and_nothing_is_kept_twice(tmp_path: Path) -> None:
    with made(tmp_path) as vault:
        document = paper(vault)
        with pytest.raises(KeyError):
            vault.redactions.put("nobody", {1: (HEAD,)})
        vault.redactions.put(document, {1: (HEAD,)})
        count = len(list(vault.history.of(document)))
        vault.redactions.put(document, {1: (HEAD,)})
        assert len(list(vault.history.of(document))) == count
