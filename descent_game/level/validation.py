"""What must hold between the keys of a level file, beyond the type of each."""

import math
from collections.abc import Callable, Mapping
from typing import TypeVar

from descent_game.errors import FormulaError
from descent_game.level.decoding import Problems
from descent_game.level.positions import KeyPath
from descent_game.level.schema import DrawnParameter, KeepPromiseGoal, Level, NoiseSection, Play
from descent_game.level.texts import unknown_fields
from descent_game.level.variant import (
    KeyProblemError,
    goal_of,
    optimizer_of,
    par_of,
    parameter_grid,
    parameter_values,
    start_of,
)
from descent_game.losses.dataset import Dataset
from descent_game.losses.formula import name_problem
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Point

T = TypeVar("T")


def validate(level: Level, problems: Problems) -> None:
    """Add everything to ``problems`` that keeps the published level from being played."""
    _check_map(level, problems)
    _check_names(level, problems)
    _check_texts(level, problems)
    _check_plays(level, problems)
    if level.stars.two is not None and level.stars.two > level.rules.turns:
        problems.append((("stars", "two"), f"{level.stars.two} is more than the level's turns"))
    if level.noise is not None:
        _check_noise(level.noise, level.dataset, problems)
    parameters = _attempt(lambda: parameter_values(level, None), problems)
    if parameters is not None:
        _check_numbers(level, parameters, problems)


def _check_numbers(level: Level, parameters: Mapping[str, float], problems: Problems) -> None:
    """Check everything that is computed from the parameters."""
    goal = _attempt(lambda: goal_of(level, parameters), problems)
    start = _attempt(lambda: start_of(level, parameters), problems)
    _attempt(lambda: par_of(level, parameters), problems)
    _attempt(lambda: optimizer_of(level.bot, parameters, ("bot",)), problems)
    for position, ghost in enumerate(level.ghosts):
        path = ("ghosts", position)
        _attempt(lambda ghost=ghost, path=path: optimizer_of(ghost, parameters, path), problems)  # type: ignore[misc]
    try:
        loss = Loss(level.loss.formula, parameters, level.dataset)
    except FormulaError as error:
        problems.append((("loss", "formula"), str(error)))
        return
    if start is not None and goal is not None and not isinstance(goal, KeepPromiseGoal):
        _check_start_loss(loss, start, float(goal.loss), problems)


def _check_start_loss(loss: Loss, start: Point, goal: float, problems: Problems) -> None:
    value = loss.value(start)
    if not math.isfinite(value):
        problems.append((("start", "w"), f"the loss is {value} at the start, not a finite number"))
    elif value <= goal:
        reason = f"the loss at the start is {value:g}, which is already at the goal of {goal:g}"
        problems.append((("start", "w"), reason))


def _check_map(level: Level, problems: Problems) -> None:
    for name, (low, high) in (("w1", level.map.w1), ("w2", level.map.w2)):
        if not low < high:
            problems.append(
                (("map", name), f"[{low:g}, {high:g}] is not [low, high] with low < high")
            )
    sight = level.map.sight
    if sight != "all" and not sight > 0.0:
        problems.append((("map", "sight"), f"{sight:g} is not a radius above 0"))
    inertia = level.rules.inertia
    if inertia != "player" and not 0.0 <= inertia <= 0.95:
        problems.append((("rules", "inertia"), f"{inertia:g} is not from 0 to 0.95"))


def _check_noise(noise: NoiseSection, dataset: Dataset | None, problems: Problems) -> None:
    if (noise.sd is None) == (noise.rows is None):
        problems.append((("noise",), "give either 'sd' or 'rows'"))
    elif noise.rows is not None and (dataset is None or noise.rows > dataset.count):
        available = "no data" if dataset is None else f"{dataset.count} rows of data"
        problems.append((("noise", "rows"), f"{noise.rows} rows, but the level has {available}"))


def _check_names(level: Level, problems: Problems) -> None:
    """Check the names of parameters, and the ranges they are drawn from."""
    columns = level.dataset.names if level.dataset else ()
    for name, parameter in level.loss.parameters.items():
        path: KeyPath = ("loss", "parameters", name)
        if reason := name_problem(name):
            problems.append((path, reason))
        elif name in columns:
            problems.append((path, f"{name!r} is the name of a data column too"))
        if isinstance(parameter, DrawnParameter):
            _check_range(parameter, path, problems)


def _check_range(parameter: DrawnParameter, path: KeyPath, problems: Problems) -> None:
    if parameter.between is not None and parameter.choices is not None:
        problems.append((path, "give either 'between' or 'choices', not both"))
        return
    grid = _attempt(lambda: parameter_grid(parameter, path), problems)
    if grid is not None and not min(grid) <= parameter.value <= max(grid):
        allowed = f"from {min(grid):g} to {max(grid):g}, as its variants are"
        problems.append(((*path, "value"), f"{parameter.value:g} is not {allowed}"))


def _check_texts(level: Level, problems: Problems) -> None:
    claims = [claim.name for claim in level.claims]
    for key in ("brief", "debrief", "why"):
        for reason in unknown_fields(getattr(level.text, key) or "", claims):
            problems.append((("text", key), reason))
    for position, question in enumerate(level.questions):
        if question.answer > len(question.choices):
            reason = f"{question.answer} is not one of the {len(question.choices)} choices"
            problems.append((("questions", position, "answer"), reason))


def _check_plays(level: Level, problems: Problems) -> None:
    for position, play in enumerate(level.plays):
        path: KeyPath = ("plays", position)
        if (play.moves is None) == (play.policy is None):
            problems.append((path, "give either 'moves' or 'policy'"))
        elif reason := _bad_step(play, level):
            problems.append(((*path, "moves"), reason))


def _bad_step(play: Play, level: Level) -> str:
    for number, (_, step, *_rest) in enumerate(play.moves or (), start=1):
        if isinstance(step, str) or not 0.0 <= step <= level.rules.max_step:
            return f"move {number}: step {step} is not from 0 to {level.rules.max_step:g}"
    return ""


def _attempt(make: Callable[[], T], problems: Problems) -> T | None:
    """Return what ``make`` makes, or None after noting why it cannot."""
    try:
        return make()
    except KeyProblemError as error:
        problems.append((error.path, str(error)))
        return None
