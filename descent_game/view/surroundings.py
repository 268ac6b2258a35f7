"""What surrounds the player, in words: no more than the level's map and instruments show."""

import math
from typing import NamedTuple

from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.instruments import best_petal, curvature_along, rose, rose_at
from descent_game.game.summary import (
    bot_words,
    counted_words,
    goal_words,
    loss_name,
    progress_words,
)
from descent_game.game.wording import decimals_for, plain, signed
from descent_game.losses.surface import Point

POINTS = (
    "east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east",
)  # fmt: skip
"""The points of the compass, every 45 degrees from +w1 on."""


class Spot(NamedTuple):
    """A place around the player: where it lies, and what the loss does on the way there."""

    heading: float
    change: float


def point_name(heading: float) -> str:
    """Return the point of the compass that is nearest to a heading in degrees."""
    return POINTS[round(heading / 45.0) % len(POINTS)]


def heading_words(heading: float) -> str:
    """Return a heading such as ``225 degrees, south-west``."""
    return f"{plain(round(heading, 1) % 360.0, 4)} degrees, {point_name(heading)}"


def weights_words(w: Point) -> str:
    """Return a point such as ``(+1.20, -0.50)``."""
    return f"({signed(w[0], 2)}, {signed(w[1], 2)})"


def place_words(w: Point) -> str:
    """Return where a point lies, such as ``w1 = +1.20, w2 = -0.50``."""
    return f"w1 = {signed(w[0], 2)}, w2 = {signed(w[1], 2)}"


def held_out_words(game: Game, w: Point) -> str:
    """Return the loss on rows that are held out, as it follows a loss; nothing without such."""
    loss = game.held_out_loss(w)
    return "" if loss is None else f", held out {plain(loss)}"


def position_lines(game: Game) -> list[str]:
    """Return where the player and the bots stand, how high, and what is left to do."""
    turn, name = game.player.turns, loss_name(game)
    left = game.level.rules.turns - turn
    lines = [
        f"Turn {turn + 1} of {game.level.rules.turns}." if left else "The turns are used up.",
        f"You are at {place_words(game.position)}, {name}"
        f" {plain(game.known_loss(game.player, turn))}{held_out_words(game, game.position)}.",
        f"Goal: {goal_words(game)}.",
    ]
    if progress_words(game):
        words = filter(None, (progress_words(game), counted_words(game)))
        lines.append(f"So far: {'; last move: '.join(words)}.")
    for number, track in enumerate((game.bot, *game.ghosts), start=1):
        here = min(turn, track.turns)
        who = "The bot" if number == 1 else f"Bot {number}"
        ended = f" It is {bot_words(track)}." if turn and turn >= track.turns else ""
        w, loss = track.path[here], plain(game.known_loss(track, here))
        where = f"{who} is at {place_words(w)}, {name} {loss}{held_out_words(game, w)}."
        lines.append(f"{where}{ended}")
    return lines


def aim_lines(game: Game, aim: Aim) -> list[str]:
    """Return what a move would be: where it would end and what is promised for it.

    Raises ``MoveError`` where the rules forbid it.
    """
    preview = game.preview(aim.move)
    inertia = "" if aim.inertia is None else f", inertia {plain(aim.inertia)}"
    lines = [
        f"Heading {heading_words(preview.heading)}; step {plain(aim.step, 7)}{inertia}:"
        f" promise {signed(preview.promise, decimals_for(preview.promise))}.",
        f"It would end at {place_words(preview.update.end)}.",
    ]
    if "curvature" in game.level.map.instruments:
        bend = curvature_along(game.shown.hessian(game.position), preview.heading)
        lines.append(f"Curvature along it: {plain(bend)}.")
    if game.level.rules.moves == "gradient":
        norm = math.hypot(*game.compass)
        if 0.0 < norm < math.inf:
            lines.append(f"That is a learning rate of {plain(aim.step / norm)}.")
    if preview.update.at_wall:
        lines.append("The wall will stop you.")
    return lines


def farthest_look(game: Game) -> float:
    """Return how far the player can see from where they stand."""
    sight = game.level.map.sight
    (low1, high1), (low2, high2) = game.variant.box
    return math.hypot(high1 - low1, high2 - low2) if sight == "all" else float(sight)


def spots_around(game: Game, distance: float) -> list[Spot]:
    """Return what the map shows at a distance, at the eight points of the compass.

    No further than sight reaches; a wall shortens the way.
    """
    seen = min(distance, farthest_look(game))
    petals = rose_at(game.shown, game.position, game.gradient, seen, game.variant.box)
    return [Spot(petal.heading, petal.together) for petal in petals[:: len(petals) // 8]]


def around_lines(game: Game, distance: float) -> list[str]:
    """Return the same in words."""
    seen = min(distance, farthest_look(game))
    spots = spots_around(game, distance)
    decimals = decimals_for(*(spot.change for spot in spots))
    lines = [f"Around you at distance {plain(seen)}, as the map shows it, the loss changes by:"]
    lines += [f"  {heading_words(spot.heading)}: {signed(spot.change, decimals)}" for spot in spots]
    return lines


def rose_line(game: Game, step: float) -> str:
    """Return the finding of the rose: the heading along which the step leads lowest."""
    best = best_petal(rose(game, step))
    change = signed(best.together, decimals_for(best.together))
    return f"At step {plain(step)} the lowest loss is at {heading_words(best.heading)}: {change}."
