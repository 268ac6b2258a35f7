"""How long a command takes as a whole process, beside a bare Python."""

import subprocess
import sys
from functools import partial

from benchmarks.measure import ratio, report

BUDGET = 3.0


def run(*arguments: str) -> None:
    """Run a process to its end."""
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)


def main() -> None:
    """Print the figure of ``descent --version``."""
    found = ratio(partial(run, "-m", "descent_game", "--version"), partial(run, "-c", ""), 21)
    report("descent --version / a bare Python", found, BUDGET)


if __name__ == "__main__":
    main()
