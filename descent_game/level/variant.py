"""Variants: a level in numbers, as published or drawn from a seed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import msgspec

from descent_game.errors import (
    THE_KEY,
    THE_VALUE,
    KeyPath,
    KeyProblemError,
    LevelError,
    SettingError,
)
from descent_game.level.model import held_out_model, model_of
from descent_game.level.parameters import number, parameter_values, rounded
from descent_game.level.schema import (
    BotSection,
    GoalSection,
    Level,
    NoiseSection,
)
from descent_game.level.toml.positions import Positions, problem_at
from descent_game.losses.mirror import MIRRORS, Mirror, MirroredSurface
from descent_game.losses.surface import Box, Model, Point, Surface
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.mirrored import mirrored
from descent_game.optimizers.noise import draw
from descent_game.optimizers.registry import build

IDENTITY = MIRRORS[0]


@dataclass(frozen=True, eq=False)
class Variant:
    """A level in numbers, in the frame that the player sees.

    Attributes:
        key: The key of the noise's random numbers.
        parameters: The values of the level's parameters.
        mirror: The mirror image that is played.
        loss: The loss in the frame of the level file.
        surface: The loss in the frame of the player.
        held_out: The loss on the held-out rows, None without them.
        box: The map, one ``(low, high)`` per weight.
        start: Where both sides start.
        goal: The goal; its expressions are numbers.
        bot: The bot's method.
        ghosts: The methods of further bots.
        par: The turns for three stars.
        noise: The noise of the gradient, None without.
    """

    key: str
    parameters: Mapping[str, float]
    mirror: Mirror
    loss: Model
    surface: Surface
    held_out: Surface | None
    box: Box
    start: Point
    goal: GoalSection
    bot: Optimizer
    ghosts: tuple[Optimizer, ...]
    par: int
    noise: NoiseSection | None


class Resolver:
    """The expressions of a level for one variant, each evaluated once, when it is needed.

    Starts and bots are in the frame of the level file; ``variant`` has all of it in the frame that
    the player sees. An expression that cannot be evaluated raises ``KeyProblemError`` at its key.

    Args:
        level: The level; while it is checked, sections may be missing.
        seed: Of the parameters and the mirror to be drawn, None for the published level.
    """

    def __init__(self, level: Level, seed: int | None = None) -> None:
        self.level = level
        self.seed = seed
        self.key = f"{level.id}/{'published' if seed is None else seed}"
        self._methods: dict[KeyPath, Optimizer] = {}

    @cached_property
    def parameters(self) -> Mapping[str, float]:
        """The parameters by name."""
        return parameter_values(self.level, None if self.seed is None else self.key)

    @cached_property
    def mirror(self) -> Mirror:
        """The mirror image that is played."""
        if self.seed is None or not self.level.variants.mirrors:
            return IDENTITY
        return MIRRORS[draw(self.key, "mirror", len(MIRRORS))]

    @cached_property
    def loss(self) -> Model:
        """The loss."""
        return model_of(self.level, self.parameters)

    @cached_property
    def held_out(self) -> Model | None:
        """The loss on the held-out rows, None without them."""
        return held_out_model(self.level, self.parameters)

    @cached_property
    def start(self) -> Point:
        """The start, which has to be on the map."""
        first, second = self.level.start.w
        start = self.number(first, ("start", "w", 0)), self.number(second, ("start", "w", 1))
        for i, (w, (low, high)) in enumerate(zip(start, self.level.map.box, strict=True), start=1):
            if not low <= w <= high:
                reason = f"w{i} = {w:g} is not on the map, which is from {low:g} to {high:g}"
                raise KeyProblemError(("start", "w"), reason)
        return start

    @cached_property
    def goal(self) -> GoalSection:
        """The goal in numbers."""
        goal = self.level.goal
        path = ("goal", goal.AMOUNT)
        amount = self.rounded_number(goal.amount, path)
        if goal.AMOUNT != "loss" and amount <= 0.0:
            raise KeyProblemError(path, f"{amount:g} is not a number above 0")
        return msgspec.structs.replace(goal, **{goal.AMOUNT: amount})

    @cached_property
    def par(self) -> int:
        """The par, a whole number of turns that the level allows."""
        par = self.number(self.level.stars.par, ("stars", "par"))
        turns = self.level.rules.turns
        if par != int(par) or not 1 <= par <= turns:
            allowed = f"a whole number from 1 to {turns}, the turns of the level"
            raise KeyProblemError(("stars", "par"), f"{par:g} is not {allowed}")
        return int(par)

    @cached_property
    def variant(self) -> Variant:
        """Everything that play needs. The start has to have a loss, and not to be at the goal."""
        mirror, level, held_out = self.mirror, self.level, self.held_out
        bot, *ghosts = (mirrored(self.bot(path), mirror) for path in self.bots)
        variant = Variant(
            key=self.key,
            parameters=self.parameters,
            mirror=mirror,
            loss=self.loss,
            surface=_mirrored(self.loss, mirror),
            held_out=None if held_out is None else _mirrored(held_out, mirror),
            box=_mirrored_box(level.map.box, mirror),
            start=mirror.apply(self.start),
            goal=self.goal,
            bot=bot,
            ghosts=tuple(ghosts),
            par=self.par,
            noise=level.noise,
        )
        check_start(variant.surface.value(variant.start), variant.goal)
        return variant

    @cached_property
    def bots(self) -> Mapping[KeyPath, BotSection]:
        """The bot and the ghosts of the level by their keys, the bot first."""
        ghosts = enumerate(self.level.ghosts)
        return {("bot",): self.level.bot, **{("ghosts", i): ghost for i, ghost in ghosts}}

    def bot(self, path: KeyPath) -> Optimizer:
        """Return the method of the bot or the ghost at a key of the level."""
        if path not in self._methods:
            self._methods[path] = self.optimizer(self.bots[path], path, shown=True)
        return self._methods[path]

    def optimizer(self, bot: BotSection, path: KeyPath, *, shown: bool = False) -> Optimizer:
        """Return a bot's method. Settings are numbers, formulas in the parameters, or names.

        Args:
            bot: The bot.
            path: Its key.
            shown: Whether players see its settings: then formulas are rounded to what they see.
        """
        number = self.rounded_number if shown else self.number
        settings: dict[str, float | str] = {}
        for name, setting in bot.settings.items():
            named = name == "schedule"
            settings[name] = setting if named else number(setting, (*path, name))
        try:
            return build(bot.optimizer, settings)
        except SettingError as error:
            at = (*path, error.setting) if error.setting else path
            raise KeyProblemError(at, str(error), THE_KEY if error.unknown else THE_VALUE) from None

    def number(self, expression: float | str, path: KeyPath) -> float:
        """Return the value of an expression in the parameters; ``path`` is the key it is for."""
        return number(expression, self.parameters, path)

    def rounded_number(self, expression: float | str, path: KeyPath) -> float:
        """Return the value of an expression; that of a formula is rounded as on screens."""
        value = self.number(expression, path)
        return rounded(value) if isinstance(expression, str) and self.level.rounded else value


def resolver_of(level: Level, seed: int | None = None) -> Resolver:
    """Return the resolver of a level for a seed: the same one for the same level object."""
    return _resolver(level, seed)


_resolver = lru_cache(maxsize=32)(Resolver)


def draw_variant(level: Level, seed: int | None = None) -> Variant:
    """Return the level in numbers.

    Drawing uses integer arithmetic on HMAC-SHA-256 only, so that a seed means the same variant on
    every machine and in every version.

    Args:
        level: The level.
        seed: The seed of parameters and mirror, None for the published level.

    Raises:
        LevelError: An expression cannot be evaluated, or the start is at the goal or has no loss.
    """
    try:
        return resolver_of(level, seed).variant
    except KeyProblemError as error:
        where = "" if seed is None else f"in the variant of seed {seed}: "
        problem = replace(error.problem, message=f"{where}{error}")
        spot = Positions(level.source).spot(problem.path, problem.within)
        raise LevelError((problem_at(level.path, spot, problem),)) from None


def check_start(loss: float, goal: GoalSection) -> None:
    """Check that a game can start at a loss.

    Args:
        loss: The loss at the start.
        goal: The goal in numbers.

    Raises:
        KeyProblemError: The loss is not finite, or already at the goal.
    """
    reason = ""
    if not math.isfinite(loss):
        reason = f"the loss is {loss} at the start, not a finite number"
    elif goal.AMOUNT == "loss" and loss <= float(goal.amount):
        reason = f"the loss at the start is {loss:g}, already at the goal of {goal.amount:g}"
    if reason:
        raise KeyProblemError(("start", "w"), reason)


def _mirrored(loss: Model, mirror: Mirror) -> Surface:
    return loss if mirror == IDENTITY else MirroredSurface(loss, mirror)


def _mirrored_box(box: Box, mirror: Mirror) -> Box:
    corners = map(mirror.apply, zip(*box, strict=True))
    w1, w2 = ((min(ends), max(ends)) for ends in zip(*corners, strict=True))
    return w1, w2
