"""Contour maps as lines of text."""

from dataclasses import replace

from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.wording import plain
from descent_game.rendering.map_layer import draw_map
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.palette import palette
from descent_game.rendering.relief import Terrain, constant_loss
from descent_game.rendering.style import Style
from descent_game.rendering.text_page import Size, map_page, map_size, page
from descent_game.view.scene import play_scene, terrain_of


def map_lines(game: Game, size: Size, style: Style) -> list[str]:
    """Return the whole map of a game with both paths so far, its scale and a legend."""
    overlay = Overlay(start=game.variant.start)
    if game.turns:
        bot = tuple(game.bot.path[: len(game.turns) + 1])
        overlay = Overlay(tuple(game.player.path), (bot,), start=game.variant.start)
    colours = palette(depth="none")
    terrain = terrain_of(game)
    canvas = map_page(terrain, size, overlay, style=style, palette=colours)
    return [*(line.rstrip() for line in canvas.lines()), *flat_words(terrain)]


def flat_words(terrain: Terrain) -> list[str]:
    """Return what a map without any contour shows; nothing where there is something to see."""
    loss = constant_loss(terrain)
    return [] if loss is None else [f"The loss is {plain(loss)} everywhere."]


def seen_lines(game: Game, move: Move, size: Size, style: Style) -> list[str]:
    """Return what a player sees of the map now, fog and all, with the arrow of a move."""
    scene = play_scene(game, move)
    overlay = replace(scene.overlay, overview_rows=0)
    colours = palette(depth="none")
    view = scene.view(*map_size(size))
    layer = draw_map(view, scene.terrain, style=style, palette=colours, fog=scene.fog)
    return [line.rstrip() for line in page(layer, size, overlay).lines()]
