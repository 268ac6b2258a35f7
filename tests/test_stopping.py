"""Signals that ask to end: which there are, who hears of them, and what status follows."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from descent_game.processes import completed
from descent_game.stopping import Stopped, ending_signals, handled
from tests.signals import heed_signals


def test_a_platform_that_lacks_signals_is_asked_for_none_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(signal, "SIGHUP", raising=False)
    monkeypatch.delattr(signal, "SIGQUIT", raising=False)
    assert ending_signals() == [signal.SIGINT, signal.SIGTERM]


def test_a_signal_that_the_process_was_started_to_ignore_stays_ignored() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with handled(heard.append):
            os.kill(os.getpid(), signal.SIGHUP)
            os.kill(os.getpid(), signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)
    assert heard == [signal.SIGTERM]


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no signals to threads here")
def test_a_signal_to_another_thread_ends_the_wait_for_processes() -> None:
    future: Future[None] = Future()
    over = threading.Event()

    def get_the_signal() -> None:
        until(lambda: bool(future._waiters))
        signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
        over.wait(30.0)
        future.set_result(None)

    def handler(number: int) -> None:
        raise Stopped(number)

    thread = threading.Thread(target=get_the_signal)
    with handled(handler):
        thread.start()
        with pytest.raises(Stopped):
            list(completed([future]))
    assert not future.done()
    over.set()
    thread.join()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_a_command_that_reads_ends_with_the_status_of_the_signal(name: str) -> None:
    number = getattr(signal, name)
    process = subprocess.Popen(
        [sys.executable, "-m", "descent_game", "play", "--plain", "first-light"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=heed_signals,  # noqa: PLW1509 - tests run no threads
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert errors == b""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see processes")
def test_a_check_in_several_processes_ends_at_once_and_takes_them_along() -> None:
    levels = str(Path(__file__).parents[1] / "levels" / "3-finite-steps")
    command = ["level", "check", levels, "--jobs", "2", "--seeds", "1000"]
    process = subprocess.Popen(
        [sys.executable, "-m", "descent_game", *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=heed_signals,  # noqa: PLW1509 - tests run no threads
    )  # fmt: skip
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    try:
        until(lambda: len(children.read_text(encoding="ascii").split()) >= 3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143
    finally:
        process.kill()
        process.wait()
    until(lambda: not has_members(process.pid))


def has_members(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30.0
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="Windows has no pthread_kill")
def test_a_signal_that_was_only_noted_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    again = threading.Event()

    def send(thread: int, number: int) -> None:
        sent.append(number)
        again.set()

    monkeypatch.setattr(signal, "pthread_kill", send)
    handled_by: list[int] = []
    with handled(handled_by.append):
        descriptor = signal.set_wakeup_fd(-1)
        signal.set_wakeup_fd(descriptor, warn_on_full_buffer=False)
        os.write(descriptor, bytes([signal.SIGTERM]))  # as if it had come before a read
        assert again.wait(30.0)
    assert set(sent) == {signal.SIGTERM}
    assert handled_by == []
