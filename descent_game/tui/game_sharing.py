"""Sharing a game from a screen: the result on the clipboard, pictures and pages as files."""

from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from textual.screen import Screen

from descent_game.catalogue.data_folder import data_folder
from descent_game.game.game import Game
from descent_game.player.files import write_whole
from descent_game.tui.host import settings_of
from descent_game.tui.screens.pages import Choice, ChoiceScreen
from descent_game.view.game_export import EXPORTS, Export, file_name, result_line


def copy_result(screen: Screen[Any], game: Game, *, practice: bool = False) -> None:
    """Put the result on the clipboard in one line, and show the line."""
    line = result_line(game, practice=practice)
    screen.app.copy_to_clipboard(line)
    screen.notify(f"Copied, where the terminal allows it:\n{line}", markup=False, timeout=6)


def export_game(screen: Screen[Any], game: Game) -> None:
    """Ask how to share a game, and write its file."""
    choices = tuple(Choice(export.key, export.words, export.name) for export in EXPORTS)
    question = "Share this game as a file:"
    screen.app.push_screen(ChoiceScreen(question, choices), partial(_take, screen, game))


def _take(screen: Screen[Any], game: Game, answer: str | None) -> None:
    export = next((export for export in EXPORTS if export.name == answer), None)
    if export is not None:
        work = partial(_make, screen, game, export)
        screen.run_worker(work, thread=True, group="export")


def _make(screen: Screen[Any], game: Game, export: Export) -> None:
    """Make the file in a thread of its own: pictures of levels with data take a while."""
    text = export.make(game, settings_of(screen))
    screen.app.call_from_thread(_deliver, screen, file_name(game, export), text)


def _deliver(screen: Screen[Any], name: str, text: str) -> None:
    """Write the file where the game was started, or beside the record; browsers download it."""
    if screen.app.is_web:
        screen.app.deliver_text(StringIO(text), save_filename=name)
        return
    for folder in (Path.cwd(), data_folder()):
        path = folder / name
        try:
            write_whole(path, text)
        except OSError as error:
            trouble = f"{path} cannot be written: {error.strerror or error}"
        else:
            screen.notify(f"Written: {name}\nin {folder}", markup=False, timeout=8)
            return
    screen.notify(trouble, severity="error", markup=False)
