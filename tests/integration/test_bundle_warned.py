"""An exhibit whose pages could not be shown this time is named before the file leaves."""

import io
from pathlib import Path

import pytest
from tests.cheap import CHEAP
from tests.integration.bundle_support import drawn_pdf

from limbo_desktop.bundle.make import Made, prepare, write
from limbo_desktop.bundle.options import Options
from limbo_desktop.bundle.warned import warnings
from limbo_desktop.case.records import Document
from limbo_desktop.render.client import Renderer
from limbo_desktop.text.language import language
from limbo_desktop.text.words import Words
from limbo_desktop.vault.vault import Vault

FILES = {"paper.pdf": drawn_pdf("one", "two"), "what.bin": bytes(range(256)) * 20}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    vault, _ = Vault.create(tmp_path / "case.limbo", "phrase", CHEAP)
    for name, data in FILES.items():
        blob = vault.blobs.add(io.BytesIO(data))
        vault.documents.add(Document("", name, sha256=blob.sha256, title=name))
    return vault


def made(vault: Vault, renderer: Renderer) -> Made:
    with renderer:
        draft = prepare(vault, Options("en"), renderer)
        return write(draft, vault, renderer, io.BytesIO())


def test_those_that_were_stopped_are_named_and_a_type_without_pages_is_not(vault: Vault) -> None:
    with vault:
        stopped = made(vault, Renderer(deadline=0.001))
        again = made(vault, Renderer())
    assert stopped.stopped == (1, 2)
    assert again.stopped == ()
    words = Words(language("en"))
    assert any("was stopped: 1 and 2." in each for each in warnings(stopped, words))
    assert not any("was stopped" in each for each in warnings(again, words))
