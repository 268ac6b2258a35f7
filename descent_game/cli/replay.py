"""``descent replay``: a game is watched again, or exported."""

import os.path
from collections.abc import Callable

import click

from descent_game.catalogue.catalogue import UnknownLevelError, open_level
from descent_game.cli.output import current_settings, echo, read_input, write_output
from descent_game.cli.play import has_screen
from descent_game.cli.screen_options import look_options
from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.replay import from_json
from descent_game.game.replay import replay as play_again

FILE = "FILE"


@click.command(epilog="Example: descent replay first-light --html game.html")
@click.argument("game")
@click.option("--level", "level_name", metavar="LEVEL", help="The level's file, where it moved.")
@click.option("--svg", metavar=FILE, help="Write a picture.")
@click.option("--animated", metavar=FILE, help="Write a picture that moves (SVG).")
@click.option("--html", metavar=FILE, help="Write a page with a player; it needs no network.")
@click.option("--cuts", metavar=FILE, help="Write the cut of every move (SVG).")
@click.option("--text", metavar=FILE, help="Write the result and a table of turns; - prints it.")
@click.option("--line", is_flag=True, help="Print the result in one line.")
@look_options
def replay(game: str, level_name: str | None, line: bool, **files: str | None) -> int:
    """Watch GAME again: a replay's file, - for standard input, or a level's id for your best game.

    With an option that writes something, nothing is shown on the screen. Without a terminal the
    text is printed.
    """
    played = find_game(game, level_name)
    wanted = {kind: file for kind, file in files.items() if file is not None}
    for kind, file in wanted.items():
        write_output(file, _exporter(kind)(played))
    if line:
        from descent_game.view.game_export import result_line  # noqa: PLC0415

        echo(result_line(played))
    elif not wanted:
        return _show(played)
    return 0


def find_game(name: str, level_name: str | None = None) -> Game:
    """Return the game of a replay's file, or the best game kept of a level.

    Raises ``DescentError`` where there is none, or where its level has changed.
    """
    if name != "-" and not os.path.exists(name):
        return _best_game(name)
    try:
        recorded = from_json(read_input(name))
    except DescentError as error:
        raise DescentError(f"{name}: {error}") from None
    try:
        level = open_level(level_name or recorded.level)
    except UnknownLevelError as error:
        raise DescentError(f"{name}: {error} Name the level's file with --level.") from None
    return play_again(recorded, level)


def _best_game(name: str) -> Game:
    """Return the best game that is kept of a level."""
    from descent_game.cli.records import lasting_record  # noqa: PLC0415
    from descent_game.player.record import level_key  # noqa: PLC0415
    from descent_game.player.replays import best_kept  # noqa: PLC0415

    try:
        level = open_level(name)
    except UnknownLevelError as error:
        raise DescentError(f"{name!r} is neither a file nor a level: {error}") from None
    record = lasting_record()
    best = best_kept(record.kept(level_key(level)))
    if best is None:
        raise DescentError(f"no finished game of {level.id!r} is kept")
    return play_again(record.replay_of(best), level)


def _exporter(kind: str) -> Callable[[Game], str]:
    """Return the function that makes an export of that kind."""
    from descent_game.view.game_export import EXPORTS  # noqa: PLC0415 - loads NumPy

    export = next(export for export in EXPORTS if export.name == kind)
    return lambda game: export.make(game, current_settings())


def _show(game: Game) -> int:
    if not has_screen():
        write_output("-", _exporter("text")(game))
        return 0
    from descent_game.tui.running import run_game  # noqa: PLC0415 - loads the screen
    from descent_game.tui.screens.watch import WatchScreen  # noqa: PLC0415

    return run_game(first_screen=lambda app: WatchScreen(game, app.record))
