"""Linux: no new rights, no file system (Landlock), no network and no programs (seccomp).

Each part is kept where the kernel offers it, without being root: Landlock since 5.13, seccomp
filters since 3.17, a network of its own where unprivileged namespaces are allowed.
"""

import ctypes
import os
import platform
import struct
import sys
from pathlib import Path
from typing import Final

from limbo_desktop.render.sandbox_calls import AUDIT, seccomp_filter

assert sys.platform == "linux"  # noqa: S101 - tells the type checker which os functions exist

_PR_SET_DUMPABLE: Final = 4
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000

# Landlock: three system calls with the same numbers on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FS_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
_NET_RIGHTS: Final = 0b11

_READABLE: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/X11/fonts",
    "/dev/urandom",
)
"""PDFium looks here for fonts that a PDF names without carrying them; qpdf wants randomness."""

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def enter() -> tuple[str, ...]:
    """Give up what can be given up, for good; return the names of what holds now."""
    steps = {
        "no_new_privileges": _no_new_privileges,
        "not_dumpable": _not_dumpable,
        "network_namespace": _own_network,
        "landlock": _landlock,
        "seccomp": _seccomp,
    }
    return tuple(name for name, step in steps.items() if step())


def _prctl(option: int, value: int, pointer: object = None) -> bool:
    return bool(_libc.prctl(option, ctypes.c_ulong(value), pointer or 0, 0, 0) == 0)


def _no_new_privileges() -> bool:
    return _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _not_dumpable() -> bool:
    return _prctl(_PR_SET_DUMPABLE, 0)


def _own_network() -> bool:
    """Move to a network without interfaces, and to a user that owns nothing outside."""
    return bool(_libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _landlock() -> bool:
    """Refuse every path but the system's fonts and randomness, and TCP where the kernel can."""
    version = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    files = _FS_RIGHTS.get(version, _FS_RIGHTS[3])
    rights = struct.pack("QQ", files, _NET_RIGHTS) if version >= 4 else struct.pack("Q", files)
    rules = _libc.syscall(_CREATE_RULESET, rights, ctypes.c_size_t(len(rights)), 0)
    if rules < 0:
        return False
    for path in _READABLE:
        if Path(path).exists():
            _allow_reading(rules, path)
    held = _libc.syscall(_RESTRICT_SELF, ctypes.c_int(rules), 0) == 0
    os.close(rules)
    return bool(held)


def _allow_reading(rules: int, path: str) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rights = _READ_FILE | _READ_DIR if Path(path).is_dir() else _READ_FILE
    rule = struct.pack("=Qi", rights, handle)
    _libc.syscall(_ADD_RULE, ctypes.c_int(rules), 1, rule, 0)
    os.close(handle)


def _seccomp() -> bool:
    """Refuse the system calls that reach out: sockets, new programs, other processes."""
    machine = platform.machine()
    if machine not in AUDIT or sys.maxsize < 2**32:
        return False
    program = seccomp_filter(machine, os.getpid())

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    loaded = Program(len(program) // 8, program)
    return _prctl(_PR_SET_SECCOMP, 2, ctypes.byref(loaded))
