"""The editor of a level file, with its map, claims and findings beside it."""

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Footer, TextArea

from descent_game.checking.completion import Completion, about, complete
from descent_game.checking.inspection.findings import Finding, Severity
from descent_game.checking.proposals import Proposal, claim_text, with_claim
from descent_game.checking.workshop import draft_of
from descent_game.errors import DescentError
from descent_game.level.outline import outline
from descent_game.level.schema import Level
from descent_game.progress.text_file import TextFile
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words
from descent_game.tui.lines.editing import Around, Standing, cursor_lines, editing_help, status_line
from descent_game.tui.lines.help import help_lines
from descent_game.tui.lines.line import Line
from descent_game.tui.lines.workshop import SIGNS, editing_lines
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.drafting import DraftScreen
from descent_game.tui.screens.pages import Choice, ChoiceScreen, PageScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.options_box import OptionsBox
from descent_game.tui.widgets.page import Page
from descent_game.tui.widgets.toml_area import Mark, TomlArea

TURN = 0.001
"""Seconds after which a thread that reads or proves makes way for a key: usually it is 0.005."""
QUIET = 0.15
"""Seconds without a key after which the text is looked at."""
LONGEST = 0.5
"""Seconds after which it is looked at while somebody goes on typing."""
PAUSE = 0.05
"""Seconds between two looks at what stands around the cursor."""
LOOKS = 1.0
"""Seconds between two looks at the file, which others may change."""

