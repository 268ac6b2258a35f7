"""A submission: the games of a student in readable JSON, without scores: the grader replays."""

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
"""The highest number of an attempt; it may exceed ``MAX_ATTEMPTS``, as some may be left out."""
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
    ``ended`` are as the student's machine reported them: they cannot be verified.
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
    """Everything a student hands in for an assignment; ``made`` is when, by the student's clock."""

    format: Annotated[int, Meta(ge=1, le=1)]
    program: Annotated[str, Meta(max_length=40)]
    assignment: Annotated[str, Meta(max_length=100)]
    assignment_digest: Annotated[str, Meta(max_length=100)]
    student: Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
    made: Stamp = ""
    attempts: Annotated[tuple[SubmittedGame, ...], Meta(max_length=MAX_ATTEMPTS)]


def submitted_game(game: Game | Replay, number: int, **notes: Any) -> SubmittedGame:
    """Return a finished game as an attempt.

    Args:
        game: The game, or its replay.
        number: The number of the attempt at its level, from 1.
        notes: Answers, hints and times, by the names of the fields of ``SubmittedGame``.
    """
    fields = msgspec.structs.asdict(record(game) if isinstance(game, Game) else game)
    del fields["format"]
    return SubmittedGame(number=number, **fields, **notes)


def make_submission(
    assignment: Assignment, student: str, attempts: tuple[SubmittedGame, ...], made: str = ""
) -> Submission:
    """Return what a student hands in.

    Args:
        assignment: What it is for.
        student: The student's id.
        attempts: The finished games, in any order.
        made: The time by the student's clock, in ISO 8601; "" for none.

    Raises:
        SubmissionError: The id is not printable.
    """
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
    """Return a submission as JSON, one field or move per line; ``read_submission`` restores it."""
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
    """Return the submission in a file's bytes.

    Raises:
        SubmissionError: It is too large, not UTF-8, not JSON, has a key twice or a number that is
            not finite, or a field of another type or size than a submission's.
    """
    if len(content) > MAX_BYTES:
        raise SubmissionError(f"larger than {MAX_BYTES // 1024**2} MB")
    try:
        document = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_unique_keys,
            parse_constant=_refuse_constant,
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
    """Return a student's id unchanged.

    Raises:
        SubmissionError: It is blank, too long, or has characters that cannot be printed.
    """
    if not student.strip() or len(student) > MAX_NAME or not student.isprintable():
        raise SubmissionError(f"the student's id {quoted(student)} is no printable name")
    return student


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise SubmissionError(f"key {quoted(twice)} is there twice")
    return table


def _refuse_constant(name: str) -> float:
    raise SubmissionError(f"{name} is not a finite number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise SubmissionError(f"{quoted(text)} is not a finite number")
    return number


def _short(text: str) -> str:
    """Return a reason of at most 200 printable characters."""
    shown = printable(text)
    return shown if len(shown) <= 200 else f"{shown[:197]}..."
