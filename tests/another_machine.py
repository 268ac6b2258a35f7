"""A machine that rounds otherwise, for tests: losses and slopes are off by a relative 1e-12."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest

from descent_game.game import game as games
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.level.variant import Variant, draw_variant
from descent_game.losses.surface import Array, Derivatives, Hessian, Point, Surface

NOISE = 1e-12
HALVINGS = 60


class RoundedOtherwise:
    """A surface whose losses and slopes are off by a relative 1e-12; a ``Surface``."""

    def __init__(self, surface: Surface, seed: str) -> None:
        self.surface, self.seed = surface, seed

    def value(self, w: Point) -> float:
        return self.surface.value(w) * self._factor(w)

    def gradient(self, w: Point) -> Point:
        g1, g2 = self.surface.gradient(w)
        return g1 * self._factor(w), g2 * self._factor((w[1], w[0]))

    def hessian(self, w: Point) -> Hessian:
        return self.surface.hessian(w)

    def derivatives(self, w: Point) -> Derivatives:
        return Derivatives(self.value(w), self.gradient(w), self.hessian(w))

    def values(self, w1: Array, w2: Array) -> Array:
        return self.surface.values(w1, w2)

    def gradients(self, w1: Array, w2: Array) -> tuple[Array, Array]:
        return self.surface.gradients(w1, w2)

    def creases_between(self, a: Point, b: Point) -> bool:
        return self.surface.creases_between(a, b)

    def _factor(self, w: Point) -> float:
        return 1.0 + NOISE * random.Random(f"{self.seed} {w}").choice((-1.0, 1.0))


@contextmanager
def another_machine(seed: str) -> Iterator[None]:
    """Let variants that are drawn meanwhile round otherwise."""

    def drawn(level: Level, number: int | None = None) -> Variant:
        variant = draw_variant(level, number)
        return replace(variant, surface=RoundedOtherwise(variant.surface, seed))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(games, "draw_variant", drawn)
        yield


def shortest_last_step(level: Level, moves: Sequence[tuple[float, float]]) -> float:
    """Return the last step, cut so that the moves only just reach the published level's goal."""
    (heading, high), low = moves[-1], 0.0
    for _ in range(HALVINGS):
        game, middle = Game(level), (low + high) / 2.0
        for move in (*moves[:-1], (heading, middle)):
            game.play(Move(*move))
        low, high = (low, middle) if game.player.reached else (middle, high)
    return high
