"""The editor of a level file, with its map, claims and findings beside the text."""

import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import TextArea

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

SWITCH_SECONDS = 0.001
"""The interpreter's switch interval, usually 0.005: a thread that checks gives way to keys."""
PAUSE_SECONDS = 0.15
"""Time without a key after which the text is read and checked."""
MAX_WAIT_SECONDS, MAX_SHARE = 0.5, 0.2
"""Time after which it is read while keys go on arriving, and the share of the time for reading."""
CURSOR_SECONDS = 0.05
"""Between two updates of the lines about the cursor."""
POLL_SECONDS = 1.0
"""Between two looks at the file, which other programs may change."""


class EditScreen(DraftScreen):
    """Edits a level file. The text is read and checked in threads while it is typed."""

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
        self.document = EditedDocument(self, file, self.show_message)
        self._message = ""
        self._switch_seconds = SWITCH_SECONDS
        self._pause_timer: Timer | None = None
        self._cursor_timer: Timer | None = None
        self._changed_at = 0.0

    @property
    def editor(self) -> TomlArea:
        """The editor."""
        return self.query_one(TomlArea)

    @property
    def options(self) -> OptionsBox:
        """The list of completions at the cursor."""
        return self.query_one(OptionsBox)

    @property
    def will_change(self) -> bool:
        """Whether the text has changed since it was read."""
        return self._pause_timer is not None

    def body(self) -> ComposeResult:
        with Horizontal(id="stage"):
            file = self.document.file
            yield TomlArea(file.text, id="text", read_only=file.read_only)
            with Vertical(id="side"):
                yield MapView(id="map")
                with VerticalScroll(classes="report-box", can_focus=False):
                    yield Page(self._report, id="report")
        yield LineView(self._cursor_lines, id="cursor-lines")
        yield OptionsBox(id="options")

    def on_mount(self) -> None:
        self.app.install_screen(self, "editor")  # it stays while the level is played
        self._switch_seconds = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)
        self.load(partial(draft_of, self.document.file.text, self.path))
        self.set_interval(POLL_SECONDS, self.document.poll)
        self.editor.focus()

    def on_unmount(self) -> None:
        sys.setswitchinterval(self._switch_seconds)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("option", "take_option", "close_options"):
            return self.is_mounted and self.options.completion is not None
        return action == "play" or super().check_action(action, parameters)

    def rewrite(self) -> None:
        """Write all lines and the report again, and mark the findings in the margin."""
        super().rewrite()
        if self.draft.problems or self.checked:
            marks: dict[int, Mark] = {}
            for finding in sorted(self.findings, key=_severity, reverse=True):
                marks[finding.line - 1] = Mark(*SIGNS[finding.severity])
            self.editor.mark(marks)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        now = time.monotonic()
        if self._pause_timer is None:
            self._changed_at = now
        else:
            self._pause_timer.stop()
        longest = max(MAX_WAIT_SECONDS, self.reading_seconds / MAX_SHARE)
        wait = min(PAUSE_SECONDS, max(self._changed_at + longest - now, 0.001))
        self._pause_timer = self.set_timer(wait, self._read_text)
        self._message = ""
        self._write_cursor_lines_soon()
        if self.options.completion is not None:
            self._offer(complete(self.editor.lines, *self.editor.cursor_location))

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._message = ""
        self._write_cursor_lines_soon()

    def action_next(self) -> None:
        row = self.editor.cursor_location[0]
        places = sorted({(finding.line - 1, finding.column - 1) for finding in self.findings})
        after = [place for place in places if place[0] > row] or places
        if not after:
            self.show_message("Nothing is found.")
        else:
            self.editor.move_cursor(after[0], center=True)

    def action_complete(self) -> None:
        found = complete(self.editor.lines, *self.editor.cursor_location)
        if self.editor.read_only or not found.options:
            self.show_message("Nothing to complete here.")
        elif len(found.options) == 1 and found.typed:
            self.editor.complete(found.typed, found.options[0].text)
        else:
            self._offer(found)

    def action_option(self, by: int) -> None:
        self.options.move(by)
        self._write_cursor_lines_soon()

    def action_take_option(self) -> None:
        found, option = self.options.completion, self.options.option
        self.options.close()
        if found is not None:
            self.editor.complete(found.typed, option.text)

    def action_close_options(self) -> None:
        self.options.close()
        self._write_cursor_lines_soon()

    def action_claim(self) -> None:
        report, game = self.report, self.draft.game
        if game is None or report is None or not self.current or report.proposals is None:
            self.show_message("Numbers are measured once the text can be read.")
        elif self.editor.read_only or not report.proposals:
            self.show_message("All that is measured by itself is claimed.")
        else:
            choices = [
                Choice(str(number), proposal.words, str(number - 1))
                for number, proposal in enumerate(report.proposals, start=1)
            ]
            answer = partial(self._claim, game.level, report.proposals)
            self.app.push_screen(ChoiceScreen("Make it a claim?", tuple(choices)), answer)

    def action_play(self) -> None:
        draft = draft_of(self.editor.plain_text, self.path)
        if draft.game is None:
            found = draft.problems[0]
            self.editor.move_cursor((found.line - 1, found.column - 1), center=True)
            self.show_message(f"Nothing to play: line {found.line}: {without_place(found)}")
        else:
            self.post_message(LevelChosen(draft.game.level))

    def action_save(self) -> None:
        self.document.save()

    def action_help(self) -> None:
        game, style, keys = self.draft.game, settings_of(self).style, key_words(self)

        def lines(width: int) -> list[Line]:
            more = help_lines(game, style, (), width)[:-2] if game else []
            return editing_help(keys, more, width)

        self.app.push_screen(PageScreen("The editor", lines))

    def show_message(self, words: str) -> None:
        """Show a message under the text until the next key."""
        self.call_after_refresh(self._show_message, words)  # after a move of the cursor, too

    def _show_message(self, words: str) -> None:
        self._message = words
        self._write_cursor_lines()

    def _read_text(self) -> None:
        self._pause_timer = None
        self.load(partial(draft_of, self.editor.plain_text, self.path))
        self._write_cursor_lines()

    def _offer(self, found: Completion) -> None:
        self._write_cursor_lines_soon()
        if found.options:
            self.options.offer(found, self.editor.cursor_screen_offset, self.size)
        else:
            self.options.close()

    def _claim(self, level: Level, proposed: Sequence[Proposal], answer: str | None) -> None:
        if answer:
            chosen = proposed[int(answer)]
            self.show_message("Trying it on variants ...")
            self._write_claim(level, chosen)

    @work(thread=True, exclusive=True, group="claim")
    def _write_claim(self, level: Level, proposal: Proposal) -> None:
        self.app.call_from_thread(self._insert, claim_text(level, proposal))

    def _insert(self, claim: str) -> None:
        text, row = with_claim(self.editor.plain_text, claim)
        self.editor.replace_all(text)
        self.editor.move_cursor((row, 0), center=True)

    def _write_cursor_lines_soon(self) -> None:
        if self._cursor_timer is None:
            self._cursor_timer = self.set_timer(CURSOR_SECONDS, self._write_cursor_lines)

    def _write_cursor_lines(self) -> None:
        """Write the lines about the file and the cursor."""
        if self._cursor_timer is not None:
            self._cursor_timer.stop()
            self._cursor_timer = None
        self.rewrite_status()
        self.query_one("#cursor-lines", LineView).rewrite()

    def status(self, width: int) -> Line:
        document = self.document
        status = EditorStatus(
            name=self.path.name,
            unsaved=document.unsaved,
            read_only=self.editor.read_only,
            differs=document.differs,
            checking=not self.draft.problems and not self.checked,
        )
        return status_line(status, self.findings, self.editor.cursor_location, width)

    def _cursor_lines(self, width: int, height: int) -> list[Line]:
        if self._message:
            return wrapped(self._message, width)[:height]
        if words := self.options.words:
            return cursor_lines(CursorInfo([], words, "", 0), keys_of(self), width, height)
        row, column = self.editor.cursor_location
        here = sorted((f for f in self.findings if f.line == row + 1), key=_severity)
        words = "" if here else about(self.editor.lines, row, column)
        proposal = "" if here else self._proposal(row)
        info = CursorInfo(here, words, proposal, len(self.findings))
        return cursor_lines(info, keys_of(self), width, height)

    def _proposal(self, row: int) -> str:
        """Return a claim to propose where the cursor is in the loss or in the claims."""
        tables = [header.path[0] for header in outline(self.editor.lines) if header.line <= row]
        proposed = self.report.proposals if self.report and self.current else ()
        if not proposed or tables[-1:] not in (["loss"], ["claims"]):
            return ""
        return proposed[0].words.capitalize()

    def _report(self, width: int) -> list[Line]:
        return editing_lines(self.draft, self.report, self.solution, width, current=self.current)


def _severity(finding: Finding) -> int:
    return list(Severity).index(finding.severity)
