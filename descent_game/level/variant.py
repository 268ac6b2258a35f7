"""A level in numbers: the published one, or one drawn from a seed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import msgspec

from descent_game.errors import DescentError, FormulaError, LevelError, Problem, SettingError
from descent_game.level.positions import KeyPath, dotted, key_lines, line_of
from descent_game.level.schema import (
    BotSection,
    DrawnParameter,
    Goal,
    KeepPromiseGoal,
    Level,
    LevelFile,
    NoiseSection,
)
from descent_game.losses.dataset import Dataset
from descent_game.losses.loss import Loss, evaluate
from descent_game.losses.mirror import MIRRORS, Mirror, MirroredSurface
from descent_game.losses.surface import Point, Surface
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.mirrored import mirrored
from descent_game.optimizers.noise import draw
from descent_game.optimizers.registry import build

IDENTITY = MIRRORS[0]
DEFAULT_STEPS = 100
"""Steps of a parameter's grid where the level gives none."""


class KeyProblemError(DescentError):
    """Something wrong with the value of one key of a level file."""

    def __init__(self, path: KeyPath, message: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, eq=False)
class Variant:
    """Everything that play needs, in numbers and in the frame that the player sees.

    ``box`` is ``((low1, high1), (low2, high2))``; ``key`` seeds the noise.
    """

    key: str
    parameters: Mapping[str, float]
    mirror: Mirror
    loss: Loss
    surface: Surface
    box: tuple[Point, Point]
    start: Point
    goal: Goal
    bot: Optimizer
    ghosts: tuple[Optimizer, ...]
    par: int
    noise: NoiseSection | None


def draw_variant(level: Level, seed: int | None = None) -> Variant:
    """Return the level in numbers: as published, or with parameters and mirror drawn from a seed.

    Drawing uses integer arithmetic on HMAC-SHA-256 only, so a seed means the same variant on every
    machine and for ever. Raises ``LevelError`` where an expression of the level fails.
    """
    key = f"{level.id}/{'published' if seed is None else seed}"
    try:
        parameters = parameter_values(level, None if seed is None else key)
        mirror = IDENTITY
        if seed is not None and level.variants.mirrors:
            mirror = MIRRORS[draw(key, "mirror", len(MIRRORS))]
        return _variant(level, key, parameters, mirror)
    except KeyProblemError as error:
        where = "" if seed is None else f"in the variant of seed {seed}: "
        line = line_of(_lines(level.path), error.path)
        problem = Problem(str(level.path), line, dotted(error.path), f"{where}{error}")
        raise LevelError((problem,)) from None


