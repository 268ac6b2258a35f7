"""How long a command takes as a whole process, beside a bare Python."""

import subprocess
import sys
from functools import partial

from benchmarks.measure import median_seconds, report

BUDGET = 100.0
"""Milliseconds, median, for ``descent --version``."""


def run(*arguments: str) -> None:
    """Run a process to its end."""
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)


def main() -> None:
    """Print the figures of the commands."""
    bare = 1e3 * median_seconds(partial(run, "-c", ""), repeats=15)
    version = 1e3 * median_seconds(partial(run, "-m", "descent_game", "--version"), repeats=15)
    report("descent --version", version, BUDGET, "ms")
    print(
        f"{'  (bare Python, and how many times that)':<52}{bare:9.2f} ms    {version / bare:.1f}x"
    )


if __name__ == "__main__":
    main()
