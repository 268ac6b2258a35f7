"""Races of bots with any settings, with baselines beside them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from descent_game.errors import SettingError
from descent_game.game.bot import run_changing
from descent_game.game.track import Track
from descent_game.level.variant import Variant
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.mirrored import mirrored
from descent_game.optimizers.plugins import local_bot

MAX_BOTS = 40
RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
"""Learning rates of the baselines; the best run of each is shown."""
PLAIN = ("gd:learning_rate={}", "momentum:learning_rate={},momentum=0.9")
"""The methods of the baselines, with a place for the learning rate."""

Changes: TypeAlias = tuple[tuple[int, str], ...]
"""The settings of a bot, each with the turn from which they hold; the first is 0."""


@dataclass(frozen=True)
class Lane:
    """A bot of a race. ``changes`` are its settings and, after the first, those in mid-run."""

    changes: Changes
    track: Track
    baseline: bool = False

    @property
    def spec(self) -> str:
        """The settings in force at the end."""
        return self.changes[-1][1]

    @property
    def words(self) -> str:
        """Every setting with the turn from which it holds."""
        first, *later = self.changes
        return "; ".join([first[1], *(f"from turn {turn}: {spec}" for turn, spec in later)])

    def spec_at(self, turn: int) -> str:
        """Return the settings in force after a turn."""
        return [spec for start, spec in self.changes if start <= turn][-1]


class RaceResult(NamedTuple):
    """The sort key of a race: turns to the goal, infinite without it, then the final loss."""

    turns_to_goal: float
    final_loss: float


def run_lane(changes: Changes, variant: Variant, turns: int) -> Lane:
    """Return a bot's run over all turns, past the goal.

    Raises:
        SettingError: There is no such bot, or its method changes.
    """
    bots = [(turn, mirrored(local_bot(spec), variant.mirror)) for turn, spec in changes]
    if len({bot.name for _, bot in bots}) > 1:
        raise SettingError("a bot keeps its method in mid-run; only its settings may change")
    return Lane(changes, run_changing(bots, variant, turns))


def run_specs(specs: Iterable[str], variant: Variant, turns: int) -> list[Lane]:
    """Return the runs of bots such as ``gd:learning_rate=0.1``.

    Raises:
        SettingError: There is no such bot.
    """
    return [run_lane(((0, spec),), variant, turns) for spec in specs]


def run_optimizers(bots: Iterable[Optimizer], variant: Variant, turns: int) -> list[Lane]:
    """Return the runs of optimizers, such as a level's own bots."""
    return [Lane(((0, spec_of(bot)),), run_changing([(0, bot)], variant, turns)) for bot in bots]


def run_baselines(variant: Variant, turns: int) -> list[Lane]:
    """Return plain gradient descent and momentum, each with the best of a few rates."""
    best = []
    for form in PLAIN:
        lanes = run_specs([form.format(rate) for rate in RATES], variant, turns)
        best.append(replace(ranked(lanes)[0], baseline=True))
    return best


def race_result(track: Track) -> RaceResult:
    """Return the sort key of a run; a run that diverged is last."""
    loss = track.losses[-1]
    broke_off = track.termination is not None and track.turns and not math.isfinite(loss)
    goal = math.inf if track.goal_turn is None else track.goal_turn
    off = track.termination == "diverged" or broke_off
    return RaceResult(goal, math.inf if off else loss)


def ranked(lanes: Sequence[Lane]) -> list[Lane]:
    """Return the lanes by turns to the goal, then by final loss."""
    return sorted(lanes, key=lambda lane: race_result(lane.track))


def spec_of(bot: Optimizer) -> str:
    """Return the text from which an optimizer is built, such as ``gd:learning_rate=0.1``."""
    settings = ",".join(f"{name}={value}" for name, value in bot.settings.items())
    return f"{bot.name}:{settings}"


def letter_of(number: int) -> str:
    """Return the letter of a lane, from A on."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return letters[number % len(letters)]
