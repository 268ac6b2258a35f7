"""Keeping what is in an editor: saving it, leaving it, and what else happens to its file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.screen import Screen

from descent_game.errors import DescentError
from descent_game.player.text_file import TextFile
from descent_game.tui.screens.pages import Choice, ChoiceScreen
from descent_game.tui.widgets.toml_area import TomlArea

CHANGED = "{} was changed by something else since it was read. Which text is to stay?"
KEEPING = (
    Choice("m", "mine; the other one is put beside it", "mine"),
    Choice("o", "the other one; ctrl+z brings mine back", "other"),
)
LEAVING = "{} is not saved."
LEAVES = (Choice("s", "save it and leave", "save"), Choice("l", "leave without", "leave"))
READ_ONLY = "The file is read-only: what cannot be written is not changed either."


class EditedDocument:
    """Knows an editor and its file; asks on a screen, and calls ``tell`` when things change.

    ``differs`` tells whether something else has changed the file, which would be lost.
    """

    def __init__(self, screen: Screen[Any], file: TextFile, tell: Callable[[str], None]) -> None:
        self.file = file
        self.differs = False
        self._screen = screen
        self._tell = tell
        self._stamp = file.stamp
        self._rescued = False

    @property
    def editor(self) -> TomlArea:
        """The editor."""
        return self._screen.query_one(TomlArea)

    @property
    def unsaved(self) -> bool:
        """Whether there is anything that the file does not hold."""
        return self.editor.plain_text != self.file.text

    def save(self, after: Callable[[], object] = lambda: None) -> None:
        """Write the file and go on with ``after``; what something else wrote is not lost."""
        if self.editor.read_only:
            self._tell(READ_ONLY)
            return
        try:
            if self.file.changed_outside():
                ask = ChoiceScreen(CHANGED.format(self.file.path.name), KEEPING)
                self._screen.app.push_screen(ask, partial(self._settle, after))
                return
            self.file.save(self.editor.plain_text)
        except DescentError as error:
            self._complain(error)
        else:
            self.differs = False
            self._tell("Saved.")
            after()

    def ask_to_leave(self, leave: Callable[[], None]) -> None:
        """Ask what is to become of the text, and ``leave``."""
        app = self._screen.app

        def answer(choice: str | None) -> None:
            if choice == "save":
                self.save(leave)
            elif choice == "leave":
                leave()

        if not isinstance(app.screen, ChoiceScreen):
            app.push_screen(ChoiceScreen(LEAVING.format(self.file.path.name), LEAVES), answer)

    def rescue(self) -> str | None:
        """Put a text that is not saved beside the file, once; return the place, in words."""
        if self._rescued or not self.unsaved:
            return None
        self._rescued = True
        try:
            place = self.file.keep_beside(self.editor.plain_text, "unsaved")
        except DescentError as error:
            return f"The text that was not saved is lost: {error}"
        return f"{self.file.path.name}: the text that was not saved is in {place}"

    def look(self) -> None:
        """Take what something else has written, unless there is anything unsaved."""
        if self.file.stamp == self._stamp:
            return
        self._stamp = self.file.stamp
        try:
            differs = self.file.changed_outside()
            if differs and not self.unsaved:
                self.editor.take(self.file.read())
                self._tell("Read again: something else changed the file.")
                differs = False
        except DescentError:
            differs = True
        if differs != self.differs:
            self.differs = differs
            self._tell("")

    def _settle(self, after: Callable[[], object], choice: str | None) -> None:
        """Keep one text in the file, and the other one beside it or in the editor's memory."""
        if not choice:
            return
        try:
            if choice == "mine":
                place = self.file.keep_other()
                self.file.save(self.editor.plain_text)
                self.differs = False
                self._tell(f"Saved; the other text is in {place.name}.")
                after()
            else:
                self.editor.take(self.file.read())
                self.differs = False
                self._tell("This is the other text; ctrl+z brings yours back.")
        except DescentError as error:
            self._complain(error)

    def _complain(self, error: DescentError) -> None:
        self._screen.app.notify(str(error), severity="error", markup=False)
