"""The document in an editor: saving it, leaving it, and changes of its file by others."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.screen import Screen

from descent_game.errors import DescentError
from descent_game.player.text_file import TextFile
from descent_game.tui.screens.pages import Choice, ChoiceScreen
from descent_game.tui.widgets.toml_area import TomlArea

CHANGED = "{} was changed by something else since it was read. Which text is to stay?"
CONFLICT_CHOICES = (
    Choice("m", "mine; the other one is put beside it", "mine"),
    Choice("o", "the other one; ctrl+z brings mine back", "other"),
)
UNSAVED = "{} is not saved."
LEAVE_CHOICES = (Choice("s", "save it and leave", "save"), Choice("l", "leave without", "leave"))
READ_ONLY = "The file is read-only: what cannot be written is not changed either."


class EditedDocument:
    """The text in an editor and the file that it belongs to.

    Args:
        screen: The screen with the editor, over which questions are asked.
        file: The file.
        notify: Shows a message; an empty one when only ``differs`` has changed.
    """

    def __init__(self, screen: Screen[Any], file: TextFile, notify: Callable[[str], None]) -> None:
        self.file = file
        self.differs = False
        """Whether another program has changed the file while the text was unsaved."""
        self._screen = screen
        self._notify = notify
        self._stamp = file.stamp
        self._rescued = False

    @property
    def editor(self) -> TomlArea:
        """The editor."""
        return self._screen.query_one(TomlArea)

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from the file."""
        return self.editor.plain_text != self.file.text

    def save(self, after: Callable[[], object] = lambda: None) -> None:
        """Write the file and call ``after``; if another program has changed it, ask first."""
        if self.editor.read_only:
            self._notify(READ_ONLY)
            return
        try:
            if self.file.changed_outside():
                ask = ChoiceScreen(CHANGED.format(self.file.path.name), CONFLICT_CHOICES)
                self._screen.app.push_screen(ask, partial(self._resolve, after))
                return
            self.file.save(self.editor.plain_text)
        except DescentError as error:
            self._show_error(error)
        else:
            self.differs = False
            self._notify("Saved.")
            after()

    def ask_to_leave(self, leave: Callable[[], None]) -> None:
        """Ask whether to save the text, and call ``leave``."""
        app = self._screen.app

        def answer(choice: str | None) -> None:
            if choice == "save":
                self.save(leave)
            elif choice == "leave":
                leave()

        if not isinstance(app.screen, ChoiceScreen):
            question = UNSAVED.format(self.file.path.name)
            app.push_screen(ChoiceScreen(question, LEAVE_CHOICES), answer)

    def rescue(self) -> str | None:
        """Write an unsaved text beside the file, once; return where it is, as a sentence."""
        if self._rescued or not self.unsaved:
            return None
        self._rescued = True
        try:
            place = self.file.keep_beside(self.editor.plain_text, "unsaved")
        except DescentError as error:
            return f"The text that was not saved is lost: {error}"
        return f"{self.file.path.name}: the text that was not saved is in {place}"

    def poll(self) -> None:
        """Read the file again if another program has changed it and nothing is unsaved."""
        if self.file.stamp == self._stamp:
            return
        self._stamp = self.file.stamp
        try:
            differs = self.file.changed_outside()
            if differs and not self.unsaved:
                self.editor.replace_all(self.file.read())
                self._notify("Read again: something else changed the file.")
                differs = False
        except DescentError:
            differs = True
        if differs != self.differs:
            self.differs = differs
            self._notify("")

    def _resolve(self, after: Callable[[], object], choice: str | None) -> None:
        """Keep one text in the file, the other one beside it or in the editor's undo history."""
        if not choice:
            return
        try:
            if choice == "mine":
                place = self.file.keep_other()
                self.file.save(self.editor.plain_text)
                self.differs = False
                self._notify(f"Saved; the other text is in {place.name}.")
                after()
            else:
                self.editor.replace_all(self.file.read())
                self.differs = False
                self._notify("This is the other text; ctrl+z brings yours back.")
        except DescentError as error:
            self._show_error(error)

    def _show_error(self, error: DescentError) -> None:
        self._screen.app.notify(str(error), severity="error", markup=False)
