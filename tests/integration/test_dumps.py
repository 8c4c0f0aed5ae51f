"""The program's memory cannot be written to disk or read by another program of the same user."""

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, resource, sys
from limbo_desktop.cli.main import main
try:
    main(["--help"])
except SystemExit:
    pass
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="read back with Linux's prctl")
def test_no_core_dump_and_no_debugger() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "0 0 0"
