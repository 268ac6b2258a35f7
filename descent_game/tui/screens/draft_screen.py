"""What the two screens of a level file being written share: map, findings, solution."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import work
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from descent_game.authoring.draft import Draft, DraftFindings, draft_findings, same_map
from descent_game.checking.findings import Finding
from descent_game.checking.level_check import ShouldContinue
from descent_game.game.game import Game
from descent_game.game.summary import turns_words
from descent_game.game.wording import plain
from descent_game.measuring.solver import solved
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words
from descent_game.tui.latest_job import LatestJob
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.help import help_lines
from descent_game.view.line import Line, named
from descent_game.view.scene import debrief_scene

KEEP_SECONDS = 0.4
"""How long the report on the draft before stays on the screen while a new one is made."""

ReadDraft = Callable[[], Draft]


class DraftScreen(GameScreen):
    """Shows a draft, read and checked in threads; an invalid one leaves the last map in place.

    Attributes:
        draft: The last draft that was read.
        report: The last report of the level check.
        current: Whether that report is about ``draft``.
        findings: The last known findings.
    """

    @dataclass
    class Read(Message):
        """A draft has been read."""

        draft: Draft

    @dataclass
    class Checked(Message):
        """The draft has been checked, in part or whole."""

        draft: Draft
        report: DraftFindings

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.draft = Draft(None)
        self.report: DraftFindings | None = None
        self.current = False
        self.findings: Sequence[Finding] = ()
        self.solution = ""
        self.reading_seconds = 0.0
        """How long it took to read the last draft."""
        self._rewrite_timer: Timer | None = None
        self._reading = LatestJob[ReadDraft](self._read)
        self._checking = LatestJob[Draft](self._check)

    @property
    def checked(self) -> bool:
        """Whether the check of this draft is complete."""
        return self.current and self.report is not None and self.report.findings is not None

    @property
    def will_change(self) -> bool:
        """Whether another draft is about to be read, so that this one need not be checked."""
        return False

    def load(self, read: ReadDraft) -> None:
        """Read and check a draft in a thread; earlier requests are cancelled."""
        self._reading.submit(read)

    def on_unmount(self) -> None:
        self._reading.stop()
        self._checking.stop()

    def on_draft_screen_read(self, message: Read) -> None:
        before, self.draft = self.draft, message.draft
        self.current, self.solution = False, ""
        game = self.draft.game
        if game is None:
            self.findings = self.draft.problems
        else:
            if self.level is None or not same_map(self.level, game.level):
                self.query_one(MapView).scene = debrief_scene(game)
            self.level = game.level
        if (game is None) != (before.game is None):
            self.refresh_bindings()
        if game is None or before.game is None:
            self.rewrite()
        elif self._rewrite_timer is None:
            self._rewrite_timer = self.set_timer(KEEP_SECONDS, self.rewrite)
        if not self.will_change:
            self.call_after_refresh(self._checking.submit, message.draft)  # the frame comes first

    def on_draft_screen_checked(self, message: Checked) -> None:
        if message.draft is not self.draft:
            return
        self.report, self.current = message.report, True
        if message.report.findings is not None:
            self.findings = message.report.findings
        if self.checked or self._rewrite_timer is None:
            self.rewrite()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("play", "solve") or self.draft.game is not None

    def action_play(self) -> None:
        if self.draft.game is not None:
            self.post_message(LevelChosen(self.draft.game.level))

    def action_solve(self) -> None:
        game = self.draft.game
        if game is not None:
            self.solution = "Searching ..."
            self.rewrite()
            self._solve(game)

    def action_help(self) -> None:
        game, style, keys = self.draft.game, settings_of(self).style, key_words(self)

        def lines(width: int) -> Sequence[Line]:
            return help_lines(game, style, keys, width) if game else named(keys, width)

        self.app.push_screen(PageScreen("Help", lines))

    def rewrite(self) -> None:
        """Write all lines and the report again."""
        if self._rewrite_timer is not None:
            self._rewrite_timer.stop()
            self._rewrite_timer = None
        super().rewrite()
        self.query_one("#report", Page).rewrite()

    def _read(self, read: ReadDraft, should_continue: ShouldContinue) -> None:
        began = time.monotonic()
        draft = read()
        self.reading_seconds = time.monotonic() - began
        self.post_message(self.Read(draft))

    def _check(self, draft: Draft, should_continue: ShouldContinue) -> None:
        for report in draft_findings(draft, should_continue):
            self.post_message(self.Checked(draft, report))

    @work(thread=True, exclusive=True, group="solve")
    def _solve(self, game: Game) -> None:
        worker, found = get_current_worker(), solved(game)
        moves = ", ".join(f"({plain(t.heading)}°, {plain(t.move.step)})" for t in found.turns)
        reached = "reaches the goal" if found.player.reached else "comes closest"
        words = (
            f"{moves}: {reached} in {turns_words(found.player.turns)}; par is {game.variant.par}."
        )
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_solution, game, words)

    def _show_solution(self, game: Game, words: str) -> None:
        if game is self.draft.game:
            self.solution = words
            self.rewrite()
