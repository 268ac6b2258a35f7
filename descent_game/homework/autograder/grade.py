"""Finds the libraries packed for this Python, and grades."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "site" / f"{sys.version_info[0]}.{sys.version_info[1]}")]

from descent_game.homework.autograder.runner import check, run  # noqa: E402 - found just now

if __name__ == "__main__":
    root = sys.argv[1]
    if root == "--check":
        check(HERE)
    else:
        run(Path(root))
