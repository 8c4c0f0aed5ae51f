"""What is copied from a case does not stay on the clipboard of a shared laptop.

On a real (virtual) screen: the offscreen platform does not know who owns the clipboard.
"""

import json
import os
import subprocess
import sys

import pytest

PROGRAM = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from limbo_desktop.ui.clipboard import ClipboardGuard
app = QApplication([])
guard = ClipboardGuard(app, milliseconds=int(sys.argv[1]))
field = QLineEdit("повестка")
field.show()
field.selectAll()
field.copy()
clipboard = app.clipboard()
told = {}
def copied():
    told["text"] = clipboard.text()
    told["formats"] = clipboard.mimeData().formats()
    told["hint"] = bytes(clipboard.mimeData().data("x-kde-passwordManagerHint").data()).decode()
    if sys.argv[2] == "lock":
        guard.clear()
def later():
    told["later"] = clipboard.text()
    sys.stdout.write(json.dumps(told))
    app.quit()
QTimer.singleShot(100, copied)
QTimer.singleShot(700, later)
app.exec()
"""


def told(milliseconds: int, how: str) -> dict[str, object]:
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", PROGRAM, str(milliseconds), how],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("milliseconds", "how", "later"),
    [(400, "wait", ""), (60_000, "lock", ""), (60_000, "wait", "повестка")],
)
def test_a_copy_is_marked_secret_and_goes_after_its_time_or_at_a_lock(
    milliseconds: int, how: str, later: str
) -> None:
    found = told(milliseconds, how)
    assert found["text"] == "повестка"
    assert found["hint"] == "secret"
    formats = found["formats"]
    assert isinstance(formats, list)
    assert "org.nspasteboard.ConcealedType" in formats
    assert found["later"] == later
