"""A level in numbers: the published one, or one drawn from a seed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

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
from descent_game.level.parameters import number, parameter_values
from descent_game.level.schema import (
    BotSection,
    GoalSection,
    Level,
    LevelFile,
    NoiseSection,
)
from descent_game.level.toml.positions import Positions, problem_at
from descent_game.losses.mirror import MIRRORS, Mirror, MirroredSurface
from descent_game.losses.surface import Model, Point, Surface
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.mirrored import mirrored
from descent_game.optimizers.noise import draw
from descent_game.optimizers.registry import build

IDENTITY = MIRRORS[0]


@dataclass(frozen=True, eq=False)
class Variant:
    """Everything that play needs, in numbers and in the frame that the player sees.

    ``box`` is ``((low1, high1), (low2, high2))``; ``key`` seeds the noise; ``held_out`` is the loss
    on the rows that are not descended.
    """

    key: str
    parameters: Mapping[str, float]
    mirror: Mirror
    loss: Model
    surface: Surface
    held_out: Surface | None
    box: tuple[Point, Point]
    start: Point
    goal: GoalSection
    bot: Optimizer
    ghosts: tuple[Optimizer, ...]
    par: int
    noise: NoiseSection | None


def draw_variant(level: Level, seed: int | None = None) -> Variant:
    """Return the level in numbers: as published, or with parameters and mirror drawn from a seed.

    Drawing uses integer arithmetic on HMAC-SHA-256 only, so a seed means the same variant on every
    machine and for ever. Raises ``LevelError`` where an expression of the level fails, and where
    there is nothing to play: the start is at the goal, or without a loss.
    """
    key = f"{level.id}/{'published' if seed is None else seed}"
    try:
        parameters = parameter_values(level, None if seed is None else key)
        mirror = IDENTITY
        if seed is not None and level.variants.mirrors:
            mirror = MIRRORS[draw(key, "mirror", len(MIRRORS))]
        variant = _variant(level, key, parameters, mirror)
        check_start(variant.surface.value(variant.start), variant.goal)
        return variant
    except KeyProblemError as error:
        where = "" if seed is None else f"in the variant of seed {seed}: "
        problem = replace(error.problem, message=f"{where}{error}")
        spot = Positions(level.source).spot(problem.path, problem.within)
        raise LevelError((problem_at(level.path, spot, problem),)) from None


def start_of(level: LevelFile, parameters: Mapping[str, float]) -> Point:
    """Return the start, which has to lie on the map."""
    w1, w2 = (number(w, parameters, ("start", "w", i)) for i, w in enumerate(level.start.w))
    for name, w, (low, high) in (("w1", w1, level.map.w1), ("w2", w2, level.map.w2)):
        if not low <= w <= high:
            problem = f"{name} = {w:g} is not on the map, which is from {low:g} to {high:g}"
            raise KeyProblemError(("start", "w"), problem)
    return w1, w2


def check_start(loss: float, goal: GoalSection) -> None:
    """Raise ``KeyProblemError`` unless there is something to do for who starts at this loss."""
    reason = ""
    if not math.isfinite(loss):
        reason = f"the loss is {loss} at the start, not a finite number"
    elif goal.AMOUNT == "loss" and loss <= float(goal.amount):
        reason = f"the loss at the start is {loss:g}, already at the goal of {goal.amount:g}"
    if reason:
        raise KeyProblemError(("start", "w"), reason)


def goal_of(level: LevelFile, parameters: Mapping[str, float]) -> GoalSection:
    """Return the goal in numbers."""
    goal = level.goal
    path = ("goal", goal.AMOUNT)
    amount = number(goal.amount, parameters, path)
    if goal.AMOUNT != "loss" and amount <= 0.0:
        raise KeyProblemError(path, f"{amount:g} is not a number above 0")
    return msgspec.structs.replace(goal, **{goal.AMOUNT: amount})


def optimizer_of(bot: BotSection, parameters: Mapping[str, float], path: KeyPath) -> Optimizer:
    """Return a bot's method. Settings are numbers, formulas in the parameters, or names."""
    settings: dict[str, float | str] = {}
    for name, setting in bot.settings.items():
        named = name == "schedule"
        settings[name] = setting if named else number(setting, parameters, (*path, name))
    try:
        return build(bot.optimizer, settings)
    except SettingError as error:
        at = (*path, error.setting) if error.setting else path
        raise KeyProblemError(at, str(error), THE_KEY if error.unknown else THE_VALUE) from None


def par_of(level: LevelFile, parameters: Mapping[str, float]) -> int:
    """Return the par, a whole number of turns that the level allows."""
    par = number(level.stars.par, parameters, ("stars", "par"))
    if par != int(par) or not 1 <= par <= level.rules.turns:
        allowed = f"a whole number from 1 to {level.rules.turns}, the turns of the level"
        raise KeyProblemError(("stars", "par"), f"{par:g} is not {allowed}")
    return int(par)


def _variant(level: Level, key: str, parameters: Mapping[str, float], mirror: Mirror) -> Variant:
    loss, held_out = model_of(level, parameters), held_out_model(level, parameters)
    bots = [(level.bot, ("bot",)), *((g, ("ghosts", i)) for i, g in enumerate(level.ghosts))]
    methods = [mirrored(optimizer_of(bot, parameters, path), mirror) for bot, path in bots]
    return Variant(
        key=key,
        parameters=parameters,
        mirror=mirror,
        loss=loss,
        surface=_mirrored(loss, mirror),
        held_out=None if held_out is None else _mirrored(held_out, mirror),
        box=_mirrored_box(level.map.w1, level.map.w2, mirror),
        start=mirror.apply(start_of(level, parameters)),
        goal=goal_of(level, parameters),
        bot=methods[0],
        ghosts=tuple(methods[1:]),
        par=par_of(level, parameters),
        noise=level.noise,
    )


def _mirrored(loss: Model, mirror: Mirror) -> Surface:
    return loss if mirror == IDENTITY else MirroredSurface(loss, mirror)


def _mirrored_box(w1: Point, w2: Point, mirror: Mirror) -> tuple[Point, Point]:
    a, b = mirror.apply((w1[0], w2[0])), mirror.apply((w1[1], w2[1]))
    return (min(a[0], b[0]), max(a[0], b[0])), (min(a[1], b[1]), max(a[1], b[1]))
