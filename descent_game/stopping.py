"""Signals that end the process: it cleans up and exits with the status 128 + signal."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
"""The names of these signals; Windows has no SIGHUP and no SIGQUIT."""

RESEND_SECONDS = 0.2
"""Seconds after which a signal that was not handled is sent again."""
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
    handling = threading.Event()

    def handle(number: int, frame: object) -> None:
        handling.set()
        handler(number)

    if threading.current_thread() is threading.main_thread():
        for number in ending_signals():
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, handle)
    end_watch = _watch(handling) if before else lambda: None
    try:
        yield
    finally:
        end_watch()
        for number, previous in before.items():
            signal.signal(number, previous)


def _watch(handling: threading.Event) -> Callable[[], None]:
    """Send a signal to the main thread again while it is not handled; return what ends this.

    A signal that arrives right before a blocking read is only noted: Python would handle it after
    the read, for which a person has to press a key.
    """
    if not hasattr(signal, "pthread_kill"):  # on Windows reading does not block signals
        return lambda: None
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    main = threading.get_ident()

    def resend() -> None:
        while number := int.from_bytes(os.read(reading, 1)):
            while number in ending_signals() and not handling.wait(RESEND_SECONDS):
                signal.pthread_kill(main, number)

    thread = threading.Thread(target=resend, daemon=True)
    thread.start()

    def end() -> None:
        signal.set_wakeup_fd(before)
        handling.set()
        os.write(writing, b"\0")
        thread.join()
        os.close(reading)
        os.close(writing)

    return end


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
