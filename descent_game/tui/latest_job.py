"""Work that the latest wish decides: one thread at a time, older wishes dropped."""

from collections.abc import Callable
from functools import partial
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

Wish = TypeVar("Wish")
Work = Callable[[Wish, Callable[[], bool]], None]


class Latest(Generic[Wish]):
    """Does ``work(wish, wanted)`` in a thread for the latest wish.

    A new wish makes ``wanted()`` of the one under way false, and waits for it to end: there is
    never more than one thread, and never more than one wish that waits.
    """

    def __init__(self, work: Work[Wish]) -> None:
        self._work = work
        self._lock = Lock()
        self._waiting: list[Wish] = []
        self._dropped = Event()
        self._runs = False

    def wish(self, wish: Wish) -> None:
        """Have something done, instead of what was wished before."""
        with self._lock:
            self._waiting = [wish]
            self._dropped.set()
            if not self._runs:
                self._runs = True
                Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Drop all wishes."""
        with self._lock:
            self._waiting.clear()
            self._dropped.set()

    def _run(self) -> None:
        while (wish := self._next()) is not None:
            try:
                self._work(wish[0], partial(_is_wanted, self._dropped))
            except BaseException:
                self._runs = False  # the next wish has a thread of its own
                raise

    def _next(self) -> tuple[Wish] | None:
        with self._lock:
            if not self._waiting:
                self._runs = False
                return None
            self._dropped = Event()
            return (self._waiting.pop(),)


def _is_wanted(dropped: Event) -> bool:
    return not dropped.is_set()
