"""Prints every measured budget: ``python -m benchmarks [--only NAME] [--baseline REV]``."""

import argparse
import os

from benchmarks import baseline, editing, losses, rendering, screen, startup

RUNS = {
    "losses": losses.main,
    "map": rendering.main,
    "screen": screen.main,
    "startup": startup.main,
    "editing": editing.main,
}


def main() -> None:
    """Print them all, or those of one name."""
    os.environ.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # commands load compiled modules, as for players
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=(*RUNS, *baseline.RUNS))
    parser.add_argument("--baseline", default=baseline.REVISION, metavar="REV")
    given = parser.parse_args()
    for name, run in RUNS.items():
        if given.only in (None, name):
            run()
    if given.only is None or given.only in baseline.RUNS:
        baseline.measure([given.only] if given.only else list(baseline.RUNS), given.baseline)


if __name__ == "__main__":
    main()
