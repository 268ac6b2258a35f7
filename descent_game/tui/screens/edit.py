"""The editor of a level file, with its map, claims and findings beside it."""

import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Footer, TextArea

from descent_game.authoring.completion import Completion, about, complete
from descent_game.authoring.draft import draft_of
from descent_game.authoring.proposals import Proposal, claim_text, with_claim
from descent_game.checking.findings import Finding
from descent_game.checking.rules import Severity
from descent_game.level.schema import Level
from descent_game.level.toml.outline import outline
from descent_game.player.text_file import TextFile
from descent_game.tui.document import EditedDocument
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words, keys_of
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.draft_screen import DraftScreen
from descent_game.tui.screens.pages import Choice, ChoiceScreen, PageScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.options_box import OptionsBox
from descent_game.tui.widgets.page_view import Page
from descent_game.tui.widgets.toml_area import Mark, TomlArea
from descent_game.view.draft import SIGNS, editing_lines, without_place
from descent_game.view.editor import (
    CursorInfo,
    EditorStatus,
    cursor_lines,
    editing_help,
    status_line,
)
from descent_game.view.help import help_lines
from descent_game.view.line import Line, wrapped

TURN = 0.001
"""Seconds after which a thread that reads or proves makes way for a key: usually it is 0.005."""
QUIET = 0.15
"""Seconds without a key after which the text is looked at."""
LONGEST, SHARE = 0.5, 0.2
"""Seconds after which it is looked at while somebody goes on typing, and how much of the time."""
PAUSE = 0.05
"""Seconds between two looks at what stands around the cursor."""
LOOKS = 1.0
"""Seconds between two looks at the file, which others may change."""


