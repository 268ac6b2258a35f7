"""The workshop: a level file's map, claims and findings, drawn again at every save."""

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer
from textual.worker import get_current_worker

from descent_game.checking.solver import solved
from descent_game.checking.workshop import Draft, Proof, prove, read_draft, stamp_of
from descent_game.game.account import turns_words
from descent_game.game.game import Game
from descent_game.game.wording import plain
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words
from descent_game.tui.lines.help import help_lines
from descent_game.tui.lines.line import Line, Piece, named, spread
from descent_game.tui.lines.workshop import draft_lines
from descent_game.tui.messages import LevelChosen
from descent_game.tui.scene import debrief_scene
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page import Page

LOOKS = 0.04
"""Seconds between two looks at the file: with drawing, a save shows within 0.2."""

SCROLL = Binding.Group("scroll", compact=True)

NO_EDITOR = "Say in the environment which editor to open: EDITOR=nano, for instance."


class WorkshopScreen(GameScreen):
    """Shows a level file as it stands; the last good map stays while the file is broken."""

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
        super().__init__()
        self.path = path
        self.draft = Draft(None)
        self.proof: Proof | None = None
        self.solution = ""
        self._stamp = stamp_of(path)

    def compose(self) -> ComposeResult:
        """Lay out the map and what is said of the file."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield MapView(id="map")
            with VerticalScroll(id="side", can_focus=False):
                yield Page(self._report, id="report")
        yield Footer()

    def on_mount(self) -> None:
        """Look at the file now and again."""
        self._read()
        self.set_interval(LOOKS, self._look)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to play and to solve what can be read."""
        del parameters
        return action not in ("play", "solve") or self.draft.game is not None

    def action_edit(self) -> None:
        """Open the file in the editor, and come back when it is closed."""
        editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
        if not editor:
            self.notify(NO_EDITOR, markup=False)
            return
        try:
            with self.app.suspend():
                subprocess.run([*editor, str(self.path)], check=False)  # noqa: S603 - their own
        except OSError as error:
            self.notify(f"{editor[0]}: {error.strerror}", severity="error", markup=False)

    def action_play(self) -> None:
        """Play the level as it stands."""
        if self.draft.game is not None:
            self.post_message(LevelChosen(self.draft.game.level))

    def action_solve(self) -> None:
        """Search for the shortest play."""
        game = self.draft.game
        if game is not None:
            self.solution = "Searching ..."
            self._rewrite()
            self.run_worker(lambda: self._solve(game), thread=True, exclusive=True, group="solve")

    def action_scroll(self, rows: int) -> None:
        """Scroll what is said."""
        self.query_one("#side", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_help(self) -> None:
        """Explain every symbol and every key."""
        game, style, keys = self.draft.game, settings_of(self).style, key_words(self)

        def told(width: int) -> Sequence[Line]:
            return help_lines(game, style, keys, width) if game else named(keys, width)

        self.app.push_screen(PageScreen("Help", told))

    def _look(self) -> None:
        stamp = stamp_of(self.path)
        if stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            self._read()

    def _read(self) -> None:
        """Show the file as it is, and begin to prove it."""
        self.draft, self.proof, self.solution = read_draft(self.path), None, ""
        game = self.draft.game
        if game is not None:
            self.query_one(MapView).scene = debrief_scene(game)
            self.call_after_refresh(self._begin_proof)  # the frame comes first
        self._rewrite()

    def _begin_proof(self) -> None:
        game = self.draft.game
        if game is not None:
            self.run_worker(lambda: self._prove(game), thread=True, exclusive=True, group="proof")

    def _prove(self, game: Game) -> None:
        worker, proof = get_current_worker(), prove(game)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take_proof, game, proof)

    def _take_proof(self, game: Game, proof: Proof) -> None:
        if game is self.draft.game:
            self.proof = proof
            self._rewrite()

    def _solve(self, game: Game) -> None:
        worker, found = get_current_worker(), solved(game)
        moves = ", ".join(f"({plain(t.heading)}°, {plain(t.move.step)})" for t in found.turns)
        reached = "reaches the goal" if found.player.reached else "comes closest"
        words = (
            f"{moves}: {reached} in {turns_words(found.player.turns)}; par is {game.variant.par}."
        )
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take_solution, game, words)

    def _take_solution(self, game: Game, words: str) -> None:
        if game is self.draft.game:
            self.solution = words
            self._rewrite()

    def _rewrite(self) -> None:
        self.query_one("#status", LineView).rewrite()
        self.query_one("#report", Page).rewrite()
        self.refresh_bindings()

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        left = (Piece("Workshop  ", "dim"), Piece(self.path.name, "strong"))
        words = "cannot be read" if self.draft.trouble else ""
        return [spread(left, (Piece(words, "bad"),), width)]

    def _report(self, width: int) -> list[Line]:
        mapped = self.query_one(MapView).scene is not None
        return draft_lines(self.draft, self.proof, self.solution, width, mapped=mapped)
