"""The homework screen: due date, points so far, the levels; playing and handing in."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from descent_game.homework.assignment import Assignment
from descent_game.homework.grading import grade
from descent_game.homework.result_text import points_words
from descent_game.homework.results import Graded
from descent_game.homework.student import collect, write_submission
from descent_game.homework.submission import to_json
from descent_game.player.record import Record
from descent_game.tui.host import drop_repeats
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.homework import heading, homework_listing, waiting_lines
from descent_game.view.line import Line
from descent_game.view.listing import Listing


class HomeworkScreen(GameScreen):
    """Shows a student's homework, with the points that the grader would give."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Play", id="homework.play", key_display="⏎"),
        Binding("s", "submit", "Hand in", id="homework.submit"),
        Binding("f4", "app.homework", "Other homework", id="app.homework"),
        Binding("q,escape", "app.leave", "Quit", id="homework.quit", key_display="q"),
    ]

    def __init__(
        self, assignment: Assignment, student: str, record: Record, current: str | None = None
    ) -> None:
        super().__init__()
        self.assignment = assignment
        self.student = student
        self.graded: Graded | None = None
        self._record = record
        ids = [level.id for level in assignment.levels]
        self.list_view = ListView(self._listing, lambda: range(len(ids)), id="detail")
        self.list_view.begin_at(ids.index(current) if current in ids else 0)

    def body(self) -> ComposeResult:
        yield self.list_view

    def on_mount(self) -> None:
        submission = collect(self.assignment, self.student, self._record)
        self._grade(to_json(submission).encode())

    @work(thread=True)
    def _grade(self, content: bytes) -> None:
        graded = grade(content, self.assignment)
        self.app.call_from_thread(self._show, graded)

    def _show(self, graded: Graded) -> None:
        self.graded = graded
        if self.is_mounted:
            self.list_view.rewrite()

    def action_open(self) -> None:
        self.post_message(LevelChosen(self.assignment.levels[self.list_view.selected]))

    def action_submit(self) -> None:
        submission = collect(self.assignment, self.student, self._record)
        if not submission.attempts:
            self.notify("No game is finished yet, so there is nothing to hand in.", markup=False)
            return
        drop_repeats(self)
        try:
            path = write_submission(submission, Path.cwd())
            content = path.read_bytes()
        except OSError as error:
            words = f"It cannot be written: {error.strerror or error}"
            self.notify(words, severity="error", markup=False)
            return
        graded = grade(content, self.assignment)
        points = points_words(graded.points, graded.max_points)
        self.notify(f"{path.name} is written: {points} points. Upload it.", markup=False)

    def status(self, width: int) -> Line:
        return heading(self.assignment, self.student, width)

    def _listing(self, width: int, height: int) -> Listing:
        if self.graded is None:
            return Listing((), waiting_lines())
        return homework_listing(self.assignment, self.graded, self.list_view.selected, width)
