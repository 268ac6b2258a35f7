"""Trials: a level as published or on one variant, with its claims measured and plays played."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from msgspec.structs import replace

from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.summary import text_fields
from descent_game.level.parameters import parameter_grid
from descent_game.level.schema import Claim, DrawnParameter, Level, Play, Policy
from descent_game.measuring.claims import Measured, measure
from descent_game.measuring.plays import run_play
from descent_game.measuring.text_fields import value_text

Table = TypeVar("Table", Claim, Play)
Result = TypeVar("Result")

COMPUTATION_ERRORS = (DescentError, ArithmeticError, LookupError, ValueError)
"""What a measure or a policy may raise on a level that it does not suit."""


@dataclass(frozen=True)
class Trial:
    """One variant of a level; ``name`` is "" for the published level."""

    level: Level
    seed: int | None = None
    name: str = ""

    @cached_property
    def game(self) -> Game:
        """A game before its first move.

        Raises:
            LevelError: The variant cannot be drawn.
        """
        return Game(self.level, self.seed)

    @cached_property
    def measured(self) -> dict[int, Measured | DescentError]:
        """The claims that are made about this variant, by their index in the file."""
        return self._tried(self.level.claims, lambda claim: measure(claim, self.game))

    @cached_property
    def played(self) -> dict[int, Game | DescentError]:
        """The reference plays that are meant for this variant, by their index in the file."""
        return self._tried(self.level.plays, lambda play: run_play(self.level, play, self.seed))

    def _tried(
        self, tables: Sequence[Table], run: Callable[[Table], Result]
    ) -> dict[int, Result | DescentError]:
        """Return the results, by index, of the claims or plays that are meant for this variant."""
        found: dict[int, Result | DescentError] = {}
        for index, table in enumerate(tables):
            if table.variants or not self.name:
                try:
                    found[index] = run(table)
                except COMPUTATION_ERRORS as error:
                    found[index] = as_error(error)
        return found

    def by_rule(self, index: int) -> Game | DescentError:
        """Return the game of a play by rule on this variant, whether it is meant for it or not."""
        if index in self.played:
            return self.played[index]
        try:
            return run_play(self.level, self.level.plays[index], self.seed)
        except COMPUTATION_ERRORS as error:
            return as_error(error)

    @cached_property
    def solution(self) -> Game:
        """The game that the solver plays."""
        policy = Policy(follow="solver")
        return run_play(self.level, Play(name="the solver", policy=policy), self.seed)

    @cached_property
    def text_values(self) -> dict[str, str]:
        """The values of fields in texts before the first move, as far as they can be measured."""
        claims = {
            f"claim.{found.claim.name}": value_text(found)
            for found in self.measured.values()
            if isinstance(found, Measured)
        }
        return {**text_fields(self.game), **claims}

    def games(self) -> Iterator[tuple[int, Game]]:
        """Yield the reference plays that could be played."""
        for index, game in self.played.items():
            if isinstance(game, Game):
                yield index, game


def variants_of(level: Level, seeds: int) -> list[Trial]:
    """Return the variants on which a level is checked.

    They are those of seeds 1 to ``seeds`` and, if there are any, those with one parameter, or all
    of them, at either end of their ranges: what fails there fails for some student.
    """
    drawn = [Trial(level, seed, f"seed {seed}") for seed in range(1, seeds + 1)]
    return [*drawn, *_at_the_ends(level)] if seeds else []


def _at_the_ends(level: Level) -> Iterator[Trial]:
    drawn = level.loss.drawn
    grids = {name: parameter_grid(p, ("loss", "parameters", name)) for name, p in drawn.items()}
    for name, grid in grids.items():
        for value in sorted({min(grid), max(grid)} - {drawn[name].value}):
            yield Trial(_with_values(level, drawn, {name: value}), None, f"{name} = {value:g}")
    if len(drawn) > 1:
        for words, end in (("lowest", min), ("highest", max)):
            values = {name: end(grid) for name, grid in grids.items()}
            yield Trial(
                _with_values(level, drawn, values), None, f"all parameters at their {words}"
            )


def _with_values(
    level: Level, drawn: Mapping[str, DrawnParameter], values: Mapping[str, float]
) -> Level:
    """Return a level that is published with other values of some parameters."""
    changed = {name: replace(drawn[name], value=value) for name, value in values.items()}
    loss = replace(level.loss, parameters={**level.loss.parameters, **changed})
    return replace(level, loss=loss)


def as_error(error: Exception) -> DescentError:
    """Return an exception of a measure or a play as an error with a message for people."""
    if isinstance(error, DescentError):
        return error
    return DescentError(f"cannot be computed here: {error}")
