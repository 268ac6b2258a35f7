"""Grading one submission: a pure function of its bytes, in which every game is played again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from descent_game.errors import DescentError, LevelError, MoveError, quoted
from descent_game.game.game import Game
from descent_game.game.replay import play_moves
from descent_game.homework.assignment import Assignment, PointsSection
from descent_game.homework.report.facts import Answers, Facts, facts_of
from descent_game.homework.results import Graded, GradedLevel, Status
from descent_game.homework.similarity import fingerprint
from descent_game.homework.submission import (
    Submission,
    SubmissionError,
    SubmittedGame,
    read_submission,
)
from descent_game.level.schema import Level

PLACES = 4
"""Decimals of points."""


class Played(NamedTuple):
    """An attempt that was played again, and its points."""

    submitted: SubmittedGame
    game: Game
    points: float
    right: int


class RefusedError(DescentError):
    """An attempt that earns nothing, and why."""


def grade(
    content: bytes, assignment: Assignment, source: str = "", uploaded: datetime | None = None
) -> Graded:
    """Return the grade of a submission; one that cannot be read is refused, with the reason.

    Args:
        content: The bytes of the file.
        assignment: What it is for.
        source: The name of the file, for reports.
        uploaded: When the platform received it; without it lateness is unknown.
    """
    try:
        submission = read_submission(content)
        if submission.assignment != assignment.file.id:
            wanted = f"{quoted(submission.assignment)}, not {assignment.file.id!r}"
            raise SubmissionError(f"it is for the assignment {wanted}")
    except SubmissionError as error:
        return Graded(source, "", Status.REFUSED, 0.0, assignment.max_points, reason=str(error))
    return grade_submission(submission, assignment, source, uploaded)


def grade_submission(
    submission: Submission,
    assignment: Assignment,
    source: str = "",
    uploaded: datetime | None = None,
) -> Graded:
    """Return the grade of a submission that was read, as ``grade`` does."""
    levels, counting = [], []
    for index, level in enumerate(assignment.levels):
        attempts = [each for each in submission.attempts if each.level == level.id]
        graded, played = _grade_level(assignment, index, submission.student, attempts)
        levels.append(graded)
        counting += [played] if played else []
    late, lost = assignment.lost(submission.student, uploaded)
    earned = sum(level.points for level in levels)
    reported = counting if assignment.collects_facts else []
    facts = tuple(_facts(each, assignment) for each in reported)
    fingerprints = (
        fingerprint(submission.student, e.submitted.level, e.game.seed, e.submitted.moves)
        for e in counting
    )
    return Graded(
        source=source,
        student=submission.student,
        status=Status.GRADED,
        points=round(earned * (1.0 - lost), PLACES),
        max_points=assignment.max_points,
        levels=tuple(levels),
        notes=tuple(_notes(submission, assignment)),
        uploaded=uploaded,
        late=late,
        lost=lost,
        made=submission.made,
        facts=facts,
        fingerprints=tuple(each for each in fingerprints if each),
    )


def play_again(
    submitted: SubmittedGame, assignment: Assignment, student: str, level: Level
) -> Game:
    """Return the game of an attempt, played again.

    Raises:
        RefusedError: The level or the variant is not the assigned one, a move is not allowed, or
            the game was not finished.
    """
    level = _version_of(submitted, assignment.versions[level.id])
    seed = assignment.seed(student, level, submitted.number)
    if submitted.seed != seed:
        raise RefusedError("it was played on another map than the one assigned to this student")
    try:
        game = Game(level, seed, replayed=True)
    except LevelError as error:
        raise RefusedError(f"the map cannot be drawn, which a reroll helps: {error}") from None
    if submitted.parameters != game.variant.parameters:
        raise RefusedError("its parameters are not those of the map")
    if submitted.mirror != game.variant.mirror.name:
        raise RefusedError("its mirror image is not that of the map")
    try:
        play_moves(game, submitted.moves, resigned=submitted.resigned)
    except MoveError as error:
        raise RefusedError(str(error)) from None
    if game.outcome is None:
        raise RefusedError("the game was not finished")
    return game


def points_for(game: Game, answers: Sequence[int], hints: int, rule: PointsSection) -> float:
    """Return the share of its level's points that a game earns, from 0 to 1.

    Args:
        game: The finished game.
        answers: The choices after the game, from 1.
        hints: How many hints were taken.
        rule: How games become points.
    """
    questions = len(game.level.questions)
    for_answers = rule.questions if questions else 0.0
    share = rule.stars[game.stars - 1] if game.stars else 0.0
    if game.player.goal_turn is not None:
        share -= rule.turns * max(0, game.player.goal_turn - game.variant.par)
    share = max(0.0, share) * (1.0 - for_answers)
    if questions:
        share += for_answers * right_answers(game.level, answers) / questions
    return max(0.0, share - rule.hints * hints)


def right_answers(level: Level, answers: Sequence[int]) -> int:
    """Return how many questions were answered right."""
    pairs = zip(level.questions, answers, strict=False)
    return sum(question.answer == answer for question, answer in pairs)


def _facts(played: Played, assignment: Assignment) -> Facts:
    submitted = played.submitted
    answers = Answers(submitted.before, submitted.after)
    start = assignment.starts[played.game.level.id]
    return facts_of(played.game, start, submitted.hints, answers)


def _notes(submission: Submission, assignment: Assignment) -> list[str]:
    known = {level.id for level in assignment.levels}
    others = sorted({each.level for each in submission.attempts} - known)
    notes = [f"level {quoted(name)} is not part of the assignment" for name in others[:5]]
    if submission.assignment_digest != assignment.digest:
        notes.append("made with another version of the assignment file")
    return notes


def _grade_level(
    assignment: Assignment, index: int, student: str, attempts: Sequence[SubmittedGame]
) -> tuple[GradedLevel, Played | None]:
    """Return a level's result and the attempt that counts."""
    assigned, level = assignment.file.levels[index], assignment.levels[index]
    rule, most = assigned.scoring or assignment.file.points, assignment.max_attempts
    played: list[Played] = []
    reasons: list[str] = []
    seen: set[int] = set()
    for attempt in attempts:
        try:
            if attempt.number in seen:
                raise RefusedError("there is one of that number already")
            if most and attempt.number > most:
                raise RefusedError(f"only {most} attempts count")
            seen.add(attempt.number)
            game = play_again(attempt, assignment, student, level)
            points = assigned.points * points_for(game, attempt.after, attempt.hints, rule)
            right = right_answers(level, attempt.after)
            played.append(Played(attempt, game, round(points, PLACES), right))
        except RefusedError as error:
            reasons.append(f"attempt {attempt.number}: {error}")
    best = _counting(played, assignment.file.counts)
    result = GradedLevel(
        level=level.id,
        title=level.title,
        points=best.points if best else 0.0,
        max_points=assigned.points,
        attempts=len(played),
        questions=len(level.questions),
        reasons=tuple(reasons[:20]),
    )
    if best is None:
        return result, None
    game = best.game
    return result._replace(
        number=best.submitted.number,
        stars=game.stars,
        turns=game.player.turns,
        reached=game.player.reached,
        loss=game.loss,
        bot_turns=game.bot.goal_turn,
        right=best.right,
        hints=best.submitted.hints,
        minutes=_minutes(best.submitted),
    ), best


