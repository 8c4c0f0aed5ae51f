"""A printing service with one printer, on a socket in a folder: it keeps what it is asked.

It speaks as much of IPP (RFC 8010, RFC 8011) and of CUPS's own operations as libcups needs to find
a printer and hand a file over.
"""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import Path
from typing import Final

PRINTER: Final = "one"
_SEND_DOCUMENT: Final = 0x0006
_PRINT_JOB: Final = 0x0002

_CHARSET, _LANGUAGE, _URI, _NAME = 0x47, 0x48, 0x45, 0x42
_INTEGER, _ENUM, _KEYWORD, _BOOLEAN = 0x21, 0x23, 0x44, 0x22


def _attribute(tag: int, name: str, value: bytes | str | int) -> bytes:
    if isinstance(value, int):
        value = struct.pack(">b", value) if tag == _BOOLEAN else struct.pack(">i", value)
    data = value.encode() if isinstance(value, str) else value
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(data)) + data


@dataclass
class Service:
    """What was asked: each operation by number, its bytes, and the documents that came."""

    folder: Path
    operations: list[int] = field(default_factory=list)
    asked: list[bytes] = field(default_factory=list)
    documents: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        """What CUPS_SERVER is to be."""
        return str(self.folder / "cups.sock")

    def answer(self, body: bytes) -> bytes:
        """The answer to one request."""
        operation, number = struct.unpack(">HI", body[2:8])
        head, document = _split(body)
        self.operations.append(operation)
        self.asked.append(head)
        if operation in {_SEND_DOCUMENT, _PRINT_JOB}:
            self.documents.append(document)
        said = struct.pack(">BBHI", 2, 0, 0, number) + b"\x01"
        said += _attribute(_CHARSET, "attributes-charset", "utf-8")
        said += _attribute(_LANGUAGE, "attributes-natural-language", "en")
        uri = f"ipp://localhost/printers/{PRINTER}"
        if operation in {_PRINT_JOB, 0x0005, _SEND_DOCUMENT}:
            said += b"\x02" + _attribute(_INTEGER, "job-id", 7)
            said += _attribute(_URI, "job-uri", "ipp://localhost/jobs/7")
            said += _attribute(_ENUM, "job-state", 3)
        else:
            said += b"\x04" + _attribute(_NAME, "printer-name", PRINTER)
            said += _attribute(_URI, "printer-uri-supported", uri)
            said += _attribute(_URI, "device-uri", "usb://one")
            said += _attribute(_INTEGER, "printer-type", 0)
            said += _attribute(_ENUM, "printer-state", 3)
            said += _attribute(_KEYWORD, "printer-state-reasons", "none")
            said += _attribute(_BOOLEAN, "printer-is-accepting-jobs", 1)
            said += _attribute(_BOOLEAN, "printer-is-shared", 0)
            said += _attribute(_NAME, "printer-info", "One")
            said += _attribute(_NAME, "printer-make-and-model", "One")
        return said + b"\x03"


def _split(body: bytes) -> tuple[bytes, bytes]:
    """A request's attributes, and the document behind them."""
    at = 8
    while body[at] != 0x03:
        if body[at] < 0x10:
            at += 1
            continue
        (name,) = struct.unpack(">H", body[at + 1 : at + 3])
        at += 3 + name
        (value,) = struct.unpack(">H", body[at : at + 2])
        at += 2 + value
    return body[:at], body[at + 1 :]


def _talk(plug: socket.socket, service: Service) -> None:
    """One connection, request after request (HTTP/1.1)."""
    with plug, plug.makefile("rwb") as file:
        while first := file.readline():
            headers = _headers(file)
            if not first.startswith(b"POST"):
                # No description of a printer: Qt then takes what every printer can do.
                file.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                file.flush()
                continue
            if "expect" in headers:
                file.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                file.flush()
            answer = service.answer(_body(file, headers))
            file.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n")
            file.write(f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer)
            file.flush()


def _headers(file: BufferedIOBase) -> dict[str, str]:
    headers = {}
    while line := file.readline().strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    return headers


def _body(file: BufferedIOBase, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return file.read(int(headers.get("content-length", "0")))
    pieces = []
    while size := int(file.readline().split(b";")[0], 16):
        pieces.append(file.read(size))
        file.readline()
    file.readline()
    return b"".join(pieces)


@contextmanager
def printing_service(folder: Path) -> Iterator[Service]:
    """The service, listening in `folder` until the end of the block; not for its own process.

    libcups waits for its answers without letting another thread of a Python process run.
    """
    service = Service(folder)

    def serve() -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                plug, _ = listener.accept()
                threading.Thread(target=_talk, args=(plug, service), daemon=True).start()

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(service.address)
        listener.listen()
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield service
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
