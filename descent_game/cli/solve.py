"""``descent level solve``: the shortest play that a search finds, and how par compares."""

from typing import Any

import click

from descent_game.cli.output import LEVEL, echo, json_option, print_json, seed_option
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.summary import bot_words, turns_words
from descent_game.game.wording import plain
from descent_game.level.digests import level_digest
from descent_game.level.schema import Level
from descent_game.measuring.solver import solved

WIDTH = 120
"""Places pursued from turn to turn: more than the check takes, as there is only one level."""
ROW = 4
"""Moves in a row of text."""


@click.command(epilog="Example: descent level solve free-bowl --seed 3")
@click.argument("level", type=LEVEL)
@seed_option
@json_option
def solve(level: Level, seed: int | None, as_json: bool) -> None:
    """Search LEVEL for a play to the goal in few turns, and say how par compares.

    The search sees the whole map and keeps every rule of the level. Its moves are headings and
    steps that the keys offer. It does not prove that no shorter play exists.
    """
    game = solved(Game(level, seed), WIDTH)
    if as_json:
        print_json(_document(game))
    else:
        echo("\n".join(_lines(game)))


def _document(game: Game) -> dict[str, Any]:
    return {
        "level": game.level.id,
        "digest": level_digest(game.level),
        "seed": game.seed,
        "reached": game.player.reached,
        "turns": game.player.turns,
        "stars": game.stars,
        "par": game.variant.par,
        "bot_turns": game.bot.goal_turn,
        "moves": [_numbers(turn.move) for turn in game.turns],
        "path": game.player.path,
        "losses": game.player.losses,
    }


def _lines(game: Game) -> list[str]:
    where = "as published" if game.seed is None else f"variant {game.seed}"
    turns, loss = turns_words(game.player.turns), plain(game.loss)
    found = f"the goal in {turns}" if game.player.reached else f"not the goal: loss {loss}"
    return [
        f"{game.level.id}, {where}: {found}.",
        f"Par is {game.variant.par}: {_comparison(game)}. The bot: {bot_words(game.bot)}.",
        "",
        *_move_lines([turn.move for turn in game.turns]),
    ]


def _comparison(game: Game) -> str:
    turn, par = game.player.goal_turn, game.variant.par
    if turn is None:
        return "the search does not make it"
    if turn > par:
        return f"the search takes {turn - par} more"
    return f"{turns_words(par - turn)} to spare" if turn < par else "nothing to spare"


def _move_lines(moves: list[Move]) -> list[str]:
    """Return moves as a level file writes them."""
    words = [f"[{', '.join(map(_word, _numbers(move)))}]" for move in moves]
    rows = [", ".join(words[first : first + ROW]) for first in range(0, len(words), ROW)]
    if len(rows) == 1:
        return [f"moves = [{rows[0]}]"]
    return ["moves = [", *(f"  {row}," for row in rows), "]"]


def _numbers(move: Move) -> list[float | str]:
    heading: float | str = "-" if move.heading is None else move.heading
    return [heading, move.step, *([] if move.inertia is None else [move.inertia])]


def _word(number: float | str) -> str:
    return f'"{number}"' if isinstance(number, str) else f"{number:.7g}"
