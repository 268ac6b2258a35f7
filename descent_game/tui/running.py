"""Runs the app of a command, until it ends by itself or a signal asks the process to end."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TextIO

from descent_game.level.schema import Level
from descent_game.player.record import Record
from descent_game.stopping import Stopped, handled, status_of
from descent_game.tui.app import DescentApp
from descent_game.tui.encoding import lacking_encoding, lacking_words
from descent_game.tui.restoring import terminal_restorer
from descent_game.tui.screens.base import GameScreen, ScreenContext

END_SECONDS = 5.0
"""How long an app may take to end after a signal; then the process ends without it."""

POLL_SECONDS = 2.0
"""Between two checks whether the terminal is still there."""


def run_game(
    level: Level | None = None,
    seed: int | None = None,
    *,
    record: Record | None = None,
    context: ScreenContext | None = None,
    first_screen: Callable[[DescentApp], GameScreen] | None = None,
) -> int:
    """Run the app and return the exit status of the process.

    Args:
        level: The level to begin with; None for the list of levels.
        seed: The variant of that level; None for the next one.
        record: Where games are kept; None for the player's own record.
        context: What is played instead of the course.
        first_screen: Makes the first screen, where it is none of these.
    """
    app = DescentApp(level, seed, record=record, first_screen=first_screen)
    app.session.context = context
    return run_app(app)


def run_app(app: DescentApp) -> int:
    """Run an app and return the exit status of the process."""
    ending = _Ending(app)
    encoding = lacking_encoding()
    if encoding is not None:
        app.keep_to_ascii(lacking_words(encoding))
    with handled(ending.begin), _ended_with(sys.stdin):
        try:
            app.run()
        except Stopped as stopped:  # before the app has begun, or after its end
            ending.status = stopped.status
        except Exception:
            if ending.status is None:  # after a signal the reason may be a terminal that has gone
                raise
    return app.return_code or 0 if ending.status is None else ending.status


@contextmanager
def _ended_with(terminal: TextIO) -> Iterator[None]:
    """Send the process SIGTERM when its terminal has gone without a SIGHUP.

    The driver would go on reading from it for ever, at full speed.
    """
    over = threading.Event()

    def watch() -> None:
        while not over.wait(POLL_SECONDS):
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
    """Ends an app on a signal, and the process if the app does not end in time."""

    def __init__(self, app: DescentApp) -> None:
        self.status: int | None = None
        self._app = app
        self._restore = terminal_restorer()

    def begin(self, number: int) -> None:
        """Handle a signal: stop the app, once."""
        if self.status is not None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise Stopped(number) from None
        self.status = status_of(number)
        loop.call_soon_threadsafe(partial(self._app.stop, self.status))
        watchdog = threading.Timer(END_SECONDS, self._force)
        watchdog.daemon = True
        watchdog.start()

    def _force(self) -> None:
        """End the process if the app has not: its loop or its terminal is blocked."""
        assert self.status is not None
        try:
            self._app.rescue()
            self._restore()
        finally:
            os._exit(self.status)
