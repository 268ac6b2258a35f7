"""One game on a student's page: the map, buttons to step through it, the readouts of the turns."""

import math
from collections.abc import Iterable
from typing import Any

from descent_game.game.game import Game, Turn
from descent_game.game.summary import bot_words, ending_words
from descent_game.game.wording import plain, sentence, signed, split_texts
from descent_game.homework.report.maps import map_svg, path_line, place
from descent_game.rendering.html import escaped, json_script

FIELDS = (
    ("turn", "Turn"),
    ("move", "Move"),
    ("loss", "Loss"),
    ("promise", "Promise"),
    ("alone1", "w1 alone"),
    ("alone2", "w2 alone"),
    ("interaction", "Only together"),
    ("together", "What happened"),
    ("verdict", "In words"),
)
"""The fields of a turn, with the labels of the game's readout."""


def game_section(game: Game, notes: Iterable[str] = ()) -> str:
    """Return a finished game as a section that can be stepped through; ``notes`` are HTML."""
    title = game.level.title
    box, path = game.variant.box, game.player.path
    start = place(box, path[0])
    shapes = (
        path_line(box, game.bot.path, "bot"),
        path_line(box, path, f"player {'reached' if game.player.reached else 'short'}"),
        f'<circle class="here" cx="{start[0]:g}" cy="{start[1]:g}" r="4"/>',
    )
    drawn = map_svg(game, shapes, f"{title}: the path of the player and of the bot")
    fields = "".join(
        f'<dt>{escaped(name)}</dt><dd data-field="{key}">-</dd>' for key, name in FIELDS
    )
    buttons = "".join(
        f'<button type="button" aria-label="{name}">{sign}</button>'
        for name, sign in (
            ("Start", "|&lt;"), ("Back", "&lt;"), ("Forward", "&gt;"), ("End", "&gt;|"),
        )
    )  # fmt: skip
    slider = f'<input type="range" min="0" max="{len(game.turns)}" value="{len(game.turns)}"'
    return (
        f'<section class="game"><figure>{drawn}<figcaption>Ring: start. Line: the player. '
        "Dotted: the bot. Dark is low; green is the goal.</figcaption></figure><div>"
        f"<h3>{escaped(title)}</h3><p>{escaped(ending_words(game))}; the bot was "
        f"{escaped(bot_words(game.bot))}. Stars: {game.stars} of 3.</p>"
        f"{''.join(f'<p>{note}</p>' for note in notes)}"
        f'<div class="steps">{buttons}{slider} aria-label="Turn"></div><dl>{fields}</dl>'
        f"{json_script(_turns(game))}</div></section>"
    )


def _turns(game: Game) -> list[dict[str, Any]]:
    """Return what the page shows at the start and after each turn."""
    begin = {
        "at": place(game.variant.box, game.player.path[0]),
        "turn": "start",
        "loss": plain(game.player.losses[0], 4),
    }
    return [begin, *(_turn(game, turn) for turn in game.turns)]


def _turn(game: Game, turn: Turn) -> dict[str, Any]:
    move, readout = turn.player, turn.player.readout
    alone1, alone2, interaction, together = split_texts(readout)
    decimals = len(together.partition(".")[2])
    end = move.end if all(map(math.isfinite, move.end)) else move.start
    inertia = "" if turn.move.inertia is None else f", inertia {turn.move.inertia:g}"
    return {
        "at": place(game.variant.box, end),
        "turn": str(turn.number),
        "move": f"heading {turn.heading:.4g} degrees, step {turn.move.step:.4g}{inertia}",
        "loss": plain(move.loss, 4),
        "promise": signed(readout.promise, decimals),
        "alone1": alone1,
        "alone2": alone2,
        "interaction": interaction,
        "together": together,
        "verdict": sentence(move, noisy=game.level.noise is not None),
    }
