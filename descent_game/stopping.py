"""Signals that end the process: it cleans up and exits with the status 128 + signal."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
"""The names of these signals; Windows has no SIGHUP and no SIGQUIT."""

GRACE = 5.0
"""Seconds after a signal in which a process may clean up."""


class Stopped(BaseException):
    """A signal ends the process; like ``KeyboardInterrupt`` it is not an ``Exception``."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = status_of(number)


def status_of(number: int) -> int:
    """Return the exit status of a process that a signal has ended, as in shells."""
    return 128 + number


def ending_signals() -> list[int]:
    """Return the numbers of these signals on this platform."""
    return [getattr(signal, name) for name in NAMES if hasattr(signal, name)]


@contextmanager
def handled(handler: Callable[[int], None]) -> Iterator[None]:
    """Handle these signals within a ``with`` block.

    Signals that the process ignores (``nohup``) stay ignored. In other threads than the main one,
    which do not receive signals, nothing changes.

    Args:
        handler: Called in the main thread with the number of the signal.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in ending_signals():
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, lambda number, frame: handler(number))
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)


def stop(number: int) -> None:
    """Handle a signal in a program that reads and prints.

    The process is ended after ``GRACE`` seconds even where a thread or a worker still blocks.

    Raises:
        Stopped: Always.
    """
    timer = threading.Timer(GRACE, os._exit, [status_of(number)])
    timer.daemon = True
    timer.start()
    raise Stopped(number)
