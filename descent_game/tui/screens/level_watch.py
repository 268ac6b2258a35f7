"""A level file's map, claims and findings, drawn again whenever the file is saved."""

import os
import shlex
import subprocess
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from descent_game.authoring.draft import read_draft, stamp_of
from descent_game.tui.screens.draft_screen import DraftScreen
from descent_game.tui.screens.map_screens import map_and_panel
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.draft import draft_lines
from descent_game.view.line import Line, Piece, spread

POLL_SECONDS = 0.04
"""Between two looks at the file; with the drawing, a save is shown within 0.2 s."""

MAX_MISSED = 10
"""Looks until an absent file counts as removed: editors replace the file when they save."""

SCROLL = Binding.Group("scroll", compact=True)

NO_EDITOR = "No editor is set (such as EDITOR=nano). The game has one: descent level edit FILE."
NO_TERMINAL = "No editor can take this terminal over. The game has one: descent level edit FILE."


class LevelWatchScreen(DraftScreen):
    """Shows a level file that is edited by another program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit", id="workshop.edit", tooltip="Open $EDITOR"),
        Binding("p", "play", "Play", id="workshop.play"),
        Binding("s", "solve", "Solve", id="workshop.solve"),
        Binding("up", "scroll(-2)", "scroll", id="workshop.up", group=SCROLL, tooltip="Scroll up"),
        Binding(
            "down", "scroll(2)", "scroll", id="workshop.down", group=SCROLL, tooltip="Scroll down"
        ),
        Binding("pageup", "scroll(-10)", "Page up", id="workshop.page_up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", id="workshop.page_down", show=False),
        Binding("question_mark", "help", "Help", id="workshop.help"),
        Binding("q,escape", "app.leave", "Quit", id="workshop.quit", key_display="q"),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._stamp = stamp_of(path)
        self._missed = 0

    def body(self) -> ComposeResult:
        report = Page(self._report, id="report")
        box = VerticalScroll(report, id="side", classes="report-box", can_focus=False)
        yield from map_and_panel(box)

    def on_mount(self) -> None:
        self.load(partial(read_draft, self.path))
        self.set_interval(POLL_SECONDS, self._poll)

    def action_edit(self) -> None:
        named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        words = shlex.split(named, posix=os.name == "posix")  # on Windows paths have backslashes
        editor = [word.strip('"') for word in words]
        if not editor:
            self.notify(NO_EDITOR, markup=False)
            return
        try:
            with self.app.suspend():
                subprocess.run([*editor, str(self.path)], check=False)  # noqa: S603 - their own
        except SuspendNotSupported:
            self.notify(NO_TERMINAL, markup=False)
        except OSError as error:
            self.notify(f"{editor[0]}: {error.strerror}", severity="error", markup=False)

    def _poll(self) -> None:
        stamp = stamp_of(self.path)
        self._missed = self._missed + 1 if stamp is None else 0
        if stamp != self._stamp and (stamp is not None or self._missed >= MAX_MISSED):
            self._stamp = stamp
            self.load(partial(read_draft, self.path))

    def status(self, width: int) -> Line:
        left = (Piece("Workshop  ", "dim"), Piece(self.path.name, "strong"))
        words = "cannot be read" if self.draft.problems else ""
        return spread(left, (Piece(words, "bad"),), width)

    def _report(self, width: int) -> list[Line]:
        report = self.report if self.current else None
        mapped = self.query_one(MapView).scene is not None
        return draft_lines(self.draft, report, self.solution, width, mapped=mapped)