CHANGED = "{} was changed by something else since it was read. Which text is to stay?"
KEEPING = (
    Choice("m", "mine; the other one is put beside it", "mine"),
    Choice("o", "the other one; ctrl+z brings mine back", "other"),
)
LEAVING = "{} is not saved."
LEAVES = (Choice("s", "save it and leave", "save"), Choice("l", "leave without", "leave"))


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
        self.file = file
        self._turn = TURN
        self._differs = False
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
    def text(self) -> str:
        """What is in the editor, with plain ends of lines."""
        return "\n".join(self.editor.lines)

    @property
    def unsaved(self) -> bool:
        """Whether there is anything that the file does not hold."""
        return self.text != self.file.text

    def compose(self) -> ComposeResult:
        """Lay out editor, map, what is said of the level, and of the line with the cursor."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield TomlArea(self.file.text, id="text", read_only=self.file.read_only)
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
        self.study(partial(draft_of, self.file.text, self.path))
        self.set_interval(LOOKS, self._look)
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
        wait = min(QUIET, max(self._changed_at + LONGEST - now, 0.001))
        self._quiet = self.set_timer(wait, self._take_text)
        self._tell_soon()
        if self.options.completion is not None:
            self._offer(complete(self.editor.lines, *self.editor.cursor_location))

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Tell about the line with the cursor."""
        event.stop()
        self._tell_soon()

    def action_next(self) -> None:
        """Go to the next finding after the line with the cursor, round and round."""
        row = self.editor.cursor_location[0]
        places = sorted({(finding.line - 1, finding.column - 1) for finding in self.findings})
        after = [place for place in places if place[0] > row] or places
        if not after:
            self.notify("Nothing is found.", markup=False, timeout=3)
        else:
            self.editor.move_cursor(after[0], center=True)

    def action_complete(self) -> None:
        """Complete the name at the cursor, or list what it may be."""
        found = complete(self.editor.lines, *self.editor.cursor_location)
        if self.editor.read_only or not found.options:
            self.notify("Nothing to complete here.", markup=False, timeout=3)
        elif len(found.options) == 1 and found.typed:
            self.editor.complete(found.typed, found.options[0].text)
        else:
            self._offer(found)

    def action_option(self, by: int) -> None:
        """Choose another option."""
        self.options.move(by)

    def action_take_option(self) -> None:
        """Type the chosen option."""
        found, option = self.options.completion, self.options.option
        self.options.close()
        if found is not None:
            self.editor.complete(found.typed, option.text)

    def action_close_options(self) -> None:
        """Go on without an option."""
        self.options.close()

    def action_claim(self) -> None:
        """Ask what to claim of what was measured, and write it."""
        proof, game = self.proof, self.draft.game
        if game is None or proof is None or not self.current or proof.proposals is None:
            self.notify("Numbers are measured once the text can be read.", markup=False, timeout=3)
        elif self.editor.read_only or not proof.proposals:
            self.notify("All that is measured by itself is claimed.", markup=False, timeout=3)
        else:
            choices = [
                Choice(str(number), proposal.words, str(number - 1))
                for number, proposal in enumerate(proof.proposals, start=1)
            ]
            answer = partial(self._claim, game.level, proof.proposals)
            self.app.push_screen(ChoiceScreen("Make it a claim?", tuple(choices)), answer)

    def action_play(self) -> None:
        """Play the text as it stands."""
        draft = draft_of(self.text, self.path)
        if draft.game is None:
            found = draft.problems[0]
            self.notify(f"Line {found.line}: {found.message}", severity="warning", markup=False)
        else:
            self.post_message(LevelChosen(draft.game.level))

    def action_save(self) -> None:
        """Write the file; where something else has changed it, ask first."""
        self._save(lambda: self.notify("Saved.", markup=False, timeout=2))

    def action_help(self) -> None:
        """Explain keys, margin and map."""
        game, style, keys = self.draft.game, settings_of(self).style, key_words(self)

        def lines(width: int) -> list[Line]:
            more = help_lines(game, style, (), width)[:-2] if game else []
            return editing_help(keys, more, width)

        self.app.push_screen(PageScreen("The editor", lines))

    def ask_to_leave(self, leave: Callable[[], None]) -> None:
        """Ask what is to become of the text, and ``leave``."""

        def answer(choice: str | None) -> None:
            if choice == "save":
                self._save(leave)
            elif choice == "leave":
                leave()

        self.app.push_screen(ChoiceScreen(LEAVING.format(self.path.name), LEAVES), answer)

    def _save(self, after: Callable[[], object]) -> None:
        """Write the file and go on with ``after``; nothing that something else wrote is lost."""
        if self.editor.read_only:
            self.notify("The file is read-only.", severity="warning", markup=False)
            return
        try:
            if self.file.changed_outside():
                ask = ChoiceScreen(CHANGED.format(self.path.name), KEEPING)
                self.app.push_screen(ask, partial(self._settle, after))
                return
            self.file.save(self.text)
        except DescentError as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self._differs = False
            self._tell()
            after()

    def _settle(self, after: Callable[[], object], choice: str | None) -> None:
        """Keep one text in the file, and the other one beside it or in the editor's memory."""
        try:
            if choice == "mine":
                place = self.file.keep_other()
                self.file.save(self.text)
                self.notify(f"Saved; the other text is in {place.name}.", markup=False)
                after()
            elif choice == "other":
                self.editor.take(self.file.read())
        except DescentError as error:
            self.notify(str(error), severity="error", markup=False)
        self._differs = bool(choice is not None and not choice) and self._differs
        self._look()

    def _look(self) -> None:
        """Take what something else has written, unless there is anything unsaved."""
        try:
            differs = self.file.changed_outside()
            if differs and not self.unsaved:
                self.editor.take(self.file.read())
                self.notify("Read again: something else changed it.", markup=False)
                differs = False
        except DescentError:
            differs = True
        if differs != self._differs:
            self._differs = differs
            self._tell()

    def _take_text(self) -> None:
        self._quiet = None
        self.study(partial(draft_of, self.text, self.path))
        self._tell()

    def _offer(self, found: Completion) -> None:
        if found.options:
            self.options.offer(found, self.editor.cursor_screen_offset, self.size)
        else:
            self.options.close()

    def _claim(self, level: Level, proposed: Sequence[Proposal], answer: str | None) -> None:
        if answer:
            chosen = proposed[int(answer)]
            self.notify("Trying it on variants ...", markup=False, timeout=2)
            self.run_worker(
                lambda: self._write_claim(level, chosen), thread=True, exclusive=True, group="claim"
            )

    def _write_claim(self, level: Level, proposal: Proposal) -> None:
        """Find out how to claim it, in a thread of its own."""
        self.app.call_from_thread(self._insert, claim_text(level, proposal))

    def _insert(self, claim: str) -> None:
        text, row = with_claim(self.text, claim)
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
        checking = not self.draft.problems and not self.proved
        standing = Standing(
            self.path.name, self.unsaved, self.editor.read_only, self._differs, checking
        )
        return [status_line(standing, self.findings, self.editor.cursor_location, width)]

    def _told(self, width: int, height: int) -> list[Line]:
        row, column = self.editor.cursor_location
        here = sorted((f for f in self.findings if f.line == row + 1), key=_severity)
        words = "" if here else about(self.editor.lines, row, column)
        proposal = "" if here else self._proposal(row)
        around = Around(here, words, proposal, len(self.findings))
        return cursor_lines(around, width, height)

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
