"""What screens on a level file that is being written share: its map, its proof, its solution."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.containers import VerticalScroll
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
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.help import help_lines
from descent_game.view.line import Line, named
from descent_game.view.scene import debrief_scene

PATIENCE = 0.4
"""Seconds for which what was said of the draft before is left standing without a word."""

ReadDraft = Callable[[], Draft]


class DraftScreen(GameScreen):
    """Shows a draft; while it is broken, the last good map stays. ``study`` takes the next one.

    ``proof`` is the last there is, ``current`` tells whether it is that of this draft. ``findings``
    are the last that are known.
    """

    class Read(Message):
        """A draft has been read."""

        def __init__(self, draft: Draft) -> None:
            super().__init__()
            self.draft = draft

    class Proved(Message):
        """The draft has been proved, in part or whole."""

        def __init__(self, draft: Draft, proof: DraftFindings) -> None:
            super().__init__()
            self.draft, self.proof = draft, proof

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.draft = Draft(None)
        self.proof: DraftFindings | None = None
        self.current = False
        self.findings: Sequence[Finding] = ()
        self.solution = ""
        self.reading_seconds = 0.0
        """How long the last draft took to be read."""
        self._patience: Timer | None = None
        self._reading = LatestJob[ReadDraft](self._read)
        self._proving = LatestJob[Draft](self._prove)

    @property
    def proved(self) -> bool:
        """Whether all is known of this draft."""
        return self.current and self.proof is not None and self.proof.findings is not None

    @property
    def awaits_another(self) -> bool:
        """Whether another draft is coming, so that this one is not worth a proof."""
        return False

    def study(self, read: ReadDraft) -> None:
        """Read and prove a draft, off the screen's thread; what was under way is dropped."""
        self._reading.submit(read)

    def on_unmount(self) -> None:
        """Leave off."""
        self._reading.stop()
        self._proving.stop()

    def on_draft_screen_read(self, message: Read) -> None:
        """Show another draft."""
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
        elif self._patience is None:
            self._patience = self.set_timer(PATIENCE, self.rewrite)
        if not self.awaits_another:
            self.call_after_refresh(self._proving.submit, message.draft)  # the frame comes first

    def on_draft_screen_proved(self, message: Proved) -> None:
        """Show what the check says, unless there is another draft by now.

        While it is quick, all is shown at once.
        """
        if message.draft is not self.draft:
            return
        self.proof, self.current = message.proof, True
        if message.proof.findings is not None:
            self.findings = message.proof.findings
        if self.proved or self._patience is None:
            self.rewrite()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to play and to solve what can be read."""
        del parameters
        return action not in ("play", "solve") or self.draft.game is not None

    def action_play(self) -> None:
        """Play the level as it stands."""
        if self.draft.game is not None:
            self.post_message(LevelChosen(self.draft.game.level))

    def action_solve(self) -> None:
        """Search for the shortest play."""
        game = self.draft.game
        if game is not None:
            self.solution = "Searching ..."
            self.rewrite()
            self.run_worker(lambda: self._solve(game), thread=True, exclusive=True, group="solve")

    def action_scroll(self, rows: int) -> None:
        """Scroll what is said."""
        self.query_one(".report-box", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_help(self) -> None:
        """Explain every symbol and every key."""
        game, style, keys = self.draft.game, settings_of(self).style, key_words(self)

        def told(width: int) -> Sequence[Line]:
            return help_lines(game, style, keys, width) if game else named(keys, width)

        self.app.push_screen(PageScreen("Help", told))

    def rewrite(self) -> None:
        """Write everything that is said anew."""
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        for view in self.query(LineView):
            view.rewrite()
        self.query_one("#report", Page).rewrite()

    def _read(self, read: ReadDraft, should_continue: ShouldContinue) -> None:
        """Read, in a thread of its own."""
        del should_continue  # it is quickly done
        began = time.monotonic()
        draft = read()
        self.reading_seconds = time.monotonic() - began
        self.post_message(self.Read(draft))

    def _prove(self, draft: Draft, should_continue: ShouldContinue) -> None:
        """Prove, in a thread of its own; what it has begun may take seconds."""
        for proof in draft_findings(draft, should_continue):
            self.post_message(self.Proved(draft, proof))

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
            self.rewrite()
