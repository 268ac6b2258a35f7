"""The class report as files: one page for the class, one for each student."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from descent_game.homework.assignment import Assignment
from descent_game.homework.consolidation import ClassResult
from descent_game.homework.grading import RefusedError, play_again
from descent_game.homework.report.charts import distribution
from descent_game.homework.report.facts import Facts
from descent_game.homework.report.games import game_section
from descent_game.homework.report.levels import all_paths, level_table, mistakes, question_table
from descent_game.homework.result_text import late_words, level_words, points_words
from descent_game.homework.results import Graded, GradedLevel, Status
from descent_game.homework.submission import SubmissionError, read_submission
from descent_game.homework.submission_files import SubmissionFile
from descent_game.level.schema import Level
from descent_game.player.files import write_whole
from descent_game.rendering.html import escaped, page, table

INDEX = "index.html"
_UNVERIFIED = (
    "<p class='unverified soft'>* As the student's own machine reported it, which nothing "
    "verifies: hints, answers before the game, times of play. Stars, turns and points are "
    "verified: every game was played again.</p>"
)
PATHS = (
    "Every game on the published map: variants are mirrored back and begin at the published start, "
    "but keep their own steepness. Full lines reached the goal, dashed ones did not. The ring is "
    "the start."
)
ALIKE = (
    "A figure to look into, not a finding of guilt: short plays and good ideas are found twice. "
    "The same moves on different maps say more than on one map; common plays say little."
)


def write_report(
    result: ClassResult,
    folder: Path,
    found: Iterable[SubmissionFile],
    progress: Callable[[int], None] = lambda count: None,
) -> None:
    """Write the report into a folder, each page whole or not at all.

    Args:
        result: The results of the class.
        folder: Where to write; it is made where it is missing.
        found: The submissions, which are read once more.
        progress: Called with the number of pages written since the last call.

    Raises:
        OSError: A page cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = {graded.source: (k, graded) for k, graded in enumerate(result.graded, start=1)}
    for each in found:
        if each.source in pages:
            number, graded = pages[each.source]
            write_whole(folder / student_page(number), _student(result, graded, each.content))
            progress(1)
    write_whole(folder / INDEX, class_page(result))


def student_page(number: int) -> str:
    """Return the name of a student's page; it depends on no text that a student chose."""
    return f"student-{number:04d}.html"


def class_page(result: ClassResult) -> str:
    """Return the page of the class."""
    title = result.assignment.file.title
    levels = _by_level(result.assignment, result.graded)
    points = sorted(graded.points for graded in result.graded)
    body = [
        f"<h1>{escaped(title)}</h1><p class='lead'>{escaped(result.assignment.file.course)}</p>",
        f"<p>{escaped(_counts(result))}</p>",
        f"<h2>Points</h2><p>{escaped(_mean_and_median(points, result.assignment.max_points))}</p>",
        distribution(points, result.assignment.max_points),
        f"<h2>Levels</h2>{level_table(levels)}",
        f"<h2>Questions</h2>{question_table(levels)}{_UNVERIFIED}",
        f"<h2>Commonest mistakes</h2>{_list(mistakes(levels))}",
        f"<h2>All paths, level by level</h2><p class='soft'>{escaped(PATHS)}</p>",
        f'<div class="maps">{"".join(all_paths(level, games) for level, games in levels)}</div>',
        *_attention(result),
        f"<h2>Students</h2>{_students(result)}",
    ]
    return page(f"{title}: class report", body, style=_asset("report.css"))


def _student(result: ClassResult, graded: Graded, content: bytes) -> str:
    title = f"{graded.student}: {result.assignment.file.title}"
    body = [
        f'<p><a href="{INDEX}">The class</a></p><h1>{escaped(graded.student)}</h1>',
        f"<p class='lead'>{escaped(points_words(graded.points, graded.max_points))} points; "
        f"{escaped(late_words(graded))}. Submission: {escaped(graded.source)}</p>",
        _list(graded.notes) if graded.notes else "",
        *_games(result.assignment, graded, content),
        _UNVERIFIED,
    ]
    return page(title, body, style=_asset("report.css"), script=_asset("step.js"))


