"""A program on a pseudo-terminal."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from functools import partial

from tests.signals import heed_signals

SIZE = (24, 80)
SECONDS = 30.0
COMMAND = re.compile(r"\x1b\[[0-9;?<>=$]*[A-Za-z]")
MODES = re.compile(r"\x1b\[\?([0-9;]+)([hl])")


def _begin(controlling: bool) -> None:
    heed_signals()
    if controlling:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """Runs Python with ``arguments`` on 80x24 cells; ``output`` is all that it has written.

    ``sign_width`` is how many columns the terminal draws a sign of ambiguous width: it answers the
    question for the cursor's place so, and with None not at all. Only of a ``controlling`` terminal
    a process is told by SIGHUP that it has gone.
    """

    def __init__(
        self,
        arguments: list[str],
        environment: Mapping[str, str] | None = None,
        sign_width: int | None = None,
        controlling: bool = True,
    ) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self._attributes = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "DESCENT_ANIMATIONS": "none",
                "DESCENT_TOUR": "done",
                **(environment or {}),
            },
            start_new_session=True,
            preexec_fn=partial(_begin, controlling),  # noqa: PLW1509 - tests run no threads
        )
        os.close(slave)
        self.output = ""
        self._sign_width = sign_width

    def wait_for(self, text: str) -> str:
        """Read until a text has been written since the last wait; return what was read.

        The text stands in one row, in any style.
        """
        deadline, written = time.monotonic() + SECONDS, ""
        while text not in COMMAND.sub("", written):
            assert time.monotonic() < deadline, f"no {text!r} in {written[-3000:]!r}"
            written += self._read()
        return written

    def press(self, keys: str) -> None:
        """Type, all in one write."""
        os.write(self.master, keys.encode())

    def finish(self) -> int:
        """Read to the end and return the exit status."""
        deadline = time.monotonic() + SECONDS
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "the program did not end"
            self._read()
        while self._read():
            pass
        return self.process.returncode

    def wait_until_stopped(self) -> None:
        """Read until the program has suspended itself."""
        deadline = time.monotonic() + SECONDS
        while os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG) == (0, 0):
            assert time.monotonic() < deadline, "the program did not stop"
            self._read()
        while self._read():
            pass

    def hang_up(self) -> int:
        """Close the terminal, as when its window is closed; return the exit status."""
        os.close(self.master)
        self.master = -1
        return self.process.wait(SECONDS)

    @property
    def text(self) -> str:
        """All that was written, without commands to the terminal."""
        return COMMAND.sub("", self.output)

    @property
    def modes_on(self) -> set[str]:
        """The private modes that were switched on and not off again; 25 is a hidden cursor."""
        on = {"25": False}
        for names, act in MODES.findall(self.output):
            for name in names.split(";"):
                on[name] = (act == "h") != (name in ("25", "7"))
        return {name for name, value in on.items() if value}

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal is set as it was when the program began."""
        return termios.tcgetattr(self.master) == self._attributes and not self.modes_on

    def close(self) -> None:
        """End the program, if it has not ended by itself."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.master >= 0:
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
        if self._sign_width is not None and "\x1b[6n" in text:
            os.write(self.master, f"\x1b[1;{1 + self._sign_width}R".encode())
        return text
