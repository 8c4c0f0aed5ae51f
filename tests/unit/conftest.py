"""What the unit tests share: the tool that keeps the catalogues, compiled catalogues."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def catalogues() -> ModuleType:
    """The module `packaging/catalogues.py`."""
    path = Path(__file__).parents[2] / "packaging" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("catalogues_under_test", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session", autouse=True)
def _compiled(catalogues: ModuleType) -> None:
    """Compile the catalogues when one is newer than what was compiled from it."""
    for language in catalogues.LANGUAGES:
        source = catalogues.catalogue_path(language)
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            catalogues.compile_all()
            return
