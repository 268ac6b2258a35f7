"""The process of the game in one tab: it has few environment variables, and ends with its tab."""

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
"""Limits on a terminal's columns and rows; a larger screen takes seconds to draw."""
MAX_REQUESTED = 2_000
"""A request for so many columns or rows is refused: no window has them."""
END_SECONDS = 3.0
"""How long a game may take to end by itself when its tab is closed."""
PASSED_VARIABLES = (
    "PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR",
    "DESCENT_PACKS",
)  # fmt: skip
"""Environment variables that a game inherits from the server; the others may hold secrets."""


def clamped(width: int, height: int) -> tuple[int, int]:
    """Return a size in characters, limited to ``WIDTHS`` and ``HEIGHTS``."""
    return (
        min(max(width, WIDTHS[0]), WIDTHS[1]),
        min(max(height, HEIGHTS[0]), HEIGHTS[1]),
    )


def is_valid_size(width: object, height: object) -> bool:
    """Return whether two values can be the columns and rows of a window."""
    return all(isinstance(n, int) and 1 <= n < MAX_REQUESTED for n in (width, height))


class GameProcess(AppService):
    """A game whose record is in ``folder``, connected to the server by pipes."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        super().__init__(command="", **settings)
        self.folder = folder

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {
            **{name: os.environ[name] for name in PASSED_VARIABLES if name in os.environ},
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
        """Send the game's output to the tab until it ends, then close the connection."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """Ask the game to end; kill it after ``END_SECONDS``."""
        with suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), END_SECONDS)
        if self._process is not None:
            await _end(self._process)


async def _end(process: Process) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), END_SECONDS)
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
