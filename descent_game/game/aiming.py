"""Aiming: how keys change the next move, on the grids of headings and steps that they offer."""

import math
from typing import NamedTuple

from descent_game.errors import MoveError
from descent_game.game.directions import full_circle, heading_of, unit
from descent_game.game.game import Game
from descent_game.game.moves import MAX_INERTIA, Move, step_ladder
from descent_game.level.schema import Level, RulesSection
from descent_game.losses.surface import Point

GRID = 5.0
"""Degrees between neighbouring headings of the grid."""
INERTIA_STEP = 0.05
FIRST_SHARE = 0.2
"""The most that the step of a new game's aim may be, as a share of the longest one."""
HEADING_IS_SET = "this level sets the heading"


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


def offers_rate(level: Level) -> bool:
    """Tell whether a level shows the slopes from which the step of a learning rate follows."""
    shown = level.map.instruments
    return "compass" in shown or ("partials" in shown and level.rules.compass == "gradient")


def first_step(level: Level) -> float:
    """Return the step of a new game's aim: on the ladder, within the player's sight.

    It is at most a fifth of the longest one, so that many turns of it do not win by themselves.
    """
    sight = level.map.sight
    longest = FIRST_SHARE * level.rules.max_step
    reach = longest if sight == "all" else min(longest, float(sight))
    ladder = step_ladder(level.rules.max_step)
    return next((rung for rung in ladder if rung <= reach), ladder[-1])


def next_aim(game: Game) -> Aim:
    """Return the aim of a game that begins or goes on: the first one, or that of the last move."""
    return after_move(game, last_aim(game)) if game.turns else first_aim(game)


def first_aim(game: Game) -> Aim:
    """Return the aim of a new game: down the compass where it is granted, else along w1."""
    rules = game.level.rules
    heading = None if rules.moves == "gradient" else 0.0
    inertia = 0.0 if rules.inertia == "player" else None
    aim = Aim(heading, first_step(game.level), inertia)
    if offers_compass(game.level):
        return along(aim, game.compass, rules, game.axes)
    return after_move(game, aim)


def after_move(game: Game, aim: Aim) -> Aim:
    """Return the aim to go on with: turned where it would lead uphill, or nowhere but to a wall.

    It turns down the compass where that is granted, else it is reversed if that promises less. The
    promise is shown in every level, so that nothing withheld decides.
    """
    _, update, promise = game.preview(aim.move)
    blocked = update.at_wall and not any(update.displacement)
    if aim.heading is None or not (promise > 0.0 or blocked):
        return aim
    if offers_compass(game.level):
        return along(aim, game.compass, game.level.rules, game.axes)
    back = opposite(aim)
    return back if game.preview(back.move).promise < promise else aim


def downhill(game: Game, aim: Aim) -> Aim:
    """Return the aim down the compass, or along the axis that is nearest to it.

    Raises:
        MoveError: The level withholds that, or there is no slope.
    """
    level = game.level
    if level.rules.moves == "gradient":
        raise MoveError(HEADING_IS_SET)
    if not offers_compass(level):
        reason = "you turn the axes yourself" if level.rules.turn_axes else "it has no compass"
        raise MoveError(f"this level does not aim down by itself: {reason}")
    if not 0.0 < math.hypot(*game.compass) < math.inf:
        raise MoveError("there is no slope here that leads down")
    return along(aim, game.compass, level.rules, game.axes)


def opposite(aim: Aim) -> Aim:
    """Return the aim with the opposite heading.

    Raises:
        MoveError: The level sets the heading.
    """
    if aim.heading is None:
        raise MoveError(HEADING_IS_SET)
    return aim._replace(heading=full_circle(aim.heading + 180.0))


def at_last_rate(game: Game, aim: Aim) -> Aim:
    """Return the aim with the step that the learning rate of the last move gives here.

    The rate is the last step over the slope that was shown then; both slopes are those of the
    compass, with the noise of their turns. The step is at most the longest.

    Raises:
        MoveError: The level withholds the slopes, or no rate can be computed.
    """
    if not offers_rate(game.level):
        raise MoveError("this level shows no slopes, so there is no learning rate to keep")
    step = last_aim(game).step
    before = math.hypot(*game.compass_in(len(game.turns)))
    slope = math.hypot(*game.compass)
    if not (0.0 < before < math.inf and 0.0 < slope < math.inf):
        raise MoveError("a learning rate needs a slope, here and where the last move began")
    return aim._replace(step=min(step * (slope / before), game.level.rules.max_step))


def last_aim(game: Game) -> Aim:
    """Return the aim of the last move.

    Raises:
        MoveError: There has been no move.
    """
    if not game.turns:
        raise MoveError("there has been no move")
    return Aim(*game.turns[-1].move)


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
