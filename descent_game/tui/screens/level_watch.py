"""The workshop: a level file's map, claims and findings, drawn again at every save."""

import os
import shlex
import subprocess
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer

from descent_game.authoring.draft import read_draft, stamp_of
from descent_game.tui.screens.draft_screen import DraftScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.draft import draft_lines
from descent_game.view.line import Line, Piece, spread

LOOKS = 0.04
"""Seconds between two looks at the file: with drawing, a save shows within 0.2."""

GONE = 10
"""Looks after which a file that is not there is gone: editors put new files in place."""

SCROLL = Binding.Group("scroll", compact=True)

NO_EDITOR = "No editor is set (such as EDITOR=nano). The game has one: descent level edit FILE."
NO_ROOM = "No editor can take this terminal over. The game has one: descent level edit FILE."


class LevelWatchScreen(DraftScreen):
    """Shows a level file as it stands; it is edited elsewhere."""

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

    def compose(self) -> ComposeResult:
        """Lay out the map and what is said of the file."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield MapView(id="map")
            with VerticalScroll(id="side", classes="report-box", can_focus=False):
                yield Page(self._report, id="report")
        yield Footer()

    def on_mount(self) -> None:
        """Look at the file now and again."""
        self.study(partial(read_draft, self.path))
        self.set_interval(LOOKS, self._look)

    def action_edit(self) -> None:
        """Open the file in the editor, and come back when it is closed."""
        named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        words = shlex.split(named, posix=os.name == "posix")  # elsewhere paths have backslashes
        editor = [word.strip('"') for word in words]
        if not editor:
            self.notify(NO_EDITOR, markup=False)
            return
        try:
            with self.app.suspend():
                subprocess.run([*editor, str(self.path)], check=False)  # noqa: S603 - their own
        except SuspendNotSupported:
            self.notify(NO_ROOM, markup=False)
        except OSError as error:
            self.notify(f"{editor[0]}: {error.strerror}", severity="error", markup=False)

    def _look(self) -> None:
        stamp = stamp_of(self.path)
        self._missed = self._missed + 1 if stamp is None else 0
        if stamp != self._stamp and (stamp is not None or self._missed >= GONE):
            self._stamp = stamp
            self.study(partial(read_draft, self.path))

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        left = (Piece("Workshop  ", "dim"), Piece(self.path.name, "strong"))
        words = "cannot be read" if self.draft.problems else ""
        return [spread(left, (Piece(words, "bad"),), width)]

    def _report(self, width: int) -> list[Line]:
        proof = self.proof if self.current else None
        mapped = self.query_one(MapView).scene is not None
        return draft_lines(self.draft, proof, self.solution, width, mapped=mapped)
