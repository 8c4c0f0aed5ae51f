"""The originals in the bundle, byte for byte, under neutral names, and the list of them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from limbo_desktop.bundle.bodies import Examined
from limbo_desktop.bundle.going_on import go_on
from limbo_desktop.bundle.manifest import NAME, Original
from limbo_desktop.bundle.pdf_objects import ObjectId, Record, record_of
from limbo_desktop.bundle.pdf_writer import Writer
from limbo_desktop.errors import PersonError
from limbo_desktop.marking import N_

OpenOriginal = Callable[[str], BinaryIO]
"""Opens an original by its SHA-256 in hex, as `vault.blobs.open` does."""

_PIECE: Final = 1 << 20


class OriginalChangedError(PersonError):
    """The bytes of an original are not the ones that were attached to the case."""

    message = N_(
        "The original of exhibit {number} is damaged. No bundle was made; the case is as it was."
        " Add the file again or leave this exhibit out."
    )


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file: the objects of the base document that stand for its stream and facts."""

    name: str
    media_type: str
    stream: ObjectId
    params: ObjectId | None
    examined: Examined | None


def declare(book: Pdf, examined: Sequence[Examined]) -> tuple[Attachment, ...]:
    """Enter the originals and the integrity list into the names of a document.

    Their streams are placeholders that hold the dictionary only.
    """
    attached = [each for each in examined if each.attached]
    made = [
        _declared(book, each.file_name, each.media_type, each)
        for each in sorted(attached, key=lambda each: each.file_name)
    ]
    made.append(_declared(book, NAME, "application/json", None))
    names = Array([])
    for attachment, file in made:
        names.append(String(attachment.name))
        names.append(file)
    book.Root.Names = book.make_indirect(
        Dictionary(EmbeddedFiles=book.make_indirect(Dictionary(Names=names)))
    )
    book.Root.AF = book.make_indirect(Array([file for _, file in made]))
    return tuple(attachment for attachment, _ in made)


def write_original(
    attachment: Attachment,
    open_original: OpenOriginal,
    writer: Writer,
    text: bytes,
    numbers: tuple[int, int],
) -> tuple[Original, Record]:
    """Write an original and its facts; what the integrity list says of it, and the facts.

    `text` is the dictionary of its stream, `numbers` those of its stream and of its facts.

    Raises:
        OriginalChangedError: its bytes are not what the case says.
    """
    examined = attachment.examined
    if examined is None:
        raise ValueError(attachment.name)
    expected = examined.exhibit.document.sha256
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)

    def pieces() -> Iterator[bytes]:
        with open_original(expected) as source:
            while piece := source.read(_PIECE):
                go_on()
                sha256.update(piece)
                md5.update(piece)
                yield piece

    try:
        writer.put_pieces(numbers[0], text, examined.size, pieces())
    except ValueError as error:
        raise OriginalChangedError(number=examined.number) from error
    if sha256.hexdigest() != expected:
        raise OriginalChangedError(number=examined.number)
    facts = record_of(params_entries(examined.size, md5.digest()))
    writer.put(numbers[1], facts.template.fill({}))
    return Original(examined.number, attachment.name, expected, examined.size), facts


def stream_entries(media_type: str) -> Dictionary:
    """The dictionary of an attached file's stream, without its facts and length."""
    return Dictionary(Type=Name.EmbeddedFile, Subtype=Name(f"/{media_type}"))


def params_entries(size: int, md5: bytes) -> Dictionary:
    """The facts of an attached file: no dates, nothing of this computer."""
    return Dictionary(Size=size, CheckSum=String(md5))


def _declared(
    book: Pdf, name: str, media_type: str, examined: Examined | None
) -> tuple[Attachment, Object]:
    entries = stream_entries(media_type)
    params = None
    if examined is not None:
        params = book.make_indirect(Dictionary())
        entries.Params = params
    stream = book.make_indirect(entries)
    file = book.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(name),
            UF=String(name),
            AFRelationship=Name.Source if examined is not None else Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    facts = params.objgen if params is not None else None
    return Attachment(name, media_type, stream.objgen, facts, examined), file
