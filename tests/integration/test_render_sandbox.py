"""What a worker cannot do any more once it has given up its rights."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.integration.hostile_decoder import LEFT

from limbo_desktop.render import launch, limits, sandbox_calls
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.failures import RenderFailure

PROGRAM = """
import ctypes, json, os, resource, socket, subprocess, sys
sys.path.insert(0, sys.argv[1])
from limbo_desktop.render import answers, sandbox
answers.prepare()
held = sandbox.enter()

def interfaces():
    try:
        return [name for _, name in socket.if_nameindex()]
    except OSError:
        return []

def tried(action):
    try:
        action()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"

def connect():
    with socket.socket() as plug:
        plug.connect(("127.0.0.1", 9))

result = {
    "held": held,
    "read": tried(lambda: open(sys.argv[2]).read()),
    "list": tried(lambda: os.listdir("/")),
    "write": tried(lambda: open(sys.argv[2] + ".new", "w").write("x")),
    "memory": tried(lambda: bytearray(512 * 1024 * 1024 - 90_000_000)),
    "address_space": resource.getrlimit(resource.RLIMIT_AS),
    "interfaces": interfaces(),
    "socket": tried(connect),
    "program": tried(lambda: os.execv("/bin/true", ["true"])),
    "fork": tried(lambda: os.fork() or os._exit(0)),
    "kill": tried(lambda: os.kill(os.getppid(), 0)),
    "trace": ctypes.CDLL(None, use_errno=True).ptrace(0, 0, 0, 0),
    "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
}
print(json.dumps(result))
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    if sys.platform != "linux":
        pytest.skip("Linux gives up the most")
    private = tmp_path_factory.mktemp("home") / "private.txt"
    private.write_text("a name")
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM, str(source), str(private)],
        capture_output=True,
        check=True,
        text=True,
    )
    assert not private.with_name("private.txt.new").exists()
    result: dict[str, object] = json.loads(done.stdout)
    return result


def held(outcome: dict[str, object], name: str) -> bool:
    parts = outcome["held"]
    assert isinstance(parts, list)
    return name in parts


def test_memory_files_and_core_dumps_are_limited(outcome: dict[str, object]) -> None:
    assert all(held(outcome, name) for name in ("memory", "file_size", "open_files", "core"))
    assert held(outcome, "no_new_privileges")
    assert held(outcome, "not_dumpable")
    assert outcome["memory"] == "MemoryError"
    assert outcome["address_space"] == [512 * 1024 * 1024] * 2
    assert outcome["core"] == 0


def test_it_has_twenty_seconds_for_a_file_unless_told_otherwise() -> None:
    assert limits.DEADLINE_SECONDS == 20.0
    assert limits.CPU_SECONDS <= 30


def test_it_reads_lists_and_writes_no_file(outcome: dict[str, object]) -> None:
    if not held(outcome, "landlock"):
        pytest.skip("this kernel has no Landlock")
    assert outcome["read"] == outcome["list"] == "PermissionError"
    assert outcome["write"] in ("PermissionError", "OSError")


def test_it_reaches_no_network_no_program_and_no_process(outcome: dict[str, object]) -> None:
    if not held(outcome, "seccomp"):
        pytest.skip("no seccomp filter for this machine")
    for action in ("socket", "program", "kill", "fork"):
        assert outcome[action] == "PermissionError", action
    assert outcome["trace"] == -1


def test_a_network_of_its_own_has_nothing_to_reach_anybody_with(outcome: dict[str, object]) -> None:
    if not held(outcome, "network_namespace"):
        pytest.skip("this system lets nobody have a network of their own")
    assert outcome["interfaces"] in ([], ["lo"])


@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
def test_a_worker_inherits_no_file_of_its_parent_and_none_of_its_words(tmp_path: Path) -> None:
    """The vault of the parent is open and may be inherited; the worker has pipes and nothing."""
    vault = tmp_path / "case.limbo"
    vault.write_bytes(b"a page")
    with vault.open("rb") as file, pytest.MonkeyPatch.context() as patch:
        os.set_inheritable(file.fileno(), True)
        patch.setenv("LIMBO_PASSPHRASE", "слово")
        with Renderer() as renderer:
            renderer.inspect(io.BytesIO(b"a note"), "a.txt")
            worker = renderer._worker
            assert worker is not None
            process = Path(f"/proc/{worker.pid}")
            try:
                names = [str(each.readlink()) for each in (process / "fd").iterdir()]
                environment = (process / "environ").read_bytes()
            except PermissionError:
                pytest.skip("a process that cannot be dumped shows its files to root only")
            arguments = (process / "cmdline").read_bytes()
    assert {name.partition(":")[0] for name in names} <= {"pipe", "/dev/null"}
    assert "слово".encode() not in environment + arguments
    assert b"a.txt" not in environment + arguments


@pytest.mark.skipif(sys.platform != "linux", reason="Linux gives up the most")
def test_a_decoder_that_a_file_has_taken_over_gets_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outcome: dict[str, object]
) -> None:
    """The real worker, started and asked as ever, with a hostile decoder in it."""
    if not (held(outcome, "landlock") and held(outcome, "seccomp")):
        pytest.skip("this kernel has no Landlock, or there is no filter for this machine")
    vault = tmp_path / "case.limbo"
    vault.write_bytes(b"a page")
    vault.chmod(0o600)
    before = vault.stat()
    root = Path(__file__).parents[2]
    boot = (
        f"import sys; sys.path[:0] = {[str(root), str(root / 'src'), *sys.path]!r};"
        " from pathlib import Path; from tests.integration.hostile_decoder import main;"
        f" main(Path({str(vault)!r}), {os.getpid()})"
    )
    monkeypatch.setattr(launch, "command", lambda: [sys.executable, "-I", "-B", "-c", boot])
    with Renderer() as renderer:
        with pytest.raises(RenderFailure) as refused:
            renderer.text(io.BytesIO(b"a note"), "a.txt")
        assert renderer._worker is not None
        children = Path(f"/proc/{renderer._worker.pid}/task/{renderer._worker.pid}/children")
        assert children.read_text() == ""
    assert refused.value.detail == "tried 41, done: "
    after = vault.stat()
    assert (vault.read_bytes(), after.st_mode, after.st_mtime_ns) == (
        b"a page",
        before.st_mode,
        before.st_mtime_ns,
    )
    for folder in ("/tmp", "/dev/shm", tmp_path):
        assert not Path(folder, LEFT).exists()


def test_every_refused_call_has_the_number_that_the_kernels_headers_give_it() -> None:
    header = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
    if not header.exists():
        pytest.skip("no kernel headers here")
    told = dict(re.findall(r"#define __NR_(\w+) (\d+)", header.read_text()))
    ours = sandbox_calls.refused("x86_64")
    assert {name: int(told[name]) for name in ours if name in told} == {
        name: number for name, number in ours.items() if name in told
    }
    assert len(ours.keys() & told.keys()) > 50


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_is_short_enough_for_its_jumps(machine: str) -> None:
    numbers = sandbox_calls.refused(machine).values()
    assert len(set(numbers)) == len(numbers) < 255
    assert len(sandbox_calls.seccomp_filter(machine, 1)) % 8 == 0
