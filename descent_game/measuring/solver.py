"""A search for the shortest play by key: the few best places of each turn are pursued.

A beam search under the level's own rules (walls, axes, a given heading, inertia, noise), sight-free
and for every kind of goal. What it finds can be played; that nothing shorter exists it cannot say.
"""

import math

import numpy as np

from descent_game.game.directions import heading_of
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.losses.ranking import lowest_in_order, lowest_index
from descent_game.measuring.candidates import FloatArray
from descent_game.measuring.search import low_places
from descent_game.measuring.stepping import Ends, Place, step_all

WIDTH = 40
"""Places pursued from each turn to the next."""
ROWS = 16_000
"""Rows of data times places that are pursued at most: every row makes each place dearer."""
FEWEST = 4
"""Places pursued however many rows of data there are."""
CELLS = 200
"""Places closer together than the map's width over this count as the same."""
ON_EDGE = 1e-6
"""What is this close below the edge of a cell belongs above it: round numbers lie on edges."""
RANKED = 50
"""Moves looked at for each place that is pursued: most lead to the same few cells."""


def solve(game: Game, width: int = WIDTH) -> tuple[Move, ...]:
    """Return the moves of the shortest play to the goal that was found, or of the best attempt."""
    targets = _targets(game)
    width = max(FEWEST, min(width, ROWS // game.variant.loss.cost))
    front = [Place.start(game)]
    for turn in range(1, game.level.rules.turns + 1):
        step = step_all(game, turn, front)
        chosen = _chosen(game, step.ends, targets, width)
        if not chosen:
            break
        front = [step.place(index) for index in chosen]
        if front[0].progress.reached:
            break
    return front[0].moves


def solved(game: Game, width: int = WIDTH) -> Game:
    """Return a game of the same variant in which the play that was found is made."""
    played = Game(game.level, game.seed)
    for move in solve(game, width):
        if played.outcome is None:
            played.play(move)
    return played


def straight_turns(game: Game) -> int | None:
    """Return in how many turns somebody arrives who heads straight for a low place, in any heading.

    None where nobody does, or where moves are not free. A low place may be so narrow that no move
    by key ends there.
    """
    rules, found = game.level.rules, list[int]()
    if rules.moves != "free" or rules.inertia not in (0.0, "player"):
        return None
    inertia = 0.0 if rules.inertia == "player" else None
    for target in _targets(game):
        played = Game(game.level, game.seed)
        while played.outcome is None:
            left = target[0] - played.position[0], target[1] - played.position[1]
            step = min(math.hypot(*left), rules.max_step)
            played.play(Move(heading_of(left), step, inertia))
        if played.player.goal_turn is not None:
            found.append(played.player.goal_turn)
    return min(found, default=None)


def _targets(game: Game) -> FloatArray:
    """Return places ``(n, 2)`` where the goal is met; none where moves cannot head for them."""
    goal = game.goal.loss
    if game.level.rules.moves == "gradient" or math.isnan(goal):
        return np.empty((0, 2))
    return np.array(low_places(game.variant.surface, game.variant.box, goal))


def _chosen(game: Game, ends: Ends, targets: FloatArray, width: int) -> list[int]:
    """Return the moves to pursue: one of those at the goal, or the best by two measures in turn.

    The measures are the loss, after what was held and counted so far, and the distance left.
    """
    losses, progress = ends.progress.loss, ends.progress
    if np.any(progress.reached):
        return [lowest_index(np.where(progress.reached, losses, np.inf))]
    defined = np.isfinite(losses)
    if not np.any(defined):
        return []
    span = float(np.ptp(losses[defined])) + 1.0
    score, ranked = losses - span * progress.held - 1e6 * span * progress.counted, RANKED * width
    orders = [lowest_in_order(score, ranked)]
    if len(targets):
        left = _way_left(_coasting(game, ends), targets)
        orders.append(lowest_in_order(np.where(defined, left, np.inf), ranked))
    chosen: dict[tuple[float, ...], int] = {}
    for best in zip(*orders, strict=True):
        for index in best:
            if defined[index] and len(chosen) < width:
                chosen.setdefault(_cell(game, ends, index), index)
    return list(chosen.values())


def _coasting(game: Game, ends: Ends) -> FloatArray:
    """Return where the next turn would end without a push."""
    kept = game.level.rules.inertia
    return ends.positions if kept == "player" else ends.positions + kept * ends.velocities


def _way_left(positions: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the squared distance to the nearest target."""
    left, (w1, w2) = np.full(len(positions), np.inf), positions.T
    for target1, target2 in targets.tolist():
        away1, away2 = w1 - target1, w2 - target2
        np.minimum(left, away1 * away1 + away2 * away2, out=left)
    return left


def _cell(game: Game, ends: Ends, index: int) -> tuple[float, ...]:
    """Return what makes a place different: cells of position and velocity, turns held."""
    sizes = [(high - low) / CELLS for low, high in game.variant.box]
    vectors = [ends.positions[index].tolist()]
    if game.level.rules.inertia != 0.0:
        vectors.append(ends.velocities[index].tolist())
    parts = [part / size for vector in vectors for part, size in zip(vector, sizes, strict=True)]
    return (float(ends.progress.held[index]), *(math.floor(part + ON_EDGE) for part in parts))
