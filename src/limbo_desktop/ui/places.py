"""Places to keep a file: folders of the person, and sticks that are plugged in."""

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, QStorageInfo


def home() -> str:
    """Return the folder of documents, or the home folder where there is none."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    found = QStandardPaths.writableLocation(documents)
    return found if found and QDir(found).exists() else QDir.homePath()


def places() -> list[Path]:
    """Return where to begin: the home folder, the desktop, and every stick that is plugged in."""
    found = [Path(home()), Path(QDir.homePath())]
    desktop = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    if desktop:
        found.append(Path(desktop))
    found.extend(stick for stick in sticks())
    return list(dict.fromkeys(place for place in found if place.is_dir()))


def sticks() -> list[Path]:
    """Return the roots of removable storage: mounted, writable, and not part of the system."""
    if sys.platform == "win32":
        roots = [Path(v.rootPath()) for v in QStorageInfo.mountedVolumes() if not v.isRoot()]
        return [root for root in roots if root.drive.upper() != "C:"]
    usual = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
    return [
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isReady() and not volume.isReadOnly() and volume.rootPath().startswith(usual)
    ]


def on_stick(path: Path) -> bool:
    """Return whether `path` lies on removable storage."""
    return any(path.is_relative_to(root) for root in sticks())
