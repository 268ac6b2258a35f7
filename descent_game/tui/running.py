"""Runs the app of a command, until it ends by itself or a signal asks the process to end."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TextIO

from descent_game.stopping import Stopped, handled, status_of
from descent_game.tui.app import DescentApp
from descent_game.tui.encoding import lacking_encoding, lacking_words
from descent_game.tui.restoring import terminal_restorer

PATIENCE = 5.0
"""Seconds that an app has to end after a signal; then the process ends without it."""

EVERY = 2.0
"""Seconds between two looks at whether the terminal is still there."""


def run_app(app: DescentApp) -> int:
    """Run an app and return the exit status of the process."""
    ending = _Ending(app)
    encoding = lacking_encoding()
    if encoding is not None:
        app.keep_to_ascii(lacking_words(encoding))
    with handled(ending.begin), _ended_without(sys.stdin):
        try:
            app.run()
        except Stopped as stopped:  # before the app has begun, or after its end
            ending.status = stopped.status
        except Exception:
            if ending.status is None:  # else a terminal that has gone may be the reason
                raise
    return app.return_code or 0 if ending.status is None else ending.status


@contextmanager
def _ended_without(terminal: TextIO) -> Iterator[None]:
    """Have the process asked to end when its terminal has gone and no SIGHUP said so.

    Reading from it would go on for ever, as fast as the processor can.
    """
    over = threading.Event()

    def watch() -> None:
        while not over.wait(EVERY):
            if not terminal.isatty():
                os.kill(os.getpid(), signal.SIGTERM)
                return

    if terminal.isatty():
        threading.Thread(target=watch, daemon=True, name="terminal").start()
    try:
        yield
    finally:
        over.set()


class _Ending:
    """Has an app end itself at a signal, and sees to it that the process ends."""

    def __init__(self, app: DescentApp) -> None:
        self.status: int | None = None
        self._app = app
        self._restore = terminal_restorer()

    def begin(self, number: int) -> None:
        """Handle a signal: the app is asked to end, once."""
        if self.status is not None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise Stopped(number) from None
        self.status = status_of(number)
        loop.call_soon_threadsafe(partial(self._app.stop, self.status))
        watchdog = threading.Timer(PATIENCE, self._force)
        watchdog.daemon = True
        watchdog.start()

    def _force(self) -> None:
        """End the process where the app did not: its loop or its terminal is blocked."""
        assert self.status is not None
        try:
            self._app.rescue()
            self._restore()
        finally:
            os._exit(self.status)
