"""Aiming: what the keys change before a move is made, on the grids that the keys offer."""

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
    """The move that would be made now; ``heading`` and ``inertia`` as in ``Move``."""

    heading: float | None
    step: float
    inertia: float | None = None

    @property
    def move(self) -> Move:
        """The move that this aim makes."""
        return Move(*self)


def offers_compass(level: Level) -> bool:
    """Tell whether a level lets the player aim down the compass without more ado."""
    rules = level.rules
    shown = "compass" in level.map.instruments
    return shown and rules.moves != "gradient" and not rules.turn_axes


def first_aim(rules: RulesSection, reach: float = math.inf) -> Aim:
    """Return the aim of a new game: along +w1, about half the longest step, at most ``reach``."""
    longest = min(rules.max_step / 2, reach)
    ladder = step_ladder(rules.max_step)
    step = next((rung for rung in ladder if rung <= longest), ladder[-1])
    heading = None if rules.moves == "gradient" else 0.0
    return Aim(heading, step, 0.0 if rules.inertia == "player" else None)


def turned(aim: Aim, degrees: float) -> Aim:
    """Return the aim turned counter-clockwise; whole steps of the grid end on the grid."""
    if aim.heading is None:
        return aim
    heading = aim.heading + degrees
    if degrees % GRID == 0.0:
        rounding = math.floor if degrees > 0.0 else math.ceil
        heading = GRID * rounding(round(heading / GRID, 9))
    return aim._replace(heading=heading % 360.0)


def stretched(aim: Aim, rungs: int, rules: RulesSection) -> Aim:
    """Return the aim with its step so many rungs longer, or shorter; off the ladder, onto it."""
    ladder = step_ladder(rules.max_step)
    if rungs > 0:
        longer = [k for k, step in enumerate(ladder) if step > aim.step * (1 + 1e-9)]
        place = longer[-1] - (rungs - 1) if longer else 0
    else:
        shorter = [k for k, step in enumerate(ladder) if step < aim.step * (1 - 1e-9)]
        place = shorter[0] - (rungs + 1) if shorter else len(ladder) - 1
    return aim._replace(step=ladder[min(max(place, 0), len(ladder) - 1)])


def along(aim: Aim, vector: Point, rules: RulesSection, axes: float = 0.0) -> Aim:
    """Return the aim with the heading of a vector, or the nearest that the rules allow.

    ``axes`` is how far the player has turned the axes of an axis level, in degrees.
    """
    if aim.heading is None or not 0.0 < math.hypot(*vector) < math.inf:
        return aim
    heading = heading_of(vector)
    if rules.moves == "axis":
        heading = full_circle(axes + 90.0 * round((heading - axes) / 90.0))
    return aim._replace(heading=heading)


def towards(aim: Aim, vector: Point, rules: RulesSection, axes: float = 0.0) -> Aim:
    """Return the aim whose push is the vector, or the nearest that the rules allow."""
    length = math.hypot(*vector)
    if not math.isfinite(length):
        return aim
    aimed = along(aim, vector, rules, axes)
    if rules.moves == "axis" and aimed.heading is not None:
        cosine, sine = unit(aimed.heading)
        length = abs(vector[0] * cosine + vector[1] * sine)
    return aimed._replace(step=min(length, rules.max_step))


def kept(aim: Aim, steps: int) -> Aim:
    """Return the aim with its inertia changed by so many steps, where the player chooses it."""
    if aim.inertia is None:
        return aim
    inertia = round(aim.inertia + steps * INERTIA_STEP, 9)
    return aim._replace(inertia=min(max(inertia, 0.0), MAX_INERTIA))
