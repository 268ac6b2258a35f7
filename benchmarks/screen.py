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
from pathlib import Path

from benchmarks.measure import report

COLUMNS, ROWS = 120, 40
PRESSES = 200
STARTS = 7
QUIET = 0.004
"""Seconds without output after which a frame is taken to be whole."""

PAUSE = 0.03
"""Seconds between key presses, as a held key repeats: both apps draw at most 60 frames a second."""

KEY_BUDGET, KEY_RATIO = 10.0, 3.0
"""Milliseconds at the 95th percentile, and how many times the trivial app."""
START_RATIO = 1.3
MEMORY_BUDGET = 120.0
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
        environment = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "DESCENT_HOME": home}
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

    def press(self, keys: str) -> float:
        """Return the seconds from a key press to the last byte of its frame."""
        start = time.perf_counter()
        os.write(self.master, keys.encode())
        last = start
        while select.select([self.master], [], [], 1.0 if last == start else QUIET)[0]:
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


def pressed(terminal: Terminal) -> list[float]:
    """Return the milliseconds of many key presses, there and back again."""
    times = []
    for number in range(PRESSES):
        times.append(1e3 * terminal.press("\x1b[D" if number % 40 < 20 else "\x1b[C"))
        time.sleep(PAUSE)
    return times


def keys_and_memory(code: str, home: str, *, game: bool) -> tuple[list[float], float]:
    """Return the milliseconds of key presses and the megabytes of an app in use."""
    terminal = Terminal(code, home)
    try:
        terminal.read_until("Play" if game else "READY")
        terminal.drain(0.5)
        if game:
            os.write(terminal.master, b"\r")
            terminal.read_until("promise")
            terminal.drain(0.5)
        return pressed(terminal), terminal.megabytes()
    finally:
        terminal.close()


def start(code: str, text: str, home: str) -> float:
    """Return the milliseconds from the start to a first frame that shows a text."""
    terminal = Terminal(code, home)
    try:
        return 1e3 * terminal.read_until(text)
    finally:
        terminal.close()


def main() -> None:
    """Print the figures of the screen."""
    with tempfile.TemporaryDirectory() as home:
        ours, memory = keys_and_memory(GAME, home, game=True)
        theirs, _ = keys_and_memory(TRIVIAL, home, game=False)
        starts = [(start(GAME, "Play", home), start(TRIVIAL, "READY", home)) for _ in range(STARTS)]
    ours_late, theirs_late = (statistics.quantiles(t, n=20)[-1] for t in (ours, theirs))
    report("key to frame at 120x40, 95th percentile", ours_late, KEY_BUDGET, "ms")
    report("  the same in trivial apps", ours_late / theirs_late, KEY_RATIO, "x")
    print(
        f"  medians: {statistics.median(ours):.2f} ms, trivial {statistics.median(theirs):.2f} ms"
    )
    mine, other = (statistics.median(pair[k] for pair in starts) for k in (0, 1))
    report("start to first frame, in trivial apps with numpy", mine / other, START_RATIO, "x")
    print(f"  medians: {mine:.0f} ms, trivial {other:.0f} ms")
    report("resident memory in play", memory, MEMORY_BUDGET, "MB")


if __name__ == "__main__":
    main()
