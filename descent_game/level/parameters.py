"""The numbers of a level: its parameters, published or drawn, and expressions in them."""

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from descent_game.errors import FormulaError, KeyPath, KeyProblemError
from descent_game.level.schema import DrawnParameter, LevelFile
from descent_game.losses.loss import evaluate
from descent_game.optimizers.noise import draw

DIGITS = 3
"""Significant digits to which formulas for goals and bots are rounded, so that screens show them
as they are."""
DEFAULT_STEPS = 100
"""Steps of a parameter's grid where the level gives none."""


def parameter_values(level: LevelFile, key: str | None) -> dict[str, float]:
    """Return the values of a level's parameters, in the order of the file.

    Args:
        level: The level.
        key: The key of the random numbers, None for the published values.

    Raises:
        KeyProblemError: An expression cannot be evaluated, or a range is invalid.
    """
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


@lru_cache(maxsize=512)
def parameter_grid(parameter: DrawnParameter, path: KeyPath) -> tuple[float, ...]:
    """Return the values that a parameter may take in variants, computed as exact fractions.

    Raises:
        KeyProblemError: The range is invalid, or has too many steps.
    """
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
    """Evaluate an expression.

    Args:
        expression: A number, or a formula in the parameters.
        parameters: Values by name.
        path: The key of the expression, for problems.

    Raises:
        KeyProblemError: The formula cannot be read, or its value is not finite.
    """
    if isinstance(expression, float):
        return expression
    try:
        value = evaluate(expression, parameters)
    except FormulaError as error:
        raise KeyProblemError(path, error.message, error.column) from None
    if not math.isfinite(value):
        raise KeyProblemError(path, f"{expression!r} is {value}, not a finite number")
    return value


def rounded(value: float) -> float:
    """Return a number with ``DIGITS`` significant digits."""
    return float(f"{value:.{DIGITS}g}")