class EditScreen(DraftScreen):
    """Edits a level file. What is typed is read and proved meanwhile, in a thread."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="edit.save"),
        Binding(
            "tab,f2,ctrl+@,ctrl+space", "complete", "Complete", id="edit.complete",
            key_display="tab", tooltip="Complete a name, or list what may stand here",
        ),
        Binding("f5", "play", "Play", id="edit.play", tooltip="Play the level as it stands"),
        Binding("f8", "next", "Next", id="edit.next", tooltip="Go to the next finding"),
        Binding("f9", "claim", "Claim", id="edit.claim", tooltip="Claim what was measured"),
        Binding("f4", "solve", "Solve", id="edit.solve", show=False),
        Binding("f1", "help", "Help", id="edit.help"),
        Binding("ctrl+q", "app.quit", "Quit", id="edit.quit", priority=True),
        Binding("ctrl+up", "scroll(-3)", "Scroll the report up", id="edit.up", show=False),
        Binding("ctrl+down", "scroll(3)", "Scroll it down", id="edit.down", show=False),
        Binding("up", "option(-1)", show=False, priority=True),
        Binding("down", "option(1)", show=False, priority=True),
        Binding("enter,tab", "take_option", show=False, priority=True),
        Binding("escape", "close_options", show=False, priority=True),
    ]  # fmt: skip

    def __init__(self, file: TextFile, path: Path) -> None:
        super().__init__(path)
        self.keeping = EditedDocument(self, file, self.say)
        self._said = ""
        self._turn = TURN
        self._quiet: Timer | None = None
        self._telling: Timer | None = None
        self._changed_at = 0.0

    @property
    def editor(self) -> TomlArea:
        """The editor."""
        return self.query_one(TomlArea)

    @property
    def options(self) -> OptionsBox:
        """What may be typed at the cursor, while it is shown."""
        return self.query_one(OptionsBox)

    @property
    def awaits_another(self) -> bool:
        """Whether keys have been pressed since the text was looked at."""
        return self._quiet is not None

    def compose(self) -> ComposeResult:
        """Lay out editor, map, what is said of the level, and of the line with the cursor."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            file = self.keeping.file
            yield TomlArea(file.text, id="text", read_only=file.read_only)
            with Vertical(id="side"):
                yield MapView(id="map")
                with VerticalScroll(classes="report-box", can_focus=False):
                    yield Page(self._report, id="report")
        yield LineView(self._told, id="told")
        yield OptionsBox(id="options")
        yield Footer()

    def on_mount(self) -> None:
        """Read and prove what is there; look at the file now and again."""
        self.app.install_screen(self, "editor")  # it stays while the level is played
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        self.study(partial(draft_of, self.keeping.file.text, self.path))
        self.set_interval(LOOKS, self.keeping.look)
        self.editor.focus()

    def on_unmount(self) -> None:
        """Leave everything as it was."""
        sys.setswitchinterval(self._turn)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take the keys of the list of options while it is open; play whatever is there."""
        if action in ("option", "take_option", "close_options"):
            return self.is_mounted and self.options.completion is not None
        return action == "play" or super().check_action(action, parameters)

    def rewrite(self) -> None:
        """Write everything that is said anew, and put the marks into the margin."""
        super().rewrite()
        if self.draft.problems or self.proved:
            marks: dict[int, Mark] = {}
            for finding in sorted(self.findings, key=_severity, reverse=True):
                marks[finding.line - 1] = Mark(*SIGNS[finding.severity])
            self.editor.mark(marks)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Have the text looked at soon, and go on completing."""
        event.stop()
        now = time.monotonic()
        if self._quiet is None:
            self._changed_at = now
        else:
            self._quiet.stop()
        longest = max(LONGEST, self.reading_seconds / SHARE)
        wait = min(QUIET, max(self._changed_at + longest - now, 0.001))
        self._quiet = self.set_timer(wait, self._take_text)
        self._said = ""
        self._tell_soon()
        if self.options.completion is not None:
            self._offer(complete(self.editor.lines, *self.editor.cursor_location))

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Tell about the line with the cursor."""
        event.stop()
        self._said = ""
        self._tell_soon()

    def action_next(self) -> None:
        """Go to the next finding after the line with the cursor, round and round."""
        row = self.editor.cursor_location[0]
        places = sorted({(finding.line - 1, finding.column - 1) for finding in self.findings})
        after = [place for place in places if place[0] > row] or places
        if not after:
            self.say("Nothing is found.")
        else:
            self.editor.move_cursor(after[0], center=True)

    def action_complete(self) -> None:
        """Complete the name at the cursor, or list what it may be."""
        found = complete(self.editor.lines, *self.editor.cursor_location)
        if self.editor.read_only or not found.options:
            self.say("Nothing to complete here.")
        elif len(found.options) == 1 and found.typed:
            self.editor.complete(found.typed, found.options[0].text)
        else:
            self._offer(found)

    def action_option(self, by: int) -> None:
        """Choose another option."""
        self.options.move(by)
        self._tell_soon()

    def action_take_option(self) -> None:
        """Type the chosen option."""
        found, option = self.options.completion, self.options.option
        self.options.close()
        if found is not None:
            self.editor.complete(found.typed, option.text)

    def action_close_options(self) -> None:
        """Go on without an option."""
        self.options.close()
        self._tell_soon()

    def action_claim(self) -> None:
        """Ask what to claim of what was measured, and write it."""
        proof, game = self.proof, self.draft.game
        if game is None or proof is None or not self.current or proof.proposals is None:
            self.say("Numbers are measured once the text can be read.")
        elif self.editor.read_only or not proof.proposals:
            self.say("All that is measured by itself is claimed.")
        else:
            choices = [
                Choice(str(number), proposal.words, str(number - 1))
                for number, proposal in enumerate(proof.proposals, start=1)
            ]
            answer = partial(self._claim, game.level, proof.proposals)
            self.app.push_screen(ChoiceScreen("Make it a claim?", tuple(choices)), answer)

    def action_play(self) -> None:
        """Play the text as it stands."""
        draft = draft_of(self.editor.plain_text, self.path)
        if draft.game is None:
            found = draft.problems[0]
            self.editor.move_cursor((found.line - 1, found.column - 1), center=True)
            self.say(f"Nothing to play: line {found.line}: {without_place(found)}")
        else:
            self.post_message(LevelChosen(draft.game.level))

    def action_save(self) -> None:
        """Write the file; where something else has changed it, ask first."""
        self.keeping.save()

    def action_help(self) -> None:
        """Explain keys, margin and map."""
        game, style, keys = self.draft.game, settings_of(self).style, key_words(self)

        def lines(width: int) -> list[Line]:
            more = help_lines(game, style, (), width)[:-2] if game else []
            return editing_help(keys, more, width)

        self.app.push_screen(PageScreen("The editor", lines))

    def say(self, words: str) -> None:
        """Say something under the text until a key is pressed."""
        self.call_after_refresh(self._say, words)  # moving the cursor there is no new key

    def _say(self, words: str) -> None:
        self._said = words
        self._tell()

    def _take_text(self) -> None:
        self._quiet = None
        self.study(partial(draft_of, self.editor.plain_text, self.path))
        self._tell()

    def _offer(self, found: Completion) -> None:
        self._tell_soon()
        if found.options:
            self.options.offer(found, self.editor.cursor_screen_offset, self.size)
        else:
            self.options.close()

    def _claim(self, level: Level, proposed: Sequence[Proposal], answer: str | None) -> None:
        if answer:
            chosen = proposed[int(answer)]
            self.say("Trying it on variants ...")
            self.run_worker(
                lambda: self._write_claim(level, chosen), thread=True, exclusive=True, group="claim"
            )

    def _write_claim(self, level: Level, proposal: Proposal) -> None:
        """Find out how to claim it, in a thread of its own."""
        self.app.call_from_thread(self._insert, claim_text(level, proposal))

    def _insert(self, claim: str) -> None:
        text, row = with_claim(self.editor.plain_text, claim)
        self.editor.take(text)
        self.editor.move_cursor((row, 0), center=True)

    def _tell_soon(self) -> None:
        if self._telling is None:
            self._telling = self.set_timer(PAUSE, self._tell)

    def _tell(self) -> None:
        """Write what stands around the cursor."""
        if self._telling is not None:
            self._telling.stop()
            self._telling = None
        self.query_one("#status", LineView).rewrite()
        self.query_one("#told", LineView).rewrite()

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        keeping = self.keeping
        standing = EditorStatus(
            name=self.path.name,
            unsaved=keeping.unsaved,
            read_only=self.editor.read_only,
            differs=keeping.differs,
            checking=not self.draft.problems and not self.proved,
        )
        return [status_line(standing, self.findings, self.editor.cursor_location, width)]

    def _told(self, width: int, height: int) -> list[Line]:
        if self._said:
            return wrapped(self._said, width)[:height]
        if words := self.options.words:
            return cursor_lines(CursorInfo([], words, "", 0), keys_of(self), width, height)
        row, column = self.editor.cursor_location
        here = sorted((f for f in self.findings if f.line == row + 1), key=_severity)
        words = "" if here else about(self.editor.lines, row, column)
        proposal = "" if here else self._proposal(row)
        around = CursorInfo(here, words, proposal, len(self.findings))
        return cursor_lines(around, keys_of(self), width, height)

    def _proposal(self, row: int) -> str:
        """Return what could be claimed, while the cursor is in the loss or in the claims."""
        tables = [header.path[0] for header in outline(self.editor.lines) if header.line <= row]
        proposed = self.proof.proposals if self.proof and self.current else ()
        return (
            proposed[0].words.capitalize()
            if proposed and tables[-1:] in (["loss"], ["claims"])
            else ""
        )

    def _report(self, width: int) -> list[Line]:
        return editing_lines(self.draft, self.proof, self.solution, width, current=self.current)


def _severity(finding: Finding) -> int:
    return list(Severity).index(finding.severity)
