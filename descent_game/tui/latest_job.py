"""A background job of which only the most recent request matters."""

from collections.abc import Callable
from functools import partial
from threading import Event, Lock, Thread
from typing import Generic, TypeAlias, TypeVar

Request = TypeVar("Request")
Work: TypeAlias = Callable[[Request, Callable[[], bool]], None]


class LatestJob(Generic[Request]):
    """Runs ``work(request, should_continue)`` in a thread for the most recent request.

    A new request makes ``should_continue()`` of the running one false and waits for it to end:
    there is never more than one thread, and never more than one request that waits.
    """

    def __init__(self, work: Work[Request]) -> None:
        self._work = work
        self._lock = Lock()
        self._waiting: list[Request] = []
        self._cancelled = Event()
        self._runs = False

    def submit(self, request: Request) -> None:
        """Run the work for a request in place of every earlier one."""
        with self._lock:
            self._waiting = [request]
            self._cancelled.set()
            if not self._runs:
                self._runs = True
                Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Cancel all requests."""
        with self._lock:
            self._waiting.clear()
            self._cancelled.set()

    def _run(self) -> None:
        while (request := self._next()) is not None:
            try:
                self._work(request[0], partial(_is_current, self._cancelled))
            except BaseException:
                self._runs = False  # the next request gets a thread of its own
                raise

    def _next(self) -> tuple[Request] | None:
        with self._lock:
            if not self._waiting:
                self._runs = False
                return None
            self._cancelled = Event()
            return (self._waiting.pop(),)


def _is_current(cancelled: Event) -> bool:
    return not cancelled.is_set()
