"""The losses of one game by turn: player, bots and goal, drawn by ``rendering/chart.py``."""

import math
from collections.abc import Sequence
from functools import lru_cache

from descent_game.game.game import Game
from descent_game.game.summary import loss_name
from descent_game.game.track import Termination, Track
from descent_game.rendering.chart import draw_chart
from descent_game.rendering.chart_layout import Chart, Run
from descent_game.rendering.style import Style
from descent_game.view.line import Line, Piece, Role
from descent_game.view.sides import BOT, BOT_GLYPHS, YOU, ghost_side

HELD_OUT = "held out"


@lru_cache(maxsize=4)
def chart_lines(
    game: Game,
    turn: int,
    size: tuple[int, int],
    style: Style = "braille",
    others: tuple[tuple[str, Game], ...] = (),
) -> list[Line]:
    """Return the losses up to a turn as lines; none where there is too little room.

    Kept from key press to key press: what has been played does not change.

    Args:
        game: The game.
        turn: The last turn that is drawn. Nothing later is told, by the scale neither.
        size: Columns and rows, title and turns included.
        style: The style of the map.
        others: Further games with their names, drawn after the bots.
    """
    rows = draw_chart(game_chart(game, turn, others), size, style=style)
    return [tuple(Piece(text, role) for text, role in row) for row in rows]


def game_chart(game: Game, turn: int, others: Sequence[tuple[str, Game]] = ()) -> Chart[Role]:
    """Return what a chart of a game shows up to a turn: no more than the player may know."""
    runs = [Run("you", YOU.name[0], YOU.role, _known(game, game.player, turn))]
    if game.variant.held_out is not None:
        path = game.player.path[: turn + 1]
        losses = [game.held_out_loss(w) for w in path]
        known = [math.nan if loss is None else loss for loss in losses]
        runs.append(Run(HELD_OUT, "∘", "held-out", known))
    methods = (game.variant.bot, *game.variant.ghosts)
    tracks = (game.bot, *game.ghosts)
    for number, (track, method) in enumerate(zip(tracks, methods, strict=True)):
        side = BOT if number == 0 else ghost_side(number)
        name = method.name if len(tracks) == 1 else method.describe().replace(", rate", "")
        runs.append(_run(name.partition(",")[0], side.name[0], side.role, (game, track), turn))
    for number, (name, other) in enumerate(others, start=len(tracks)):
        glyph = BOT_GLYPHS[number % len(BOT_GLYPHS)]
        runs.append(_run(name, glyph, ghost_side(number).role, (game, other.player), turn))
    goal = math.nan if game.hides_loss else game.goal.loss
    return Chart(runs, f"{loss_name(game).upper()} BY TURN", goal, game.level.rules.turns)


def _run(name: str, glyph: str, role: Role, of: tuple[Game, Track], turn: int) -> Run[Role]:
    """Return a run up to a turn; one that has diverged by then says so."""
    game, track = of
    ended = track.termination is Termination.DIVERGED and turn >= track.turns
    note = "diverged" if ended else ""
    return Run(name, glyph, role, _known(game, track, turn), note=note)


def _known(game: Game, track: Track, turn: int) -> list[float]:
    """Return the losses of a side up to a turn, as far as the player may know them."""
    return [game.known_loss(track, number) for number in range(min(turn, track.turns) + 1)]
