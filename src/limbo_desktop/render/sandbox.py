"""What a worker gives up before it reads the first byte of a file.

Everywhere: processor time, memory, file size, open files (where the system knows such limits).
On Linux also the file system, the network, other processes and new programs; see
`sandbox_linux`.  On Windows and macOS the worker has neither key nor network *code*, a small
environment and the parent's deadline, but the system does not hold it back further.
"""

import sys

from limbo_desktop.render.limits import ADDRESS_SPACE, CPU_SECONDS, OPEN_FILES


def enter() -> tuple[str, ...]:
    """Give up all rights that this system lets a process give up; return the names of those."""
    held = _limit_resources()
    if sys.platform == "linux":
        from limbo_desktop.render import sandbox_linux

        held += sandbox_linux.enter()
    return held


def allow_one_request() -> None:
    """Grant processor time for one more request; beyond it the kernel ends the worker."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def _limit_resources() -> tuple[str, ...]:
    if sys.platform == "win32":
        return ()
    import resource

    wanted = {
        "memory": (resource.RLIMIT_AS, ADDRESS_SPACE),
        "file_size": (resource.RLIMIT_FSIZE, 0),
        "open_files": (resource.RLIMIT_NOFILE, OPEN_FILES),
        "core": (resource.RLIMIT_CORE, 0),
    }
    held = []
    for name, (limit, value) in wanted.items():
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):
            continue  # macOS refuses RLIMIT_AS; the names returned say what holds
        held.append(name)
    return tuple(held)
