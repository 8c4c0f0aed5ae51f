"""Hatchling's build hook: compiles the catalogues and packs what ships into the wheel.

A wheel gets `resources/` and the compiled catalogues as `limbo_desktop/_data/`, where
`limbo_desktop.resources` looks first.  An editable install only has its catalogues compiled: it
reads everything else where it stands in the checkout.
"""

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "limbo_desktop/_data"


def _catalogues(root: Path) -> ModuleType:
    path = root / "packaging" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("limbo_desktop_catalogues", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shipped(root: Path) -> Iterable[Path]:
    """Yield the files below `root` that ship beside the code, compiled catalogues included."""
    for path in sorted((root / "resources").rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path
    yield from sorted((root / "translations").glob("*/LC_MESSAGES/limbo.mo"))


class LimboBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # generic only for its checker
    """Runs in every build; hatchling finds it by the path in pyproject.toml."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; for a wheel (`version` "standard") add the shipped files.

        `build_data` is hatchling's own table, whose values have many types: hence `Any`.
        """
        root = Path(self.root)
        _catalogues(root).compile_all(root / "translations")
        if self.target_name == "wheel" and version == "standard":
            for path in shipped(root):
                build_data["force_include"][str(path)] = f"{DATA}/{path.relative_to(root)}"
