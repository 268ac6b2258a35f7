"""The game in a real pseudo-terminal, from its first screen to its exit status."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.levels_for_tests import make_level

SIZE = (24, 80)
SECONDS = 30.0


class Terminal:
    """A program on a pseudo-terminal of 80x24, with all that it has written."""

    def __init__(self, arguments: list[str], **environment: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "DESCENT_ANIMATIONS": "none",
                **environment,
            },
            start_new_session=True,
        )
        os.close(slave)
        self.output = ""

    def wait_for(self, text: str) -> None:
        """Read until a text has been written since the last wait."""
        deadline, written = time.monotonic() + SECONDS, ""
        while text not in written:
            assert time.monotonic() < deadline, f"no {text!r} in {written[-2000:]!r}"
            written += self._read()

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def finish(self) -> int:
        """Read to the end and return the exit status."""
        deadline = time.monotonic() + SECONDS
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "the program did not end"
            self._read()
        return self.process.returncode

    def close(self) -> None:
        """End the program, if it has not ended by itself."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)

    def _read(self) -> str:
        ready, _, _ = select.select([self.master], [], [], 0.1)
        if not ready:
            return ""
        try:
            text = os.read(self.master, 65536).decode(errors="replace")
        except OSError:  # the other end is closed
            return ""
        self.output += text
        return text


PLAY = """
import sys
from pathlib import Path
from descent_game.level.loading import read_level
from descent_game.tui.app import DescentApp
app = DescentApp(read_level(Path(sys.argv[1])))
app.run()
sys.exit(app.return_code)
"""


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "xterm"}])
def test_a_level_is_played_to_its_end(tmp_path: Path, environment: dict[str, str]) -> None:
    level = make_level(tmp_path, goal="loss = 12.0")
    home = {"DESCENT_HOME": str(tmp_path / "home")}
    terminal = Terminal(["-c", PLAY, str(level.path)], **home, **environment)
    try:
        terminal.wait_for("A brief.")
        terminal.press("\r")
        terminal.wait_for("LAST MOVE")
        terminal.press("g")
        terminal.wait_for("38.7")
        for _ in range(4):
            terminal.press("\x1b[A")
        terminal.press("\r")
        terminal.wait_for("Goal reached after 1 turn")
        terminal.press("q")
        assert terminal.finish() == 0
        assert "Traceback" not in terminal.output
    finally:
        terminal.close()


def test_a_game_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    level = make_level(tmp_path)
    arguments = ["-m", "descent_game", "play", str(level.path)]
    home = {"DESCENT_HOME": str(tmp_path / "home")}
    terminal = Terminal(arguments, **home)
    try:
        terminal.wait_for("A brief.")
        terminal.press("\r")
        terminal.wait_for("LAST MOVE")
        for turn in (2, 3):
            terminal.press("\r")
            terminal.wait_for(f"turn {turn} of 14")
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.process.wait()
    finally:
        terminal.close()
    again = Terminal(arguments, **home)
    try:
        again.wait_for("turn 3 of 14")
        again.press("q")
        assert again.finish() == 0
    finally:
        again.close()
