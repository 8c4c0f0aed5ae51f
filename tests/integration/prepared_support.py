"""Exhibits of every kind, and a renderer that says what its processes were asked."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from PIL import Image
from tests.integration.bundle_support import drawn_pdf

from limbo_desktop.bundle.make import prepare, write
from limbo_desktop.bundle.options import Options
from limbo_desktop.render.client import Renderer
from limbo_desktop.render.exchange import Exchange, Source
from limbo_desktop.render.several import Renderers
from limbo_desktop.vault.vault import Vault

DATA = Path(__file__).parents[1] / "data"


class Counting(Renderers):
    """Says what its processes were asked."""

    def __init__(self) -> None:
        super().__init__(2)
        self.asked: list[str] = []

    @contextmanager
    def _exchange(
        self,
        what: str,
        stream: Source,
        name: str,
        password: str,
        more: Mapping[str, int | str] | None = None,
    ) -> Iterator[Exchange]:
        self.asked.append(what)
        with super()._exchange(what, stream, name, password, more) as exchange:
            yield exchange


def picture(kind: str, colour: str) -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise((900, 600), 80).convert("RGB")
    noise.paste(Image.new("RGB", (300, 300), colour))
    noise.save(out, kind)
    return out.getvalue()


def layered(pages: int) -> bytes:
    """A TIFF of several pages."""
    out = io.BytesIO()
    sheets = [Image.effect_noise((400, 500), 90) for _ in range(pages)]
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Papers"
    message["From"] = "office@example.org"
    message.set_content("Here they are.")
    message.add_attachment(
        drawn_pdf("one", "two"), maintype="application", subtype="pdf", filename="a.pdf"
    )
    message.add_attachment(
        picture("JPEG", "blue"), maintype="image", subtype="jpeg", filename="b.jpg"
    )
    return bytes(message)


def files() -> dict[str, bytes]:
    return {
        "paper.pdf": drawn_pdf("one", "two", "three"),
        "layers.pdf": (DATA / "exhibits" / "layers.pdf").read_bytes(),
        "photo.jpg": picture("JPEG", "red"),
        "fax.tiff": layered(3),
        "letter.odt": (DATA / "exhibits" / "letter.odt").read_bytes(),
        "threat.eml": mail(),
        "chat.txt": (DATA / "messages" / "whatsapp_ios.txt").read_bytes(),
        "broken.pdf": b"%PDF-1.7\nnothing follows",
        "what.bin": bytes(range(256)) * 20,
    }


def bundle(vault: Vault, renderer: Renderer) -> bytes:
    out = io.BytesIO()
    write(prepare(vault, Options("en"), renderer), vault, renderer, out)
    return out.getvalue()
