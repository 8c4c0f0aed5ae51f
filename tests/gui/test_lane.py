"""The lane works in order off the window's thread, and answers only to who is still there."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from tests.gui.support import QUICK

from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_
from limbo_desktop.ui.lane import BugReport, Job, Lane
from limbo_desktop.ui.operations import free_op, long_op, op, open_op, snapshot_op
from limbo_desktop.ui.session import Session
from limbo_desktop.vault.vault import Vault


class RefusedError(PersonError):
    message = N_("The case could not be opened or written. Nothing was changed.")


class Host:
    """What an operation needs, with the errors and bugs that reached it."""

    def __init__(self) -> None:
        self.errors: list[PersonError] = []
        self.bugs: list[BaseException] = []
        self.lane = Lane(report_bug=self.bugs.append)

    def show_error(self, error: PersonError) -> None:
        self.errors.append(error)


@pytest.fixture
def host(qtbot: QtBot, tmp_path: Path) -> Iterator[Host]:
    host = Host()
    ready: list[None] = []

    def make() -> tuple[Vault, None]:
        return Vault.create(tmp_path / "case.limbo", "words", QUICK)[0], None

    open_op(host, make, owner=host.lane).success(ready.append).start()
    qtbot.waitUntil(lambda: bool(ready))
    yield host
    assert host.lane.close()


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_work_runs_in_the_order_it_was_handed_in_and_on_one_other_thread(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    threads: set[int] = set()
    came: list[int] = []

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    def hand_in(number: int) -> None:
        op(host, lambda _vault: work(number), owner=owner).success(came.append).start()

    for number in range(20):
        hand_in(number)
    qtbot.waitUntil(lambda: len(came) == 20)
    assert came == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_callbacks_come_on_the_windows_thread(qtbot: QtBot, host: Host, owner: QObject) -> None:
    came: list[int] = []
    op(host, lambda vault: vault.events.count(), owner=owner).success(
        lambda _: came.append(threading.get_ident())
    ).start()
    qtbot.waitUntil(lambda: bool(came))
    assert came == [threading.get_ident()]


def test_a_persons_error_goes_to_failure_and_without_one_to_the_window(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    refused: list[PersonError] = []

    def refuse(_vault: Vault) -> None:
        raise RefusedError

    op(host, refuse, owner=owner).failure(refused.append).start()
    op(host, refuse, owner=owner).start()
    qtbot.waitUntil(lambda: bool(refused) and bool(host.errors))
    assert (len(refused), len(host.errors), host.bugs) == (1, 1, [])


def test_a_bug_is_reported_once_and_never_as_the_persons_fault(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    done: list[bool] = []

    def fail(_vault: Vault) -> None:
        raise ZeroDivisionError("what the person wrote")

    operation = op(host, fail, owner=owner).finished(lambda: done.append(True))
    operation.success(lambda _: pytest.fail("no success")).start()
    qtbot.waitUntil(lambda: bool(done))
    assert [type(bug) for bug in host.bugs] == [ZeroDivisionError]
    assert host.errors == []


def test_a_bugs_report_names_type_and_place_and_holds_no_content() -> None:
    lines: list[str] = []
    report = BugReport(lines.append)
    for _ in range(2):
        with pytest.raises(KeyError) as caught:
            raise KeyError("Дорохова")
        report(caught.value)
    assert len(lines) == 1
    assert "KeyError at test_lane.py:" in lines[0]
    assert "Дорохова" not in lines[0]


def test_answers_are_dropped_when_the_widget_is_gone(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    release = threading.Event()
    gone = QObject()
    came: list[str] = []
    op(host, lambda _vault: release.wait(60), owner=gone).success(
        lambda _: came.append("gone")
    ).finished(lambda: came.append("gone too")).start()
    op(host, lambda _vault: None, owner=owner).success(lambda _: came.append("there")).start()
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    release.set()
    qtbot.waitUntil(lambda: "there" in came)
    assert came == ["there"]


def test_progress_comes_in_order_ends_with_the_last_and_may_leave_some_out(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    seen: list[tuple[int, int]] = []
    done: list[str] = []

    def count(_vault: Vault, job: Job) -> str:
        for step in range(1, 501):
            job.report(step, 500)
        return "done"

    long_op(host, count, owner=owner).progress(lambda a, b: seen.append((a, b))).success(
        done.append
    ).start()
    qtbot.waitUntil(lambda: bool(done))
    assert seen == sorted(seen)
    assert seen[-1] == (500, 500)


def test_a_cancelled_job_stops_at_its_next_check_and_succeeds_no_more(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    begun, finished = threading.Event(), []

    def work(_vault: Vault, job: Job) -> None:
        begun.set()
        while True:
            job.check()

    operation = long_op(host, work, owner=owner)
    operation.success(lambda _: pytest.fail("cancelled work must not succeed"))
    operation.finished(lambda: finished.append(True)).start()
    assert begun.wait(60)
    operation.cancel()
    qtbot.waitUntil(lambda: bool(finished))
    assert (host.errors, host.bugs) == ([], [])


def test_work_cancelled_before_its_turn_never_begins(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    release, done = threading.Event(), []
    op(host, lambda _vault: release.wait(60), owner=owner).start()
    second = op(host, lambda _vault: pytest.fail("must not begin"), owner=owner)
    second.finished(lambda: done.append(True)).start()
    second.cancel()
    release.set()
    qtbot.waitUntil(lambda: bool(done))
    assert host.bugs == []


def test_an_operation_is_started_once(host: Host, owner: QObject) -> None:
    operation = op(host, lambda _vault: None, owner=owner).start()
    with pytest.raises(RuntimeError):
        operation.start()


def test_long_reading_leaves_the_lane_free(qtbot: QtBot, host: Host, owner: QObject) -> None:
    release = threading.Event()
    came: list[str] = []

    def read(snapshot: Vault, job: Job) -> int:
        release.wait(60)
        job.check()
        return snapshot.events.count()

    snapshot_op(host, read, owner=owner).success(lambda n: came.append(f"read {n}")).start()
    op(host, lambda vault: vault.events.count(), owner=owner).success(
        lambda n: came.append(f"lane {n}")
    ).start()
    qtbot.waitUntil(lambda: came == ["lane 0"])
    release.set()
    qtbot.waitUntil(lambda: came == ["lane 0", "read 0"])


def test_work_without_a_vault_runs_beside_the_lane(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    came: list[int] = []
    free_op(host, lambda _job: 7, owner=owner).success(came.append).start()
    qtbot.waitUntil(lambda: came == [7])


def test_closing_carries_saves_out_cancels_long_jobs_and_leaves_one_file(
    qtbot: QtBot, tmp_path: Path, owner: QObject
) -> None:
    host = Host()
    path = tmp_path / "case.limbo"
    begun = threading.Event()

    def endless(_vault: Vault, job: Job) -> None:
        begun.set()
        while True:
            job.check()

    open_op(host, lambda: (Vault.create(path, "words", QUICK)[0], None), owner=owner).start()
    long_op(host, endless, owner=owner).start()
    op(host, lambda vault: vault.drafts.save("entry", {"title": "x"}), owner=owner).start()
    assert begun.wait(60)
    assert host.lane.close()
    assert [each.name for each in tmp_path.iterdir()] == ["case.limbo"]
    with Vault.open(path, "words", (QUICK,)) as vault:
        draft = vault.drafts.get("entry")
    assert draft is not None
    assert draft.body == {"title": "x"}


def test_closing_waits_until_a_reader_has_put_its_things_away(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    begun, put_away = threading.Event(), threading.Event()

    def read(job: Job) -> None:
        begun.set()
        try:
            while True:
                job.check()
        finally:
            threading.Event().wait(0.2)
            put_away.set()

    free_op(host, read, owner=owner).start()
    assert begun.wait(60)
    assert host.lane.close()
    assert put_away.is_set()


def test_what_is_handed_in_after_the_end_is_cancelled(qtbot: QtBot, session: Session) -> None:
    ended: list[str] = []
    session.lane.close()
    op(session, lambda vault: vault.info, owner=session).finished(
        lambda: ended.append("finished")
    ).start()
    qtbot.waitUntil(lambda: ended == ["finished"])


def test_who_still_asks_after_the_case_was_erased_is_answered_nothing(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    came: list[str] = []
    op(host, lambda vault: vault.erase(), owner=owner).success(
        lambda _: came.append("gone")
    ).start()
    for _ in range(2):
        op(host, lambda vault: vault.events.count(), owner=owner).finished(
            lambda: came.append("end")
        ).start()
    snapshot_op(host, lambda vault, _job: vault.events.count(), owner=owner).finished(
        lambda: came.append("end")
    ).start()
    qtbot.waitUntil(lambda: len(came) == 4)
    assert came[0] == "gone"
    assert host.bugs == []
    assert host.errors == []


def test_who_reads_a_snapshot_that_ends_with_a_new_passphrase_is_no_fault(
    qtbot: QtBot, host: Host, owner: QObject
) -> None:
    reading, go_on = threading.Event(), threading.Event()
    came: list[str] = []

    def read(vault: Vault, _job: Job) -> int:
        reading.set()
        assert go_on.wait(60)
        return vault.events.count()

    snapshot_op(host, read, owner=owner).finished(lambda: came.append("end")).start()
    qtbot.waitUntil(reading.is_set)
    op(host, lambda vault: vault.change_passphrase("new", QUICK), owner=owner).finished(
        lambda: came.append("renewed")
    ).start()
    qtbot.waitUntil(lambda: came == ["renewed"])
    go_on.set()
    qtbot.waitUntil(lambda: len(came) == 2)
    assert host.bugs == []
