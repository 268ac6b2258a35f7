from collections.abc import Callable
from threading import Event

import pytest

from descent_game.tui.latest_job import LatestJob


def test_the_latest_wish_wins_and_one_thread_works() -> None:
    begun, go_on, done = Event(), Event(), Event()
    seen: list[tuple[int, bool]] = []

    def work(submit: int, should_continue: Callable[[], bool]) -> None:
        begun.set()
        assert go_on.wait(30)
        seen.append((submit, should_continue()))
        if submit == 3:
            done.set()

    latest = LatestJob(work)
    latest.submit(1)
    assert begun.wait(30)
    latest.submit(2)
    latest.submit(3)
    go_on.set()
    assert done.wait(30)
    assert seen == [(1, False), (3, True)]


def test_what_is_dropped_is_not_wanted() -> None:
    begun, go_on, done = Event(), Event(), Event()
    seen: list[bool] = []

    def work(submit: int, should_continue: Callable[[], bool]) -> None:
        del submit
        begun.set()
        assert go_on.wait(30)
        seen.append(should_continue())
        done.set()

    latest = LatestJob(work)
    latest.submit(1)
    assert begun.wait(30)
    latest.submit(2)
    latest.stop()
    go_on.set()
    assert done.wait(30)
    assert seen == [False]


def test_after_an_accident_the_next_wish_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    done = Event()

    def work(submit: int, should_continue: Callable[[], bool]) -> None:
        del should_continue
        if submit == 1:
            raise ArithmeticError
        done.set()

    latest = LatestJob(work)
    latest.submit(1)
    while latest._runs:
        Event().wait(0.001)
    latest.submit(2)
    assert done.wait(30)
