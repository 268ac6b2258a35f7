"""Motion: the scenes between two moments, by the share of the time that has passed."""

import math
from dataclasses import replace

from descent_game.game.game import Game
from descent_game.rendering.fog import Fog
from descent_game.rendering.lens import Focus
from descent_game.view.scene import Scene, debrief_scene, path_until

FRAME = 1 / 30
"""Seconds from one picture to the next."""
GLIDE = 0.25
"""Seconds that a move takes on the screen."""
REVEAL = 0.9
"""Seconds in which the fog lifts at the end."""


def eased(share: float) -> float:
    """Return a share that grows slowly at its start and its end (smoothstep)."""
    return share * share * (3.0 - 2.0 * share)


def gliding(before: Scene, game: Game, share: float) -> Scene:
    """Return the scene while both sides move through the last turn."""
    turn = game.player.turns
    paths = [game.player.path, game.bot.path, *(ghost.path for ghost in game.ghosts)]
    time = turn - 1 + eased(share)
    player, *others = (path_until(path, time) for path in paths)
    overlay = replace(before.overlay, player=player, bots=tuple(others), aim=None, compass=None)
    return replace(before, overlay=overlay)


def revealing(game: Game, share: float) -> Scene:
    """Return the scene of the debrief while its view widens and the fog lifts."""
    sight = game.level.map.sight
    end = debrief_scene(game)
    if sight == "all" or share >= 1.0:
        return end
    (left, right), (bottom, top) = game.variant.box
    whole = math.hypot(right - left, top - bottom)
    grown = float(sight) * (whole / float(sight)) ** eased(share)
    path = tuple(game.player.path)
    return replace(end, fog=Fog(path, grown), focus=Focus(path[-1], grown))