def _games(assignment: Assignment, graded: Graded, content: bytes) -> Iterable[str]:
    try:
        submission = read_submission(content)
    except SubmissionError as error:
        yield f"<p class='refused'>{escaped(error)}</p>"
        return
    for level, result in zip(assignment.levels, graded.levels, strict=True):
        wanted = (
            each
            for each in submission.attempts
            if (each.level, each.number) == (level.id, result.number)
        )
        attempt = next(wanted, None)
        if attempt is None:
            yield f"<h3>{escaped(level.title)}</h3><p>{escaped(level_words(result))}</p>"
            continue
        try:
            game = play_again(attempt, assignment, submission.student, level)
        except RefusedError as error:
            yield f"<h3>{escaped(level.title)}</h3><p class='refused'>{escaped(error)}</p>"
        else:
            yield game_section(game, _notes(result))


def _notes(result: GradedLevel) -> Iterable[str]:
    yield escaped(
        f"{points_words(result.points, result.max_points)} points. {level_words(result)}."
    )
    if result.hints:
        yield f"<span class='unverified'>{escaped(f'Hints used: {result.hints}*')}</span>"


def _by_level(assignment: Assignment, results: Sequence[Graded]) -> list[tuple[Level, list[Facts]]]:
    games: dict[str, list[Facts]] = {level.id: [] for level in assignment.levels}
    for graded in results:
        for facts in graded.facts:
            games[facts.level].append(facts)
    return [(level, games[level.id]) for level in assignment.levels]


def _attention(result: ClassResult) -> Iterable[str]:
    """Yield a section for each kind of thing that the instructor has to look at."""
    lists: tuple[tuple[str, Sequence[str]], ...] = (
        ("Not graded", [f"{each.source}: {each.reason}" for each in result.refused]),
        ("Set aside: the student has another that counts", [e.source for e in result.set_aside]),
        ("Not on the roster", result.unmatched),
        ("Several on the roster could be meant", result.ambiguous),
        ("On the roster, nothing handed in", result.missing),
        ("Attempts that were refused", list(_refusals(result))),
    )
    for title, lines in lists:
        if lines:
            yield f"<h2>{escaped(title)} ({len(lines)})</h2>{_list(lines[:200])}"
    if result.similar:
        yield (
            f"<h2>Games that look alike</h2><p>{escaped(ALIKE)}</p>"
            f"{_list([str(each) for each in result.similar[:200]])}"
        )


def _refusals(result: ClassResult) -> Iterable[str]:
    for graded in result.graded:
        for level in graded.levels:
            for reason in level.reasons:
                yield f"{graded.student}, {level.title}: {reason}"


def _students(result: ClassResult) -> str:
    pages = {id(graded): student_page(k) for k, graded in enumerate(result.graded, start=1)}
    rows = []
    for graded in result.results:
        name = escaped(graded.student or graded.source)
        if graded.status is Status.GRADED:
            name = f'<a href="{pages[id(graded)]}">{name}</a>'
        stars = " ".join(str(level.stars) for level in graded.levels)
        rows.append(
            [name, escaped(graded.status), escaped(points_words(graded.points, graded.max_points)),
             escaped(stars), escaped(late_words(graded))]
        )  # fmt: skip
    return table(("Student", "Status", "Points", "Stars by level", "Lateness"), rows)


def _counts(result: ClassResult) -> str:
    parts = [f"{len(result.graded)} submissions graded"]
    for count, words in (
        (len(result.refused), "not readable as submissions"),
        (len(result.set_aside), "set aside"),
        (len(result.missing), "missing"),
    ):
        parts += [f"{count} {words}"] if count else []
    return ", ".join(parts) + "."


def _mean_and_median(points: Sequence[float], max_points: float) -> str:
    if not points:
        return "Nothing was graded."
    mean, median = statistics.fmean(points), statistics.median(points)
    middle = f"Mean {mean:.1f}, median {median:.1f}, of {max_points:g}."
    return f"{middle} How many students have how many:"


@cache
def _asset(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escaped(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else "<p>None.</p>"
