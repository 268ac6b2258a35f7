"""The short course in lines: its question, its levels, and the answer beside the guess."""

from collections.abc import Sequence

from descent_game.catalogue.short_course import QUESTION, STEPS
from descent_game.game.summary import turns_words
from descent_game.player.course_progress import LevelProgress
from descent_game.player.record import Record
from descent_game.player.short_course import guess_of, own_numbers
from descent_game.view.line import (
    BLANK,
    Line,
    Piece,
    Role,
    hanging,
    line,
    plain_text,
    seven_bit,
    star_signs,
    wrapped,
)
from descent_game.view.listing import Listing, Row
from descent_game.view.plain_text import WIDTH
from descent_game.view.prompts import question_lines

LEVEL_IDS = frozenset(step.level for step in STEPS)
"""The ids of its levels."""
ANSWER = "The answer"
CLOSED = "opens once all five are played to the end, won or lost"
TITLE = 26
"""Columns of a level's title."""
RESULT = 12
"""Columns of what was reached on a level."""


def is_complete(stages: Sequence[LevelProgress]) -> bool:
    """Return whether every level has been played to its end, so that the answer is open."""
    return all(stage.best is not None for stage in stages)


def next_step(stages: Sequence[LevelProgress]) -> int:
    """Return the index of what comes next: a level not yet played to its end, or the answer."""
    return next((n for n, stage in enumerate(stages) if stage.best is None), len(stages))


def course_listing(
    stages: Sequence[LevelProgress], guess: int | None, selected: int, width: int
) -> Listing:
    """Return the question with the guess, the levels, and the answer as the last entry."""
    rows = [
        Row(_level(stage, here=place == selected, is_next=place == next_step(stages)), place)
        for place, stage in enumerate(stages)
    ]
    rows.append(Row(_answer(stages, here=selected == len(stages)), len(stages)))
    if guess is None:
        head = [*question_lines(QUESTION, None, width, solved=False)[:-1]]
        head.append(line("Guess with a number before you begin.", "compass"))
    else:
        head = [*wrapped(QUESTION.ask, width, "strong"), *guess_lines(guess, width)]
    return Listing(rows, [*head, BLANK], [BLANK, *_detail(stages, selected, width)])


def guess_lines(guess: int, width: int) -> list[Line]:
    """Return the player's guess."""
    label: Line = (Piece("Your guess: ", "dim"),)
    return hanging(label, QUESTION.choices[guess - 1], width, "player")


def answer_lines(
    stages: Sequence[LevelProgress], guess: int | None, numbers: Sequence[str], width: int
) -> list[Line]:
    """Return the answer in five sentences, each with the player's own numbers.

    Args:
        stages: The levels.
        guess: The guess, a choice from 1; None without one.
        numbers: What the player's games show, one text a level, "" for nothing.
        width: Columns.
    """
    lines = question_lines(QUESTION, guess, width, solved=True)
    for stage, step, number in zip(stages, STEPS, numbers, strict=True):
        lines += [BLANK, *hanging((Piece("- ", "dim"),), step.answer, width)]
        if number:
            words = f"In “{stage.level.title}” {number}."
            lines += hanging((Piece("  "),), words, width, "player")
    return lines


def short_course_lines(stages: Sequence[LevelProgress], record: Record) -> list[str]:
    """Return the question with the guess for plain mode, or the answer where it is open."""
    guess = guess_of(record)
    if is_complete(stages):
        lines = answer_lines(stages, guess, own_numbers(stages, record), WIDTH)
    else:
        lines = question_lines(QUESTION, guess, WIDTH, solved=False)[:-1]
        how = "A guess: question and its number. The answer comes after the five levels."
        lines.append(line(how))
    return [seven_bit(plain_text(each)).rstrip() for each in lines]


def _level(stage: LevelProgress, *, here: bool, is_next: bool) -> Line:
    role: Role = "cursor" if here else "text"
    result = ""
    if stage.unfinished_turns is not None:
        result = "waiting"
    elif stage.best is not None:
        result = "lost" if stage.best.turns is None else turns_words(stage.best.turns)
    elif is_next:
        result = "next"
    sign = "●" if stage.best is not None else "»" if is_next else "○"
    return (
        Piece("▸ " if here else "  ", role),
        Piece(sign, "star" if stage.stars else role),
        Piece(f" {stage.level.title:<{TITLE}}", role),
        Piece(star_signs(stage.stars), "star" if stage.stars else "dim"),
        Piece(f" {result:>{RESULT}}", "compass" if is_next else "dim"),
    )


def _answer(stages: Sequence[LevelProgress], *, here: bool) -> Line:
    is_open = is_complete(stages)
    role: Role = "cursor" if here else "text" if is_open else "dim"
    mark = "▸ " if here else "  "
    return Piece(f"{mark}{'»' if is_open else '·'} {ANSWER}", role), Piece(
        "" if is_open else f"  {CLOSED}", "dim"
    )


def _detail(stages: Sequence[LevelProgress], selected: int, width: int) -> list[Line]:
    if selected == len(stages):
        words = "The answer in five sentences, beside your guess and your own numbers."
        return wrapped(words, width, "dim")
    stage = stages[selected]
    if stage.unfinished_turns is not None:
        words = f"A game is waiting for you after {turns_words(stage.unfinished_turns)}."
        return wrapped(words, width, "compass")
    return wrapped(STEPS[selected].answer, width) if stage.best else []
