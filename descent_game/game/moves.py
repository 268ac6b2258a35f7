"""A move: what the player chooses in a turn, and the update that results."""

import math
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from descent_game.errors import MoveError
from descent_game.game.directions import full_circle, heading_of, unit
from descent_game.level.schema import FileMove, RulesSection
from descent_game.losses.surface import Box, Interval, Point
from descent_game.optimizers.base import each_weight

MAX_INERTIA = 0.95
ROUND_NUMBERS = ("8", "6.3", "5", "4", "3.2", "2.5", "2", "1.6", "1.25", "1")
"""The ladder of steps in each power of ten: the preferred numbers R10, rounded as on screens."""
RUNGS = 31
"""Steps that the keys offer: three powers of ten."""
WALL_TOLERANCE = 1e-9
"""A wall that cuts off less than this share of an update does not count: it is rounding."""


class Move(NamedTuple):
    """A move.

    Attributes:
        heading: The direction in degrees, counter-clockwise from +w1; None where the level sets it.
        step: The length of the push, in the unit of the weights.
        inertia: The share of the velocity that is kept, in levels where the player chooses it.

    >>> from descent_game import Move
    >>> Move(heading=90.0, step=0.5)
    Move(heading=90.0, step=0.5, inertia=None)
    """

    heading: float | None
    step: float
    inertia: float | None = None


class Update(NamedTuple):
    """The displacement of a turn, its end, and whether a wall shortened it."""

    displacement: Point
    end: Point
    at_wall: bool


def move_from_file(numbers: FileMove) -> Move:
    """Return the move that a level file writes as ``[heading, step]`` or ``["-", step]``."""
    heading, step, *inertia = numbers
    return Move(
        None if isinstance(heading, str) else heading,
        float(step),
        float(inertia[0]) if inertia else None,
    )


@lru_cache(maxsize=64)
def step_ladder(max_step: float) -> tuple[float, ...]:
    """Return the steps that the keys offer, longest first.

    They are the longest step, whatever its value, and the round numbers below it.

    >>> step_ladder(2.2)[:5]
    (2.2, 2.0, 1.6, 1.25, 1.0)
    """
    power = math.floor(math.log10(max_step)) + 1
    decades = range(power, power - 2 - RUNGS // len(ROUND_NUMBERS), -1)
    steps = (float(f"{number}e{k}") for k in decades for number in ROUND_NUMBERS)
    return (max_step, *islice((step for step in steps if step < max_step), RUNGS - 1))


def check_move(move: Move, rules: RulesSection, axes: float = 0.0) -> None:
    """Check that the rules allow a move.

    Args:
        move: The move.
        rules: The rules of the level.
        axes: By how many degrees, from 0 to 90, the player has turned the axes of an axis level.

    Raises:
        MoveError: Heading, step or inertia is missing or not allowed.
    """
    _check_heading(move.heading, rules)
    if rules.moves == "axis" and move.heading is not None:
        _check_axes(move.heading, rules, axes)
    if not 0.0 <= move.step <= rules.max_step:  # NaN fails too
        raise MoveError(f"step {move.step:g} is not from 0 to {rules.max_step:g}")
    if rules.inertia == "player":
        if move.inertia is None:
            raise MoveError(f"this level asks for an inertia from 0 to {MAX_INERTIA:g} as well")
        if not 0.0 <= move.inertia <= MAX_INERTIA:
            raise MoveError(f"inertia {move.inertia:g} is not from 0 to {MAX_INERTIA:g}")
    elif move.inertia is not None:
        raise MoveError(
            f"inertia {move.inertia:g} is given, but this level does not let you choose it"
        )


def push(move: Move, compass: Point, rules: RulesSection) -> Point:
    """Return ``step * (cos heading, sin heading)``; in gradient levels along the compass."""
    if rules.moves == "gradient":
        return _along(compass, move.step)
    cosine, sine = unit(move.heading or 0.0)
    return move.step * cosine, move.step * sine


def effective_heading(move: Move, compass: Point) -> float:
    """Return the heading of a move, which a gradient level takes from the compass."""
    if move.heading is None:
        return heading_of(compass)
    return full_circle(move.heading)


def inertia_of(move: Move, rules: RulesSection) -> float:
    """Return the share of the velocity that a move keeps."""
    return (move.inertia or 0.0) if rules.inertia == "player" else rules.inertia


def walk(w: Point, displacement: Point, box: Box) -> Update:
    """Return the update from a point, shortened at the wall of the map without changing direction.

    Args:
        w: The point.
        displacement: The update without walls, one number per weight.
        box: The map, one ``(low, high)`` per weight.

    Returns:
        The update; one that ends at a wall but for rounding is not ``at_wall``.
    """
    share = min(map(_share, w, displacement, box))
    if share < 1.0:
        displacement = each_weight(lambda d: share * d, displacement)
    end = each_weight(lambda x, d, wall: min(max(x + d, wall[0]), wall[1]), w, displacement, box)
    return Update(displacement, end, share < 1.0 - WALL_TOLERANCE)


def _check_heading(heading: float | None, rules: RulesSection) -> None:
    if rules.moves == "gradient":
        if heading is not None:
            raise MoveError(f"heading {heading:g} is given, but this level sets the heading; use -")
    elif heading is None:
        raise MoveError("the heading is missing; it is a number of degrees")
    elif not math.isfinite(heading):
        raise MoveError(f"heading {heading:g} is not a finite number of degrees")


def _check_axes(heading: float, rules: RulesSection, axes: float) -> None:
    if is_along(heading, axes) or (rules.turn_axes and axes == 0.0):
        return
    allowed = ", ".join(f"{axes + quarter:g}" for quarter in (0, 90, 180, 270))
    raise MoveError(f"heading {heading:g} is not one of {allowed}, as this level asks")


def is_along(heading: float, axes: float) -> bool:
    """Tell whether a heading is along axes that are turned by ``axes`` degrees."""
    return abs((heading - axes + 45.0) % 90.0 - 45.0) < 1e-9


def _share(w: float, displacement: float, bounds: Interval) -> float:
    """Return the share of a displacement that stays within the bounds of one weight, at most 1."""
    if displacement == 0.0 or bounds[0] <= w + displacement <= bounds[1]:
        return 1.0
    wall = bounds[1] if displacement > 0.0 else bounds[0]
    return max(0.0, (wall - w) / displacement)


def _along(vector: Point, length: float) -> Point:
    """Return a vector of the given length along another one; zero where there is no direction."""
    norm = math.hypot(*vector)
    if not 0.0 < norm < math.inf:
        return 0.0, 0.0
    along: Point = each_weight(lambda x: length * (x / norm), vector)
    return along
