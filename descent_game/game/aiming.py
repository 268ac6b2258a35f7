"""Aiming: how keys change the next move, on the grids of headings and steps that they offer."""

import math
from typing import NamedTuple

from descent_game.game.directions import full_circle, heading_of, unit
from descent_game.game.moves import MAX_INERTIA, Move, step_ladder
from descent_game.level.schema import Level, RulesSection
from descent_game.losses.surface import Point

GRID = 5.0
"""Degrees between neighbouring headings of the grid."""
INERTIA_STEP = 0.05


class Aim(NamedTuple):
    """The move that would be made now, with the fields of ``Move``."""

    heading: float | None
    step: float
    inertia: float | None = None

    @property
    def move(self) -> Move:
        """The move that this aim makes."""
        return Move(*self)


def offers_compass(level: Level) -> bool:
    """Tell whether a level lets the player aim along the compass by one key."""
    rules = level.rules
    shown = "compass" in level.map.instruments
    return shown and rules.moves != "gradient" and not rules.turn_axes


def first_aim(rules: RulesSection, reach: float = math.inf) -> Aim:
    """Return the aim of a new game: along +w1, about half the longest step, at most ``reach``.

    Args:
        rules: The rules of the level.
        reach: The longest step, in the unit of the weights.
    """
    longest = min(rules.max_step / 2, reach)
    ladder = step_ladder(rules.max_step)
    step = next((rung for rung in ladder if rung <= longest), ladder[-1])
    heading = None if rules.moves == "gradient" else 0.0
    return Aim(heading, step, 0.0 if rules.inertia == "player" else None)


def rotated(aim: Aim, degrees: float) -> Aim:
    """Return the aim turned counter-clockwise; multiples of ``GRID`` end on the grid."""
    if aim.heading is None:
        return aim
    heading = aim.heading + degrees
    if degrees % GRID == 0.0:
        rounding = math.floor if degrees > 0.0 else math.ceil
        heading = GRID * rounding(round(heading / GRID, 9))
    return aim._replace(heading=heading % 360.0)


def with_step(aim: Aim, rungs: int, rules: RulesSection) -> Aim:
    """Return the aim with its step some rungs of the ladder longer (``rungs`` > 0) or shorter."""
    return aim._replace(step=step_from(aim.step, rungs, rules.max_step))


def step_from(step: float, rungs: int, max_step: float) -> float:
    """Return the step that is some rungs of the ladder longer (``rungs`` > 0) or shorter.

    The first rung from a step between two of them is the next one.
    """
    ladder = step_ladder(max_step)
    if rungs > 0:
        longer = [k for k, rung in enumerate(ladder) if rung > step * (1 + 1e-9)]
        place = longer[-1] - (rungs - 1) if longer else 0
    else:
        shorter = [k for k, rung in enumerate(ladder) if rung < step * (1 - 1e-9)]
        place = shorter[0] - (rungs + 1) if shorter else len(ladder) - 1
    return ladder[min(max(place, 0), len(ladder) - 1)]


def along(aim: Aim, vector: Point, rules: RulesSection, axes: float = 0.0) -> Aim:
    """Return the aim with the heading of a vector, or the nearest that the rules allow.

    Args:
        aim: The aim.
        vector: A vector of weights; without a direction the aim stays.
        rules: The rules of the level.
        axes: By how many degrees the player has turned the axes of an axis level.
    """
    if aim.heading is None or not 0.0 < math.hypot(*vector) < math.inf:
        return aim
    heading = heading_of(vector)
    if rules.moves == "axis":
        heading = full_circle(axes + 90.0 * round((heading - axes) / 90.0))
    return aim._replace(heading=heading)


def towards(aim: Aim, vector: Point, rules: RulesSection, axes: float = 0.0) -> Aim:
    """Return the aim whose push is the vector, or the nearest one that the rules allow.

    The arguments are those of ``along``.
    """
    length = math.hypot(*vector)
    if not math.isfinite(length):
        return aim
    aimed = along(aim, vector, rules, axes)
    if rules.moves == "axis" and aimed.heading is not None:
        cosine, sine = unit(aimed.heading)
        length = abs(vector[0] * cosine + vector[1] * sine)
    return aimed._replace(step=min(length, rules.max_step))


def with_inertia(aim: Aim, steps: int) -> Aim:
    """Return the aim with its inertia changed by ``steps`` of 0.05, where the player chooses it."""
    if aim.inertia is None:
        return aim
    inertia = round(aim.inertia + steps * INERTIA_STEP, 9)
    return aim._replace(inertia=min(max(inertia, 0.0), MAX_INERTIA))
