"""Brings the terminal back to its state before a screen, where the screen itself cannot."""

import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

RESET = (
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?1004l\x1b[?2048l"  # pasted text, focus, and changes of size are not marked
    "\x1b[?2026l\x1b[<u\x1b[?7h"  # what is drawn is shown, plain keys, long lines go on below
    "\x1b[?1049l\x1b[?25h"  # the usual screen with its cursor
)


def terminal_restorer() -> Callable[[], None]:
    """Return what brings the terminal back to the state that it has now.

    It never waits: a terminal that has gone, or takes no output, is left alone.
    """
    attributes = _attributes()

    def restore() -> None:
        with suppress(OSError, ValueError):
            place = sys.__stderr__.fileno() if sys.__stderr__ else -1
            if os.isatty(place) and _takes_output(place):
                os.write(place, RESET.encode())
        if attributes is not None:
            termios: Any = import_module("termios")
            with suppress(OSError, termios.error):
                termios.tcsetattr(0, termios.TCSANOW, attributes)

    return restore


def _attributes() -> list[Any] | None:
    """Return the settings of the terminal at standard input; None where there is nothing to set."""
    try:
        termios: Any = import_module("termios")
    except ImportError:  # Windows
        return None
    try:
        return list(termios.tcgetattr(0))
    except (OSError, termios.error):
        return None


def _takes_output(place: int) -> bool:
    """Return whether a write would not block; where that cannot be asked, it is assumed."""
    try:
        return bool(select.select([], [place], [], 0)[1])
    except OSError:
        return True
