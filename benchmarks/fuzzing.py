"""Fresh inputs for every parser: ``python -m benchmarks.fuzzing [COUNT] [ZIPS] [SEED] [NAME...]``.

Sound files are of a usual size (a class of 200, thirty moves), and time is the processor's.
An input may be refused by a ``DescentError`` and nothing else. What is printed of each parser: how
many inputs it took and refused, and how many times longer than a sound file the slowest one took.
An input that raises or takes more than ``MOST`` times as long is kept in the folder that is named.
"""

import os
import random
import statistics
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from descent_game.errors import DescentError
from descent_game.homework.bulk import grade_all
from descent_game.homework.submission_files import find_submissions
from tests.fuzzing import Parser, changed, parsers
from tests.homework.classes import make_assignment, submission_of
from tests.homework.hostile_zips import hostile_zips

MOST = 50.0
"""Times of a sound file that any input may take."""
REPEATS = 20
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
"""Where files cost nothing, so that what is measured is the parser."""


def main() -> None:
    """Try all of them."""
    numbers = [int(word) for word in sys.argv[1:4]]
    count, zips, seed = (*numbers, *(20_000, 1_000, 1)[len(numbers) :])
    kept = Path(tempfile.mkdtemp(prefix="fuzzing-"))
    os.environ |= {"DESCENT_HOME": str(kept / "home"), "DESCENT_PACKS": "off"}
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        for parser in parsers(Path(folder)):
            if not sys.argv[4:] or parser.name in sys.argv[4:]:
                print(fuzzed(parser, count, seed, kept), flush=True)
    if zips:
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            print(zipped(Path(folder), zips, kept), flush=True)
    print(f"what failed is in {kept}")


def fuzzed(parser: Parser, count: int, seed: int, kept: Path) -> str:
    """Return in a line what became of so many inputs of a parser."""
    usual = statistics.median(
        _seconds(parser, sound)[0] for sound in parser.sound for _ in range(REPEATS)
    )
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        content = changed(parser.sound, random.Random(f"{parser.name}/{seed}/{number}"))
        seconds, outcome = _seconds(parser, content)
        if seconds > MOST * usual:  # once more: memory may have been collected meanwhile
            seconds = min(seconds, _seconds(parser, content)[0])
        slowest = max(slowest, seconds)
        outcomes[outcome] += 1
        if outcome not in ("taken", "refused") or seconds > MOST * usual:
            (kept / f"{parser.name}-{number}".replace(" ", "-")).write_bytes(content)
    found = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(outcomes.items()))
    return (
        f"{parser.name}: {found}; usual {usual * 1000:.2f} ms, slowest {slowest / usual:.1f} times"
    )


def _seconds(parser: Parser, content: bytes) -> tuple[float, str]:
    start, outcome = time.process_time(), "taken"
    try:
        parser.run(content)
    except DescentError as error:
        str(error.shown).encode(errors="surrogatepass")
        outcome = "refused"
    except Exception as error:
        outcome = f"RAISED {type(error).__name__}"
        print(parser.name, traceback.format_exc(limit=-3), flush=True)
    return time.process_time() - start, outcome


def zipped(folder: Path, count: int, kept: Path) -> str:
    """Return in a line what became of so many hostile zip files."""
    (folder / "hw").mkdir()
    assignment = make_assignment(folder / "hw")
    honest = submission_of(assignment, "ada")
    place, usual, slowest, lost = folder / "z.zip", 0.0, (0.0, ""), 0
    for number, hostile in enumerate(hostile_zips(count, honest)):
        place.write_bytes(hostile.content)
        start = time.process_time()
        points = [each.points for each in grade_all(find_submissions([place]), assignment)]
        seconds = (time.process_time() - start) / max(1, len(points))
        usual = usual or seconds
        slowest = max(slowest, (seconds, hostile.kind))
        if hostile.whole and not any(points):
            lost += 1
            (kept / f"{number}.zip").write_bytes(hostile.content)
    times = slowest[0] / usual
    return (
        f"zip files: {count:,}, {lost} without their honest member; the slowest took {times:.1f}"
        f" times as long a member as the first ({slowest[1]})"
    )


if __name__ == "__main__":
    main()
