"""Waits that are as long as a busy machine needs: they end when what is waited for is there."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

PATIENCE: Final = 60_000
"""Milliseconds before a wait is given up, at the least."""


class PatientBot(QtBot):
    """The fixture `qtbot` of pytest-qt, which gives up after five seconds when nobody says more."""

    def waitUntil(  # noqa: N802 - pytest-qt's name
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE
    ) -> None:
        """Wait until `callback` is no longer false; raises TimeoutError."""
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    def waitSignal(  # noqa: N802 - pytest-qt's name
        self,
        signal: SignalInstance,
        *,
        timeout: int = PATIENCE,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        """Return the block in which `signal` has to come; raises TimeoutError."""
        return super().waitSignal(
            signal,
            timeout=max(timeout, PATIENCE),
            raising=raising,
            check_params_cb=check_params_cb,
        )
