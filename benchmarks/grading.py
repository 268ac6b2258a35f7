"""What grading costs and whether it is fair: a synthetic class of 2,000 students x 10 levels.

``python -m benchmarks.grading [FOLDER]`` makes the class (kept in FOLDER, else thrown away), grades
it in order, shuffled and in two processes, and prints figures. It also checks that the points that
each student sees at submit are the grader's.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.classes import STUDENTS, write_class
from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.homework.bulk import grade_all
from descent_game.homework.consolidation import consolidate
from descent_game.homework.exports.results_csv import results_csv
from descent_game.homework.grading import grade
from descent_game.homework.submission_files import SubmissionFile


def graded_csv(paths: Sequence[Path], assignment: Assignment, jobs: int) -> tuple[str, float]:
    """Return the table of a class, and how many milliseconds a submission took.

    With one job that is time on the processor, which other programs do not stretch.
    """
    found = (SubmissionFile(path.name, path.read_bytes()) for path in paths)
    clock = time.process_time if jobs == 1 else time.perf_counter
    start = clock()
    result = consolidate(grade_all(found, assignment, jobs), assignment)
    spent = 1e3 * (clock() - start) / len(paths)
    return results_csv(result.results, assignment), spent


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder: Path) -> None:
    """Print every figure of a class in a folder."""
    assignment = read_assignment(folder / "hw1.toml")
    paths = sorted((folder / "submissions").glob("*.json"))
    games = sum(path.read_bytes().count(b'"level":') for path in paths)
    print(f"{len(paths)} submissions of {games / len(paths):.1f} games")
    few, _ = paths[:200], graded_csv(paths[:200], assignment, 1)
    before = peak_megabytes()
    print(f"peak memory after {len(few)} submissions: {before:.0f} MB")
    ordered, spent = graded_csv(paths, assignment, 1)
    print(f"{1e3 / spent:.0f} submissions a second on one processor")
    print(f"peak memory after {len(paths)}: {peak_megabytes():.0f} MB")
    shuffled = random.Random(1).sample(paths, len(paths))
    print("same table for shuffled files:", graded_csv(shuffled, assignment, 1)[0] == ordered)
    parallel, spent = graded_csv(shuffled, assignment, 2)
    print("same table for shuffled files in two processes:", parallel == ordered)
    print(f"two processes, by the clock: {1e3 / spent:.0f} submissions a second")
    rows = {line.split(",")[0]: line.split(",")[2] for line in ordered.splitlines()[1:]}
    seen = [grade(path.read_bytes(), read_assignment(folder / "hw1.toml")) for path in paths[:20]]
    seen += [grade(path.read_bytes(), assignment) for path in paths[20:]]
    same = sum(f"{each.points:.4f}" == rows[each.student] for each in seen)
    print(f"points at submit are the grader's: {same} of {len(paths)}")


def main() -> None:
    """Make a class and measure."""
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        if not (folder / "hw1.toml").exists():
            write_class(folder, STUDENTS)
        measure(folder)
        return
    measure_new(STUDENTS)


def measure_new(students: int) -> None:
    """Make a class, measure, and throw it away."""
    with tempfile.TemporaryDirectory() as name:
        write_class(Path(name), students)
        measure(Path(name))


if __name__ == "__main__":
    main()
