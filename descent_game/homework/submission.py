"""A submission: what a student did, in readable JSON. There is no score in it to be trusted."""

import json
import math
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from descent_game import __version__
from descent_game.errors import DescentError, printable, quoted
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import Replay, record
from descent_game.homework.assignment import Assignment

MAX_BYTES = 2 * 1024 * 1024
MAX_ATTEMPTS = 500
MAX_NUMBER = 100_000
"""Of an attempt: those that do not count may have been left out."""
MAX_NAME = 100
"""Characters of a student's id."""

Small = Annotated[int, Meta(ge=0, le=10_000)]
Choices = Annotated[tuple[Annotated[int, Meta(ge=0, le=5)], ...], Meta(max_length=50)]
Stamp = Annotated[str, Meta(max_length=40)]


class SubmissionError(DescentError):
    """A file that is no submission, or not one for this assignment."""


class SubmittedGame(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An attempt at a level. Parameters and mirror are for readers: the grader draws its own.

    Answers are choices from 1, 0 for none, before and after the game. ``hints``, ``started`` and
    ``ended`` are what the student's machine said.
    """

    level: Annotated[str, Meta(max_length=100)]
    number: Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
    digests: Annotated[dict[str, str], Meta(max_length=50)]
    seed: int | None
    parameters: Annotated[dict[str, float], Meta(max_length=200)]
    mirror: Annotated[str, Meta(max_length=40)]
    moves: Annotated[tuple[Move, ...], Meta(max_length=500)]
    resigned: bool = False
    before: Choices = ()
    after: Choices = ()
    hints: Small = 0
    started: Stamp = ""
    ended: Stamp = ""


class Submission(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything a student hands in for an assignment. ``made`` is the student's machine's word."""

    format: Annotated[int, Meta(ge=1, le=1)]
    program: Annotated[str, Meta(max_length=40)]
    assignment: Annotated[str, Meta(max_length=100)]
    assignment_digest: Annotated[str, Meta(max_length=100)]
    student: Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
    made: Stamp = ""
    attempts: Annotated[tuple[SubmittedGame, ...], Meta(max_length=MAX_ATTEMPTS)]


def submitted_game(game: Game, number: int, **said: Any) -> SubmittedGame:
    """Return a finished game as an attempt; ``said`` are answers, hints and time stamps."""
    return submitted_replay(record(game), number, **said)


def submitted_replay(replay: Replay, number: int, **said: Any) -> SubmittedGame:
    """Return the replay of a finished game as an attempt."""
    return SubmittedGame(
        level=replay.level,
        number=number,
        digests=replay.digests,
        seed=replay.seed,
        parameters=replay.parameters,
        mirror=replay.mirror,
        moves=replay.moves,
        resigned=replay.resigned,
        **said,
    )


def make_submission(
    assignment: Assignment, student: str, attempts: tuple[SubmittedGame, ...], made: str = ""
) -> Submission:
    """Return what a student hands in."""
    return Submission(
        format=1,
        program=__version__,
        assignment=assignment.file.id,
        assignment_digest=assignment.digest,
        student=check_student(student),
        made=made,
        attempts=attempts,
    )


def to_json(submission: Submission) -> str:
    """Return a submission as JSON, a field or a move a line; reading it gives back the same."""
    document = msgspec.to_builtins(submission)
    attempts = [_attempt_json(attempt) for attempt in document.pop("attempts")]
    listed = ",\n".join(attempts)
    fields = [f" {_json(name)}: {_json(value)}" for name, value in document.items()]
    return "{\n" + ",\n".join([*fields, f' "attempts": [\n{listed}\n ]']) + "\n}\n"


def _attempt_json(attempt: dict[str, Any]) -> str:
    moves = [move[:2] if move[2] is None else move for move in attempt["moves"]]
    lines = ",\n".join(f"    {_json(move)}" for move in moves)
    fields = {name: _json(value) for name, value in attempt.items()}
    fields["moves"] = f"[\n{lines}\n   ]" if moves else "[]"
    return (
        "  {\n" + ",\n".join(f"   {_json(name)}: {text}" for name, text in fields.items()) + "\n  }"
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def read_submission(content: bytes) -> Submission:
    """Return the submission in a file's bytes. Raises ``SubmissionError`` with the reason."""
    if len(content) > MAX_BYTES:
        raise SubmissionError(f"larger than {MAX_BYTES // 1024**2} MB")
    try:
        document = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_without_duplicates,
            parse_constant=_no_number,
            parse_float=_finite,
        )
        submission = msgspec.convert(document, Submission, strict=True)
    except UnicodeDecodeError:
        raise SubmissionError("not UTF-8 text") from None
    except (RecursionError, MemoryError):
        raise SubmissionError("nested too deeply to be a submission") from None
    except json.JSONDecodeError as error:
        raise SubmissionError(f"not JSON: {error}") from None
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        raise SubmissionError(f"not a submission: {_short(str(error))}") from None
    check_student(submission.student)
    return submission


def check_student(student: str) -> str:
    """Return a student's id, if it is fit to be printed anywhere. Raises ``SubmissionError``."""
    if not student.strip() or len(student) > MAX_NAME or not student.isprintable():
        raise SubmissionError(f"the student's id {quoted(student)} is no printable name")
    return student


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise SubmissionError(f"key {quoted(twice)} is there twice")
    return table


def _no_number(name: str) -> float:
    raise SubmissionError(f"{name} is not a finite number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise SubmissionError(f"{quoted(text)} is not a finite number")
    return number


def _short(text: str) -> str:
    """Return a reason without the signs that would upset whatever shows it."""
    shown = printable(text)
    return shown if len(shown) <= 200 else f"{shown[:197]}..."
