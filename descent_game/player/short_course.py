"""The short course as it is played: the guess, how far one is, the player's own numbers."""

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property

from descent_game.catalogue.short_course import SHORT_COURSE, short_course
from descent_game.errors import LevelError, ReplayError
from descent_game.game.attempts import Attempt, next_attempt
from descent_game.game.directions import heading_of
from descent_game.game.game import Game, Turn
from descent_game.game.half_planes import share_left
from descent_game.game.replay import replay
from descent_game.game.summary import turns_words
from descent_game.game.wording import decimals_for, plain, signed
from descent_game.level.schema import Level
from descent_game.player.course_progress import LevelProgress
from descent_game.player.record import Record


class ShortCourse:
    """A context of play: the five levels, all open, whose games count as those of the course."""

    purpose = ""

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels in order."""
        return short_course()

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return the next attempt at a level, as in the course."""
        return next_attempt(level, record.seen(level))

    def includes(self, attempt: Attempt) -> bool:
        """Return True: a game of the course is continued."""
        return True


def guess_of(record: Record) -> int | None:
    """Return the player's guess at the question, a choice from 1; None before it."""
    return record.answer_to(SHORT_COURSE)


def save_guess(record: Record, choice: int) -> None:
    """Save the guess at the question. Where that fails ``record.notice`` says so."""
    record.save_answer(SHORT_COURSE, choice)


def last_game(level: Level, record: Record) -> Game | None:
    """Return the last finished game of a level, None where there is none that can be read."""
    for finished in reversed(record.finished(level)):
        with suppress(ReplayError, LevelError):
            return replay(finished.replay, level)
    return None


def own_numbers(stages: Sequence[LevelProgress], record: Record) -> list[str]:
    """Return what the last game of each level shows of the answer; "" where it shows nothing."""
    games = ((stage.level, last_game(stage.level, record)) for stage in stages)
    return [NUMBERS[level.id](game) if game else "" for level, game in games]


def _heading(game: Game) -> str:
    """Return how near to minus the gradient the best headings were."""
    errors = []
    for turn in _moved(game):
        gradient = game.variant.surface.gradient(turn.player.start)
        if any(gradient) and all(map(math.isfinite, gradient)):
            down = heading_of((-gradient[0], -gradient[1]))
            errors.append(abs((turn.heading - down + 180.0) % 360.0 - 180.0))
    if not errors:
        return ""
    took = turns_words(game.player.turns)
    return f"your nearest heading was {min(errors):.1f}° off minus the gradient, in {took}"


def _together(game: Game) -> str:
    """Return the parts of the move that lowered the loss most."""
    turns = [turn for turn in _moved(game) if math.isfinite(turn.player.readout.together)]
    if not turns:
        return ""
    readout = min((turn.player.readout for turn in turns), key=lambda each: each.together)
    parts = (*readout.alone, readout.together)
    first, second, both = (signed(part, decimals_for(*parts)) for part in parts)
    return f"your best move was {first} with w1 alone, {second} with w2 alone, {both} with both"


def _surprise(game: Game) -> str:
    """Return the share of the surprise in the longest and in the shortest move downhill."""
    turns = [turn for turn in _moved(game) if turn.player.readout.promise < 0.0]
    if not turns:
        return ""
    by_length = sorted(turns, key=lambda turn: math.hypot(*turn.update.displacement))
    shares = []
    for turn in (by_length[-1], by_length[0]):
        readout, length = turn.player.readout, math.hypot(*turn.update.displacement)
        share = abs((readout.together - readout.promise) / readout.promise)
        shares.append(f"{share:.1%} of the promise at a step of {plain(length)}")
    return f"the surprise was {', '.join(dict.fromkeys(shares))}"


def _excluded(game: Game) -> str:
    """Return how much of the map the slopes have excluded."""
    count = turns_words(game.player.turns)
    return f"your slopes ruled out {1.0 - share_left(game):.1%} of the map in {count}"


def _moved(game: Game) -> Sequence[Turn]:
    return [turn for turn in game.turns if any(turn.update.displacement)]


NUMBERS: dict[str, Callable[[Game], str]] = {
    "steepest": _heading,
    "the-objection": _together,
    "zoom": _surprise,
    "no-hidden-valley": _excluded,
    "crease-stuck": _together,
}
"""What a finished game of each level shows, by the level's id."""
