"""A game in plain mode: its attempt, its aim and its notes, and what is written of it."""

from collections.abc import Callable, Sequence

from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt, variant_words
from descent_game.game.game import Game
from descent_game.level.schema import Level
from descent_game.level.texts import fill_in
from descent_game.measuring.text_fields import text_values
from descent_game.player.record import NO_NOTES, AttemptNotes
from descent_game.player.session import PlayContext, Session
from descent_game.view.instruments import slope_lines
from descent_game.view.plain_text import (
    ending_lines,
    opening_lines,
    question_lines,
    result_lines,
    wrapped,
)
from descent_game.view.surroundings import (
    aim_lines,
    position_lines,
)


class Conversation:
    """The state of plain mode.

    Args:
        session: Which attempt is next, and what is kept.
        write: Prints lines of text.
    """

    def __init__(
        self, session: Session[PlayContext], write: Callable[[Sequence[str]], None]
    ) -> None:
        self.is_over = False
        self.session = session
        self.write = write
        self.attempt: Attempt
        self.game: Game
        self.notes = NO_NOTES
        self.aim: Aim

    def start(self, level: Level | None, seed: int | None) -> None:
        """Play a level, or the next of the course. Raises ``DescentError``."""
        level = level or self.session.first_level()
        if seed is None:
            self.play(level)
        else:
            self.start_attempt(self.session.attempt_at(level, seed))

    def end(self) -> None:
        """Write the result so far, and whether the game is kept."""
        if not self.game.turns:
            return
        if self.game.outcome is None:
            self.write(result_lines(self.game))
        if not self.session.is_saved:
            self.write(wrapped(f"This game is lost: it could not be kept. {self.session.notice}"))
        elif self.game.outcome is None:
            self.write(["The game is kept: play again to go on with it."])

    def play(self, level: Level) -> None:
        """Continue the game that was left unfinished, or start the next attempt."""
        left = self.session.unfinished(level)
        if left is None:
            self.start_attempt(self.session.next_attempt(level))
        else:
            self.start_attempt(*left)

    def save(self) -> None:
        """Keep the game as it stands."""
        self.session.save(self.attempt, self.game, self.notes)

    def save_notes(self) -> None:
        """Keep hints and answers between moves."""
        self.session.save_notes(self.game, self.notes)
        self.write_notice()

    def write_notice(self) -> None:
        """Write what is wrong with the record, if anything."""
        if self.session.notice:
            self.write(wrapped(self.session.notice))

    def start_attempt(
        self, attempt: Attempt, game: Game | None = None, notes: AttemptNotes = NO_NOTES
    ) -> None:
        """Start an attempt, or continue its game, and write the position."""
        game = game or Game(attempt.level, attempt.seed)
        self.attempt, self.game, self.notes = attempt, game, notes
        self.aim = aiming.next_aim(game)
        remarks = []
        if self.session.notice:
            remarks.append(self.session.notice)
        if attempt.seed is not None:
            remarks.append(f"This is {variant_words(attempt.seed)}: same lesson, new map.")
        if attempt.practice:
            remarks.append("This is practice: you have seen this map, so it earns no stars.")
        self.write(["", *opening_lines(game), *remarks])
        if game.turns:
            self.write(["You continue the game that you left.", ""])
            self.write_position()
        else:
            self.write(slope_lines(game, self.aim.step))
            self.write_question(self.notes.before, "A guess, if you like: answer and its number.")
            self.write(["Type a move as heading and step, or help."])

    def write_position(self) -> None:
        """Write the positions and, while the game lasts, the slope and the aim."""
        self.write(position_lines(self.game))
        if self.game.outcome is None:
            self.write([*slope_lines(self.game, self.aim.step), *aim_lines(self.game, self.aim)])

    def write_question(self, answers: tuple[int, ...], how: str) -> None:
        """Write the first question without an answer, and ``how`` to answer it."""
        for question in self.game.level.questions[len(answers) : len(answers) + 1]:
            self.write([*question_lines(question, self.game), how])

    def end_game(self) -> None:
        """Write the result, and the questions again."""
        self.write(["", *ending_lines(self.game, practice=self.attempt.practice)])
        self.write_question(self.notes.after, "And now? Answer with answer and its number.")
        self.write(["Type next, new, same, why, map, levels or quit."])

    def text_lines(self, text: str) -> list[str]:
        """Return a text of the level with its fields filled in, as lines."""
        return wrapped(fill_in(text, text_values(self.game)))
