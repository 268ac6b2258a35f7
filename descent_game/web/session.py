"""One game in one tab: a process that is given little, and that ends with its tab."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual_serve.app_service import AppService

WIDTHS = (20, 320)
HEIGHTS = (8, 120)
"""Sizes of a terminal in characters; beyond them a screen takes seconds to draw."""
ABSURD = 2_000
"""No window has so many columns or rows: whoever asks for them is refused."""
PATIENCE = 3.0
"""Seconds that a game has to end by itself when its tab is closed."""
PASSED_ON = (
    "PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR",
    "DESCENT_PACKS",
)  # fmt: skip
"""What of the server's environment a game may see; the rest may hold secrets."""


def clamped(width: int, height: int) -> tuple[int, int]:
    """Return a size in characters that a screen can be drawn in."""
    return (
        min(max(width, WIDTHS[0]), WIDTHS[1]),
        min(max(height, HEIGHTS[0]), HEIGHTS[1]),
    )


def is_size(width: object, height: object) -> bool:
    """Tell whether two numbers can be the size of a window at all."""
    return all(isinstance(n, int) and 1 <= n < ABSURD for n in (width, height))


class Session(AppService):
    """A game whose record lies in ``folder``; the server talks to it through pipes."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        super().__init__(command="", **settings)
        self.folder = folder

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {
            **{name: os.environ[name] for name in PASSED_ON if name in os.environ},
            "DESCENT_HOME": str(self.folder),
            "HOME": str(self.folder),
            "TERM": "xterm-256color",
            "TEXTUAL_DRIVER": "descent_game.web.guest:GuestDriver",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLUMNS": str(width),
            "ROWS": str(height),
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "descent_game.web.guest",
            stdin=PIPE, stdout=PIPE, stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )  # fmt: skip
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the game draws until it ends, and then close the tab's connection."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """End the game: it is asked to, and where it does not answer it is killed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), PATIENCE)
        if self._process is not None:
            await _end(self._process)


async def _end(process: Process) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), PATIENCE)
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
