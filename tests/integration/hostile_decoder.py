"""A decoder that a file has taken over, inside the real worker: tries whatever could hurt.

`python -m tests.integration.hostile_decoder VAULT PARENT` serves as the worker does; the answer to
any request is a refusal whose detail counts what was tried and names what was not refused.
"""

import ctypes
import mmap
import os
import platform
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from limbo_desktop.render import answers, worker
from limbo_desktop.render.failures import Reason, RenderFailure

LEFT = "limbo-hostile-decoder"
"""What it would leave behind is called so."""

_SIGCHLD = 17
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE_3 = 435
_VM_READ = {"x86_64": 310, "aarch64": 270}
_MEMORY = {"x86_64": 29, "aarch64": 194}


def attempts(vault: Path, parent: int) -> dict[str, Callable[[], object]]:
    """Everything that is tried, by name."""
    libc = ctypes.CDLL(None, use_errno=True)
    machine = platform.machine()

    def call(*values: object) -> None:
        if libc.syscall(*values) < 0:
            raise OSError(ctypes.get_errno(), "refused")

    def child(*values: object) -> None:
        made = libc.syscall(*values)
        if made == 0:
            os._exit(0)
        if made < 0:
            raise OSError(ctypes.get_errno(), "refused")

    def plug(family: int, kind: int) -> None:
        socket.socket(family, kind).close()

    def written(folder: str) -> None:
        Path(folder, LEFT).write_bytes(b"x")

    def fork() -> None:
        if os.fork() == 0:
            os._exit(0)

    frame = (ctypes.c_ulong * 11)(0, 0, 0, 0, _SIGCHLD)
    return {
        "socket inet": lambda: plug(socket.AF_INET, socket.SOCK_STREAM),
        "socket inet6": lambda: plug(socket.AF_INET6, socket.SOCK_DGRAM),
        "socket unix": lambda: plug(socket.AF_UNIX, socket.SOCK_STREAM),
        "socket pair": socket.socketpair,
        "read vault": vault.read_bytes,
        "write vault": lambda: vault.open("r+b").close(),
        "cut vault": lambda: os.truncate(vault, 0),
        "remove vault": vault.unlink,
        "rename vault": lambda: vault.rename(vault.with_name(LEFT)),
        "vault's rights": lambda: vault.chmod(0o666),
        "vault's owner": lambda: os.chown(vault, os.getuid(), os.getgid(), follow_symlinks=False),
        "vault's times": lambda: os.utime(vault, (1, 1)),
        "vault's attributes": lambda: os.setxattr(vault, "user.limbo", b"x"),
        "list vault's folder": lambda: list(vault.parent.iterdir()),
        "list root": lambda: list(Path("/").iterdir()),
        "read passwd": lambda: Path("/etc/passwd").read_bytes(),
        "own memory by file": lambda: Path("/proc/self/mem").open("rb").close(),
        "parent's memory by file": lambda: Path(f"/proc/{parent}/mem").open("rb").close(),
        "parent's environment": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
        "write tmp": lambda: written("/tmp"),
        "write shared memory": lambda: written("/dev/shm"),
        "make folder": lambda: Path("/tmp", LEFT).mkdir(),
        "make link": lambda: Path("/tmp", LEFT).symlink_to(vault),
        "fork": fork,
        "clone": lambda: child(_CLONE[machine], _SIGCHLD, 0, 0, 0, 0),
        "clone3": lambda: child(_CLONE_3, ctypes.byref(frame), ctypes.c_size_t(88)),
        "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "subprocess": lambda: subprocess.run(["true"], check=True),
        "exec": lambda: os.execv("/bin/true", ["true"]),
        "trace parent": lambda: _not_negative(libc.ptrace(16, parent, 0, 0)),
        "read parent": lambda: call(_VM_READ[machine], parent, 0, 0, 0, 0, 0),
        "signal parent": lambda: os.kill(parent, 0),
        "signal own group": lambda: os.killpg(0, 0),
        "limits of parent": lambda: resource.prlimit(parent, resource.RLIMIT_CORE, (0, 0)),
        "priority of parent": lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
        "more memory": lambda: resource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40)),
        "larger file": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20)),
        "memory over the limit": lambda: mmap.mmap(-1, 600 * 2**20),
        "memory for others": lambda: call(_MEMORY[machine], 0x4C694D62, 4096, 0o1600),
        "own mounts": lambda: _not_negative(libc.unshare(0x00020000)),
        "bpf": lambda: call(321 if machine == "x86_64" else 280, 0, 0, 0),
    }


def _not_negative(answer: int) -> None:
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")


def main(vault: Path, parent: int) -> None:
    """Serve as the worker, with this in the place of every decoder."""

    def hostile(*_request: object) -> object:
        tried = attempts(vault, parent)
        done = []
        for name, attempt in tried.items():
            try:
                attempt()
            except (OSError, ValueError, MemoryError):
                continue
            done.append(name)
        raise RenderFailure(Reason.DAMAGED, f"tried {len(tried)}, done: {', '.join(done)}"[:200])

    setattr(answers, "answer", hostile)  # noqa: B010 - what a file does that takes a decoder over
    worker.main()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
