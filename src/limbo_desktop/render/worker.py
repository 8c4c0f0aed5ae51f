"""The worker process: gives up its rights, then answers one request after another.

It reads requests from standard input and answers on standard output; a small file comes with
the request, a large one stays with the parent and is read by ranges.  Nothing is written anywhere.
"""

import os
import sys
from collections.abc import Callable, Mapping
from typing import IO, NoReturn

from limbo_desktop.render import answers, sandbox
from limbo_desktop.render.failures import Reason, RenderFailure
from limbo_desktop.render.limits import RANGE_BYTES
from limbo_desktop.render.remote import RemoteFile
from limbo_desktop.render.wire import Message, WireError, receive, send

_OURS = (AttributeError, NameError, ImportError, PermissionError, AssertionError)
"""What a file never is the cause of: such an error is a bug of ours and says so."""


def main() -> NoReturn:
    """Serve until the parent closes the pipe; never returns."""
    requests, replies = _take_pipes()
    answers.prepare()
    sandbox.enter()
    try:
        while (request := receive(requests)) is not None:
            sandbox.allow_one_request()
            _serve(request, requests, replies, sandbox.allow_one_request)
    except WireError:
        os._exit(2)
    os._exit(0)


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the pipes and point standard input and output elsewhere: libraries may print."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return requests, replies


def _serve(
    request: Message, requests: IO[bytes], replies: IO[bytes], go_on: Callable[[], None]
) -> None:
    """Answer one request; `go_on` grants time for the next piece of a long answer."""
    size = request.number("size", 0, 1 << 62)
    if len(request.body) not in (0, size):
        raise WireError("size")

    def fetch(offset: int, length: int) -> bytes:
        if request.body:
            return request.body[offset : offset + length]
        send(replies, {"kind": "read", "offset": offset, "length": length})
        answer = receive(requests, RANGE_BYTES)
        if answer is None or len(answer.body) != length:
            raise WireError("range")
        return answer.body

    def tell(header: Mapping[str, object], piece: bytes) -> None:
        send(replies, header, piece)
        go_on()

    file = RemoteFile(size, fetch)
    try:
        header, body = answers.answer(request, file, tell)
    except WireError:
        raise
    except RenderFailure as failure:
        header, body = _refusal(failure.reason, failure.detail), b""
    except MemoryError:
        header, body = _refusal(Reason.TOO_LARGE, "memory"), b""
    except RecursionError:
        header, body = _refusal(Reason.DAMAGED, "depth"), b""
    except Exception as error:  # noqa: BLE001 - parsers of hostile files raise anything
        reason = Reason.CRASHED if isinstance(error, _OURS) else Reason.DAMAGED
        header, body = _refusal(reason, _place(error)), b""
    send(replies, header, body)


def _refusal(reason: Reason, detail: str) -> dict[str, object]:
    return {"kind": "failure", "reason": reason.value, "detail": detail[:200]}


def _place(error: BaseException) -> str:
    """Return the kind of an error and where it was raised; its text may hold content."""
    trace = error.__traceback__
    places = []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} {' '.join(places[-3:])}"


if __name__ == "__main__":
    sys.exit(main())
