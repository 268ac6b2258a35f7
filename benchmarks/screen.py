"""How quick the screen is in a real pseudo-terminal, beside a trivial app."""

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measure import ratio_of, report

COLUMNS, ROWS = 120, 40
ROUNDS, PRESSES, MOVES = 6, 30, 6
STARTS = 7
QUIET, WHOLE = 0.004, 0.05
"""Seconds without output after which a frame, or that of a move with its chart, is whole."""

PAUSE = 0.03
"""Seconds between key presses, as a held key repeats: both apps draw at most 60 frames a second."""

KEY_BUDGET, MOVE_BUDGET, START_BUDGET = 1.5, 4.0, 1.1
MEMORY_BUDGET = 80.0
"""Megabytes."""

TRIVIAL = """
import numpy
from textual.app import App
from textual.widgets import Static
class Trivial(App):
    BINDINGS = [("left", "turn(5)"), ("right", "turn(-5)")]
    heading = 0
    def compose(self):
        yield Static("heading 0   READY", id="line")
    def action_turn(self, by):
        self.heading += by
        self.query_one("#line").update(f"heading {self.heading}")
Trivial().run()
"""

GAME = """
from descent_game.cli.main import main
main(["play", "first-light"])
"""


class Terminal:
    """A Python program on a pseudo-terminal."""

    def __init__(self, code: str, home: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environment = {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "DESCENT_HOME": home,
            "TEXTUAL_ANIMATIONS": "none",
        }
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        os.close(slave)

    def read_until(self, text: str) -> float:
        """Return the seconds since the start at which a text has been written."""
        written, deadline = "", time.perf_counter() + 30.0
        while text not in plain(written):
            if time.perf_counter() > deadline:
                raise RuntimeError(f"no {text!r} on the screen: {plain(written)[-500:]!r}")
            if select.select([self.master], [], [], 0.05)[0]:
                written += os.read(self.master, 1 << 16).decode(errors="replace")
        return time.perf_counter() - self.began

    def drain(self, seconds: float) -> None:
        """Read until nothing has come for some time."""
        while select.select([self.master], [], [], seconds)[0]:
            os.read(self.master, 1 << 16)

    def press(self, keys: str, quiet: float = QUIET) -> float:
        """Return the seconds from a key press to the last byte of its frame."""
        start = time.perf_counter()
        os.write(self.master, keys.encode())
        last = start
        while select.select([self.master], [], [], 1.0 if last == start else quiet)[0]:
            os.read(self.master, 1 << 16)
            last = time.perf_counter()
        return last - start

    def megabytes(self) -> float:
        """Return the resident memory, where the system tells it."""
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text() if status.exists() else "")
        return int(found[1]) / 1024 if found else float("nan")

    def close(self) -> None:
        """End the program."""
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def plain(written: str) -> str:
    """Return terminal output without its escape sequences."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)


def begun(code: str, home: str) -> Terminal:
    """Return the game or the trivial app, ready for keys."""
    terminal = Terminal(code, home)
    terminal.read_until("Play" if code is GAME else "READY")
    terminal.drain(0.5)
    if code is GAME:
        os.write(terminal.master, b"\r")
        terminal.read_until("promise")
        terminal.drain(0.5)
    return terminal


def key(terminal: Terminal) -> float:
    """Return the median seconds of key presses, there and back again."""
    times = []
    for number in range(PRESSES):
        times.append(terminal.press("\x1b[D" if number < PRESSES / 2 else "\x1b[C"))
        time.sleep(PAUSE)
    return statistics.median(times)


def moves(code: str, home: str) -> float:
    """Return the median seconds of the first moves of a game, or of keys of the trivial app."""
    terminal = begun(code, home)
    try:
        times = []
        for _ in range(MOVES):
            times.append(terminal.press("\r" if code is GAME else "\x1b[D", WHOLE))
            terminal.drain(0.3)
        return statistics.median(times)
    finally:
        terminal.close()


def start(code: str, text: str, home: str) -> float:
    """Return the seconds from the start to a first frame that shows a text."""
    terminal = Terminal(code, home)
    try:
        return terminal.read_until(text)
    finally:
        terminal.close()


def main() -> None:
    """Print the figures of the screen."""
    with tempfile.TemporaryDirectory() as home:
        ours, theirs = begun(GAME, home), begun(TRIVIAL, home)
        keys = ratio_of(lambda: key(ours), lambda: key(theirs), ROUNDS)
        memory = ours.megabytes()
        for terminal in (ours, theirs):
            terminal.close()
    report(f"a key press to its frame at {COLUMNS}x{ROWS} / a trivial app", keys, KEY_BUDGET)
    found = ratio_of(partial(in_new_home, moves, GAME), partial(in_new_home, moves, TRIVIAL), 4)
    report("a move to its frame, chart included / a trivial app's key", found, MOVE_BUDGET)
    found = ratio_of(
        partial(in_new_home, start, GAME, "Play"), partial(in_new_home, start, TRIVIAL, "READY"),
        STARTS,
    )  # fmt: skip
    report("start to first frame / a trivial app with numpy", found, START_BUDGET)
    report("resident memory in play", memory, MEMORY_BUDGET, "MB")


def in_new_home(measured: Callable[..., float], *arguments: str) -> float:
    """Return a figure that is taken where nobody has played before."""
    with tempfile.TemporaryDirectory() as home:
        return measured(*arguments, home)


if __name__ == "__main__":
    main()
