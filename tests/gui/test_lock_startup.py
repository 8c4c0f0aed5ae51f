"""The window that asks for the passphrase starts with nothing that it does not need."""

import subprocess
import sys
from typing import Final

HEAVY: Final = (
    "PIL babel bagit cattrs fpdf hijridate icu4py jsonschema numpy pikepdf pillow_heif pypdfium2"
    " reportlab rich segno snowballstemmer uharfbuzz undate zxcvbn sqlcipher3"
    " PySide6.QtNetwork PySide6.QtDBus asyncio ssl http.client"
)

_PROBE: Final = """
import sys
from pathlib import Path
from limbo_desktop.ui.environment import make_application, system_language
from limbo_desktop.ui.lane import Lane
from limbo_desktop.ui.preferences import Preferences
from limbo_desktop.ui.session import Session
from limbo_desktop.ui.window import Window
import limbo_desktop.ui.app

app = make_application([])
window = Window(app, Session(Lane(), Preferences(language=sys.argv[1])))
window.show_unlock(Path("/stick/case.limbo"))
window.show()
app.processEvents()
print(*sorted(set(sys.modules) & set(sys.argv[2].split())))
"""


def test_nothing_heavy_is_imported_before_the_passphrase() -> None:
    for language in ("ru", "ar", "en"):
        done = subprocess.run(
            [sys.executable, "-c", _PROBE, language, HEAVY],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == [], language