def _lines(path: Path) -> dict[KeyPath, int]:
    """Return where a level's keys stand now; it may have changed since it was read."""
    try:
        return key_lines(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return {(): 1}


def parameter_values(level: LevelFile, key: str | None) -> dict[str, float]:
    """Return the parameters' published values (no key), or values drawn with the key."""
    values: dict[str, float] = {}
    for name, parameter in level.loss.parameters.items():
        path: KeyPath = ("loss", "parameters", name)
        if not isinstance(parameter, DrawnParameter):
            values[name] = number(parameter, values, path)
        elif key is None:
            values[name] = parameter.value
        else:
            grid = parameter_grid(parameter, path)
            values[name] = grid[draw(key, name, len(grid))]
    return values


def parameter_grid(parameter: DrawnParameter, path: KeyPath) -> tuple[float, ...]:
    """Return the values that a parameter may take in variants, computed in exact decimals."""
    if parameter.choices is not None:
        return parameter.choices
    if parameter.between is None:
        return (parameter.value,)
    low, high = (Fraction(repr(bound)) for bound in parameter.between)
    step = Fraction(repr(parameter.step)) if parameter.step else (high - low) / DEFAULT_STEPS
    if not low < high or (high - low) / step > 10_000:
        raise KeyProblemError(
            path, "'between' is [low, high] with low < high, in at most 10,000 steps"
        )
    return tuple(float(low + k * step) for k in range(int((high - low) / step) + 1))


def number(expression: float | str, parameters: Mapping[str, float], path: KeyPath) -> float:
    """Return the value of an expression, which has to be finite; ``path`` is the key it is for."""
    if isinstance(expression, float):
        return expression
    try:
        value = evaluate(expression, parameters)
    except FormulaError as error:
        raise KeyProblemError(path, str(error)) from None
    if not math.isfinite(value):
        raise KeyProblemError(path, f"{expression!r} is {value}, not a finite number")
    return value


def start_of(level: LevelFile, parameters: Mapping[str, float]) -> Point:
    """Return the start, which has to lie on the map."""
    w1, w2 = (number(w, parameters, ("start", "w")) for w in level.start.w)
    for name, w, (low, high) in (("w1", w1, level.map.w1), ("w2", w2, level.map.w2)):
        if not low <= w <= high:
            problem = f"{name} = {w:g} is not on the map, which is from {low:g} to {high:g}"
            raise KeyProblemError(("start", "w"), problem)
    return w1, w2


def goal_of(level: LevelFile, parameters: Mapping[str, float]) -> Goal:
    """Return the goal in numbers."""
    goal = level.goal
    if isinstance(goal, KeepPromiseGoal):
        total = number(goal.total, parameters, ("goal", "total"))
        if total <= 0.0:
            raise KeyProblemError(("goal", "total"), f"{total:g} is not a number above 0")
        return msgspec.structs.replace(goal, total=total)
    return msgspec.structs.replace(goal, loss=number(goal.loss, parameters, ("goal", "loss")))


def optimizer_of(bot: BotSection, parameters: Mapping[str, float], path: KeyPath) -> Optimizer:
    """Return a bot's method. Settings are numbers, formulas in the parameters, or names."""
    settings: dict[str, float | str] = {}
    for name, setting in bot.settings.items():
        named = name == "schedule"
        settings[name] = setting if named else number(setting, parameters, (*path, name))
    try:
        return build(bot.optimizer, settings)
    except SettingError as error:
        raise KeyProblemError(path, str(error)) from None


def par_of(level: LevelFile, parameters: Mapping[str, float]) -> int:
    """Return the par, a whole number of turns that the level allows."""
    par = number(level.stars.par, parameters, ("stars", "par"))
    if par != int(par) or not 1 <= par <= level.rules.turns:
        allowed = f"a whole number from 1 to {level.rules.turns}, the turns of the level"
        raise KeyProblemError(("stars", "par"), f"{par:g} is not {allowed}")
    return int(par)


def _variant(level: Level, key: str, parameters: Mapping[str, float], mirror: Mirror) -> Variant:
    loss = _compiled(level.loss.formula, tuple(parameters.items()), level.dataset)
    bots = [(level.bot, ("bot",)), *((g, ("ghosts", i)) for i, g in enumerate(level.ghosts))]
    methods = [mirrored(optimizer_of(bot, parameters, path), mirror) for bot, path in bots]
    return Variant(
        key=key,
        parameters=parameters,
        mirror=mirror,
        loss=loss,
        surface=loss if mirror == IDENTITY else MirroredSurface(loss, mirror),
        box=_mirrored_box(level.map.w1, level.map.w2, mirror),
        start=mirror.apply(start_of(level, parameters)),
        goal=goal_of(level, parameters),
        bot=methods[0],
        ghosts=tuple(methods[1:]),
        par=par_of(level, parameters),
        noise=level.noise,
    )


@lru_cache(maxsize=64)
def _compiled(
    formula: str, parameters: tuple[tuple[str, float], ...], dataset: Dataset | None
) -> Loss:
    """Compile a loss once: replays and retries of the same variant share it."""
    return Loss(formula, dict(parameters), dataset)


def _mirrored_box(w1: Point, w2: Point, mirror: Mirror) -> tuple[Point, Point]:
    a, b = mirror.apply((w1[0], w2[0])), mirror.apply((w1[1], w2[1]))
    return (min(a[0], b[0]), max(a[0], b[0])), (min(a[1], b[1]), max(a[1], b[1]))
