"""What the map shows: from a game, an aim and a time to a scene."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from descent_game.game.game import Game
from descent_game.game.half_planes import excluded
from descent_game.game.instruments import rose
from descent_game.game.moves import Move, inertia_of, push
from descent_game.losses.surface import Point
from descent_game.rendering.fog import Fog
from descent_game.rendering.lens import DISC_ROWS, Focus, lens
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.regions import Regions
from descent_game.rendering.relief import Terrain
from descent_game.rendering.ring import Ring
from descent_game.rendering.viewport import Aspect, Viewport
from descent_game.view.instruments import spokes_of

Trajectory: TypeAlias = tuple[Point, ...]
"""The points of a side, turn by turn, from the start on."""

RECENT = 4
"""How many of the last points the lens keeps in view."""

OVERVIEW_ROWS = 7

FRAME = 1 / 30
"""Seconds from one picture to the next."""
GLIDE = 0.25
"""Seconds that a move takes on the screen."""
REVEAL = 0.9
"""Seconds in which the fog lifts at the end."""


@dataclass(frozen=True)
class Scene:
    """What a map shows, whatever its size; without a focus it shows the whole map.

    ``data_rows`` is over how many rows of data the loss is computed at every point.
    """

    terrain: Terrain
    overlay: Overlay
    fog: Fog | None = None
    focus: Focus | None = None
    aspect: Aspect = "equal"
    data_rows: int = 0
    regions: Regions | None = None

    def view(self, columns: int, rows: int) -> Viewport:
        """Return the weights to show in so many cells."""
        whole = Viewport.fit(self.terrain.box, columns, rows, self.aspect)
        if self.focus is None:
            return whole
        focus = self.focus
        if self.fog is None:
            # Everything may be seen: the lens shows the whole map until somebody zooms in.
            focus = replace(focus, sight=max(DISC_ROWS, rows // 3) * whole.row_height / 2)
        return lens(self.terrain.box, columns, rows, focus, self.aspect)


def terrain_of(game: Game) -> Terrain:
    """Return the landscape that the player may know, with the goal's contour where it is a loss."""
    height = math.nan if game.hides_loss else game.goal.loss
    return Terrain(
        values=game.shown.values,
        box=game.variant.box,
        goal=None if math.isnan(height) else height,
        isovalues=game.level.map.isovalues,
    )


def fog_of(game: Game) -> Fog | None:
    """Return what the player has seen, None where the whole map is open."""
    sight = game.level.map.sight
    if sight == "all":
        return None
    planes = excluded(game) if "half-planes" in game.level.map.instruments else ()
    return Fog(tuple(game.player.path), float(sight), planes)


def data_rows(game: Game) -> int:
    """Return over how many rows of data the loss is computed, as what it costs."""
    return game.variant.loss.cost


def bot_path(game: Game, turn: int) -> Trajectory:
    """Return the path of the bot up to a turn."""
    return tuple(game.bot.path[: turn + 1])


def play_scene(
    game: Game, move: Move, zoom: float = 1.0, keep: Trajectory = (), *, ring: bool = False
) -> Scene:
    """Return the scene before a move.

    Args:
        game: The game.
        move: The move that would be made.
        zoom: The zoom of the lens.
        keep: Points that the lens keeps in view besides the last moves.
        ring: Whether the ring of its step is drawn, with the rose where the level grants it.
    """
    turn, path = game.player.turns, tuple(game.player.path)
    sight = game.level.map.sight
    if "half-planes" in game.level.map.instruments:  # they tell about the whole map
        (left, right), (bottom, top) = game.variant.box
        keep = (*keep, (left, bottom), (right, top))
    focus = Focus(
        centre=path[-1],
        sight=1.0 if sight == "all" else float(sight),
        keep=() if sight == "all" else (*path[-RECENT:], *keep),
        zoom=zoom,
    )
    shown = "compass" in game.level.map.instruments
    overlay = Overlay(
        player=path,
        bots=(bot_path(game, turn), *(tuple(g.path[: turn + 1]) for g in game.ghosts)),
        aim=game.preview(move).update.displacement,
        compass=game.compass if shown else None,
        start=path[0],
        overview_rows=OVERVIEW_ROWS,
        spokes=spokes_of(game),
        push=_push_of(game, move),
        ring=_ring_of(game, move.step) if ring else None,
    )
    return Scene(
        terrain_of(game), overlay, fog_of(game), focus, game.level.map.aspect, data_rows(game)
    )


def _ring_of(game: Game, step: float) -> Ring:
    granted = "rose" in game.level.map.instruments
    return Ring(step, tuple(petal.together for petal in rose(game, step)) if granted else ())


def _push_of(game: Game, move: Move) -> Point | None:
    """Return what a move adds to the speed, None where none is kept."""
    rules = game.level.rules
    kept = inertia_of(move, rules)
    return push(move, game.compass, rules) if kept and any(game.velocity) else None


def debrief_scene(game: Game, turn: int | None = None, insight: Trajectory = ()) -> Scene:
    """Return the whole map without fog and all paths, or as they were after a turn.

    ``insight`` is the level's own path, drawn after the bots.
    """
    end = game.player.turns if turn is None else turn
    bot_end = game.bot.turns if turn is None else turn
    ghosts = tuple(tuple(ghost.path[: bot_end + 1]) for ghost in game.ghosts)
    overlay = Overlay(
        player=tuple(game.player.path[: end + 1]),
        bots=(bot_path(game, bot_end), *ghosts, *([insight] if insight else [])),
        start=game.player.path[0],
    )
    return Scene(terrain_of(game), overlay, aspect=game.level.map.aspect, data_rows=data_rows(game))


def replay_scene(game: Game, time: float, other: Game | None = None) -> Scene:
    """Return the whole map as it was at a time in turns; ``other`` walks along after the bots."""
    paths = [game.bot.path, *(ghost.path for ghost in game.ghosts)]
    if other is not None:
        paths.append(other.player.path)
    overlay = Overlay(
        player=path_until(game.player.path, time),
        bots=tuple(path_until(path, time) for path in paths),
        start=game.player.path[0],
    )
    return Scene(terrain_of(game), overlay, aspect=game.level.map.aspect, data_rows=data_rows(game))


def path_until(path: Sequence[Point], time: float) -> Trajectory:
    """Return a path up to a time in turns, its last piece gone in part."""
    turn = int(time)
    share = time - turn
    if turn + 1 >= len(path) or share == 0.0:
        return tuple(path[: turn + 1])
    (a1, a2), (b1, b2) = path[turn : turn + 2]
    return *path[: turn + 1], (a1 + (b1 - a1) * share, a2 + (b2 - a2) * share)


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
    overlay = replace(overlay, push=None, ring=None)
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
