"""A seeded monkey at the screen for minutes: ``python -m benchmarks.monkey [SECONDS] [SEED]``.

Any exception of the app ends it with its traceback; memory is told once a minute and has to stay
flat.
"""

import asyncio
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from descent_game.tui.app import DescentApp
from tests.tui.monkey import leave, play_like_a_monkey

ACTS = 50
"""Acts between two looks at the clock."""


def megabytes() -> float:
    """Return the resident memory of this process, NaN where the system does not tell it."""
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


async def play(seconds: float, seed: int) -> None:
    """Let the monkey play for so long."""
    app, began, acts, told = DescentApp(), time.monotonic(), 0, 0.0
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(1.0)
        while (passed := time.monotonic() - began) < seconds:
            await play_like_a_monkey(pilot, seed + acts, ACTS)
            await leave(pilot)
            acts += ACTS
            if passed - told >= 60.0:
                told = passed
                print(f"{passed:6.0f} s  {acts:6d} acts  {megabytes():6.0f} MB", flush=True)
    print(f"{seconds:6.0f} s  {acts:6d} acts  {megabytes():6.0f} MB  no exception")


def main() -> None:
    """Play in a record of its own."""
    given = [int(text) for text in sys.argv[1:3]]
    seconds, seed = [*given, *(600, 1)[len(given) :]]
    with tempfile.TemporaryDirectory() as home:
        os.environ["DESCENT_HOME"] = home
        asyncio.run(play(seconds, seed))


if __name__ == "__main__":
    main()
