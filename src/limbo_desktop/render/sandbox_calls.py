"""Which system calls the worker is refused on Linux, and the seccomp filter that refuses them.

Landlock has no say over a file's rights, times and attributes, over signals, or over a copy of the
process itself; so these are refused here.  Numbers: asm/unistd_64.h (x86-64) and
asm-generic/unistd.h (ARM); None where an architecture has no such call.
"""

import struct
from typing import Final

AUDIT: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH_* of linux/audit.h, by what `platform.machine` says."""

_REFUSED: Final[dict[str, tuple[int | None, int | None]]] = {
    # the network
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    # new programs and other processes
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "setpriority": (141, 140),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "ioprio_set": (251, 30),
    # what is left behind in the kernel, and what others can find there
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
    # rights, owners, times and attributes of files
    "truncate": (76, 45),
    "chmod": (90, None),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    # other doors into the kernel
    "mount": (165, 40),
    "setns": (308, 268),
    "unshare": (272, 97),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "open_by_handle_at": (304, 265),
}

_CLONE: Final = {"x86_64": 56, "aarch64": 220}
_CLONE_3: Final = 435
_PRLIMIT: Final = {"x86_64": 302, "aarch64": 261}
_TGKILL: Final = {"x86_64": 234, "aarch64": 131}
_CLONE_THREAD: Final = 0x00010000

_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_EPERM: Final = 0x00050001
_ENOSYS: Final = 0x00050000 | 38

# Classic BPF: load a word, compare it (equal, greater or equal, a bit of it), give an answer.
_LOAD, _EQUAL, _ABOVE, _HAS, _GIVE = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_X32: Final = 0x40000000

_Line = tuple[int, int, int, int]


def refused(machine: str) -> dict[str, int]:
    """Return the calls that are refused whatever is asked of them, by name."""
    place = 0 if machine == "x86_64" else 1
    numbers = {name: row[place] for name, row in _REFUSED.items()}
    return {name: number for name, number in numbers.items() if number is not None}


def seccomp_filter(machine: str, process: int) -> bytes:
    """Return the program: another architecture dies, a refused call gets EPERM.

    Threads may be made, but no process: of clone3, whose flags lie in memory, it is said that the
    kernel has none, so that the C library takes clone.  Signals and limits reach only `process`.
    """
    lines: list[_Line] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, AUDIT[machine]),
        (_GIVE, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        lines += [(_ABOVE, 0, 1, _X32), (_GIVE, 0, 0, _KILL)]
    lines += [(_EQUAL, 0, 1, _CLONE_3), (_GIVE, 0, 0, _ENOSYS)]
    lines += _only(_CLONE[machine], (_HAS, 0, 1, _CLONE_THREAD))
    lines += _only(_PRLIMIT[machine], (_EQUAL, 0, 1, 0))
    lines += _only(_TGKILL[machine], (_EQUAL, 0, 1, process))
    numbers = refused(machine).values()
    for at, number in enumerate(numbers):
        lines.append((_EQUAL, len(numbers) - at, 0, number))
    lines += [(_GIVE, 0, 0, _ALLOW), (_GIVE, 0, 0, _EPERM)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _only(number: int, where: _Line) -> list[_Line]:
    """A call is allowed when its first argument passes, and refused otherwise."""
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        where,
        (_GIVE, 0, 0, _ALLOW),
        (_GIVE, 0, 0, _EPERM),
    ]
