"""What makes a bundle PDF/A-3b (ISO 19005-3) beside its pages: the meaning of its colours, a claim.

A bundle claims it only where every page in it is ours: pages of other PDFs are taken over with
their own fonts and colours, and nobody has checked those.
"""

from typing import Final

from pikepdf import Array, Dictionary, Name, Pdf, String

from limbo_desktop.resources import resource_path

CLAIM: Final = b"<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>"
UNCLAIMED: Final = b"<!-- under a password this is no PDF/A file -->".ljust(len(CLAIM))
"""As long as the claim, which it stands for in a protected file: encryption ends PDF/A."""

_METADATA: Final = b"/Type /Metadata"
_COLOURS: Final = "sRGB IEC61966-2.1"


def intend(book: Pdf) -> None:
    """Say which colours are meant: those of sRGB."""
    profile = book.make_stream(resource_path("icc", "sRGB.icc").read_bytes())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(_COLOURS),
        Info=String(_COLOURS),
        DestOutputProfile=profile,
    )
    book.Root.OutputIntents = Array([intent])


def is_metadata(entries: bytes) -> bool:
    """Whether a stream with these entries is what the file says of itself."""
    return _METADATA in entries


def unclaimed(data: bytes) -> bytes:
    """What a file says of itself, as a protected one says it."""
    return data.replace(CLAIM, UNCLAIMED)


def claimed(data: bytes) -> bytes:
    """The same again without the password.

    Raises ValueError: a protected file makes the claim.
    """
    if CLAIM in data:
        raise ValueError("claim")
    return with_claim(data)


def with_claim(data: bytes) -> bytes:
    """What a file says of itself, with the claim again where a password had taken it."""
    return data.replace(UNCLAIMED, CLAIM)
