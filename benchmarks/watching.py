"""How soon ``descent level watch`` shows a save: a file is written, and the frame timed."""

import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.measure import report
from benchmarks.screen import Terminal
from descent_game.catalogue.catalogue import find_level

LEVELS = ("ravine", "rough", "slice-of-a-net")
"""A quick one, one with data, and the one whose check takes longest."""

SAVES = 20
PAUSES = {"now and then": 0.8, "in quick succession": 0.1}
"""Seconds between two saves."""

BUDGET = 200.0
"""Milliseconds from the end of a save to its frame."""

WATCH = """
from descent_game.cli.main import main
main(["level", "watch", {!r}])
"""


def saves(text: str) -> list[tuple[str, str]]:
    """Return texts to be saved, each with a sign that it is shown: a broken one, a good one, ..."""
    broken = [re.sub(r"^w = \[", f'w = ["nosuch{n}", ', text, flags=re.M) for n in range(SAVES)]
    pairs = [((words, f"nosuch{n}"), (text, "can be read")) for n, words in enumerate(broken)]
    return [save for pair in pairs for save in pair][:SAVES]


def watched(level: str, pause: float) -> list[float]:
    """Return the milliseconds from the end of each save to the frame that shows it."""
    source = find_level(level).path
    text = source.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        world = Path(shutil.copytree(source.parent, Path(folder) / source.parent.name))
        file, times = world / source.name, []
        terminal = Terminal(WATCH.format(str(file)), folder)
        try:
            terminal.read_until("can be read")
            for words, sign in saves(text):
                terminal.drain(0.1)
                time.sleep(pause)
                file.write_text(words, encoding="utf-8")
                saved = time.perf_counter() - terminal.began
                times.append(1e3 * (terminal.read_until(sign) - saved))
        finally:
            terminal.close()
    return times


def main() -> None:
    """Print the figures of watching."""
    for level in LEVELS:
        for when, pause in PAUSES.items():
            times = watched(level, pause)
            report(f"{level}: save to frame, {when}", statistics.median(times), BUDGET, "ms")
            print(f"  95th percentile: {statistics.quantiles(times, n=20)[-1]:.0f} ms")


if __name__ == "__main__":
    main()
