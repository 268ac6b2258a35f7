"""Work in processes of its own."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any, TypeVar

WAKE = 0.2
"""Seconds after which a main thread that waits for processes wakes, to handle signals."""

Value = TypeVar("Value")


def available_jobs() -> int:
    """Return how many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def process_pool(
    jobs: int, initializer: Callable[..., None] | None = None, *given: Any
) -> ProcessPoolExecutor:
    """Return a pool of processes, each of which begins with ``initializer(*given)``.

    They are spawned, which is the same on every system, and safe under any threads.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, context, initializer, given)


def completed(futures: Iterable[Future[Value]]) -> Iterator[Future[Value]]:
    """Yield futures as they complete; signals are handled meanwhile.

    The system may give a signal to another thread, for instance while the main one starts a
    process. Python then handles it when the main thread wakes, so that it may not sleep for long.
    """
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, WAKE, FIRST_COMPLETED)
        yield from done