def _minutes(submitted: SubmittedGame) -> float | None:
    """Return how many minutes a game took by the student's clock, None where not plausible."""
    try:
        start, end = map(datetime.fromisoformat, (submitted.started, submitted.ended))
        minutes = (end - start).total_seconds() / 60
    except (ValueError, TypeError, OverflowError):  # no times, or only one with a zone
        return None
    return round(minutes, 1) if minutes >= 0.0 else None


def _counting(played: Sequence[Played], counts: str) -> Played | None:
    """Return the attempt that counts; of equally good ones the earliest."""
    if not played:
        return None
    in_order = sorted(played, key=lambda each: each.submitted.number)
    if counts == "first":
        return in_order[0] if in_order[0].submitted.number == 1 else None
    if counts == "last":
        return in_order[-1]
    return max(in_order, key=lambda each: each.points)


def _version_of(
    submitted: SubmittedGame, versions: Sequence[tuple[Level, Mapping[str, str]]]
) -> Level:
    """Return the version of the level that was played.

    Raises:
        RefusedError: It is none of them; the sections that differ from the first are listed.
    """
    for level, digests in versions:
        if submitted.digests == digests:
            return level
    _, digests = versions[0]
    changed = [name for name in digests if submitted.digests.get(name) != digests[name]]
    what = ", ".join(changed) or "what a level may hold"
    raise RefusedError(
        f"the level has changed since it was played, in {what}; "
        "with the file as it was then it can be graded"
    )
