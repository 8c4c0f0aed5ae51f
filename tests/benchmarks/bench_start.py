"""From nothing to the window that asks for the passphrase, against a bare PySide6 window."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.ratio import Ratio, by_turns

from limbo_desktop.vault.key import Profile
from limbo_desktop.vault.vault import Vault

_UNTIL_PAINTED = """
import os
from PySide6.QtWidgets import QApplication

def painted():
    app = QApplication.instance()
    for _ in range(20):
        app.processEvents()
    os._exit(0)
"""

_BARE = f"""{_UNTIL_PAINTED}
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

app = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
column.addWidget(QLineEdit())
column.addWidget(QPushButton("Open"))
window.resize(1280, 800)
window.show()
painted()
"""

_OURS = f"""{_UNTIL_PAINTED}
import sys
from pathlib import Path

QApplication.exec = staticmethod(painted)
from limbo_desktop.ui.app import run

run(Path(sys.argv[1]))
"""


def measure() -> Iterable[Ratio]:
    """The seconds from the start of the interpreter to a painted window."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.limbo"
        Vault.create(path, "a passphrase", profile=Profile(0, 64, 1, 1))[0].close()
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": folder}
        # an installed program has its bytecode beside it
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def start(code: str) -> None:
            arguments = [sys.executable, "-c", code, str(path)]
            subprocess.run(arguments, env=environment, check=True, capture_output=True)

        yield by_turns(
            "start to the unlock window",
            lambda: start(_OURS),
            lambda: start(_BARE),
            bare_name="bare PySide6 window",
            bound=1.3,
            rounds=9,
        )
