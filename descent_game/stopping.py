"""Signals that ask the process to end: it tidies up and leaves with the status 128 + signal."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
"""Signals that ask a process to end; Windows has no SIGHUP and no SIGQUIT."""

GRACE = 5.0
"""Seconds in which a process tidies up after a signal."""


class Stopped(BaseException):
    """A signal asks the process to end; like ``KeyboardInterrupt`` it passes every ``except``."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = status_of(number)


def status_of(number: int) -> int:
    """Return the exit status of a process that a signal has ended, as shells count."""
    return 128 + number


def ending_signals() -> list[int]:
    """Return the signals that ask a process to end, as far as this platform has them."""
    return [getattr(signal, name) for name in NAMES if hasattr(signal, name)]


@contextmanager
def handled(handler: Callable[[int], None]) -> Iterator[None]:
    """Call ``handler`` with the number of a signal that asks to end, in the main thread.

    Signals that the process was started to ignore (``nohup``) stay ignored. Outside the main
    thread, which no signal reaches, nothing changes.
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
    """Raise ``Stopped``: a handler for programs that read and print.

    The process ends after ``GRACE`` seconds in any case, whatever still waits for a worker then.
    """
    timer = threading.Timer(GRACE, os._exit, [status_of(number)])
    timer.daemon = True
    timer.start()
    raise Stopped(number)
