"""``descent simulate``: a level played from a file of moves."""

import click

from descent_game.cli.output import LEVEL, echo, json_option, print_json, read_input, seed_option
from descent_game.errors import DescentError, MoveError
from descent_game.game.game import Game
from descent_game.game.move_text import parse_moves
from descent_game.level.schema import Level
from descent_game.view.json_documents import game_document
from descent_game.view.plain_text import result_lines, turn_lines


@click.command(epilog="Example: printf '40 2\\n40 2\\n' | descent simulate first-light --moves -")
@click.argument("level", type=LEVEL)
@click.option(
    "--moves", "source", required=True, metavar="FILE", help="Moves, - for standard input."
)
@seed_option
@json_option
def simulate(level: Level, source: str, seed: int | None, as_json: bool) -> None:
    """Play LEVEL (an id or a path) with moves from a file, and print every turn's readout.

    Moves are lines 'heading step', with an inertia as a third number where the level asks for one;
    '- step' where the level gives the heading. # starts a comment.
    """
    game = Game(level, seed)
    played = play_moves(game, read_input(source), source)
    if as_json:
        print_json(game_document(game))
    else:
        for turn in game.turns:
            echo("\n".join(turn_lines(turn)))
        echo("\n".join(result_lines(game)))
    if not played:
        echo(f"descent: {source}: the game was over before its last move", err=True)


def play_moves(game: Game, text: str, source: str) -> bool:
    """Play the moves of a text; return False where the game was over before the last one."""
    try:
        for line, move in list(parse_moves(text)):
            if game.outcome is not None:
                return False
            try:
                game.play(move)
            except MoveError as error:
                raise MoveError(f"line {line}: {error}") from None
    except MoveError as error:
        raise DescentError(f"{source}: {error}") from None
    return True
