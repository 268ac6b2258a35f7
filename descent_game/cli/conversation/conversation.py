"""What a conversation is about: a level, an attempt at it, its game, and the record of all."""

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
from descent_game.view.plain_text import (
    ending_lines,
    opening_lines,
    question_lines,
    result_lines,
    wrapped,
)
from descent_game.view.surroundings import (
    aim_lines,
    farthest_look,
    slope_lines,
    standing_lines,
)


class Conversation:
    """A game and what surrounds it. ``say`` prints lines."""

    def __init__(self, session: Session[PlayContext], say: Callable[[Sequence[str]], None]) -> None:
        self.over = False
        self.session = session
        self.say = say
        self.attempt: Attempt
        self.game: Game
        self.said = NO_NOTES
        self.aim: Aim

    def begin(self, level: Level | None, seed: int | None) -> None:
        """Open a level, or what is next in the course. Raises ``DescentError``."""
        level = level or self.session.first_level()
        if seed is None:
            self.go_on(level)
        else:
            self.open(self.session.attempt_at(level, seed))

    def end(self) -> None:
        """Say how things stand when there is nothing more to hear."""
        if not self.game.turns:
            return
        if self.game.outcome is None:
            self.say(result_lines(self.game))
        if not self.session.keeps:
            self.say(wrapped(f"This game is lost: it could not be kept. {self.session.notice}"))
        elif self.game.outcome is None:
            self.say(["The game is kept: play again to go on with it."])

    def go_on(self, level: Level) -> None:
        """Go on with the game that was left, or begin the next attempt."""
        left = self.session.unfinished(level)
        if left is None:
            self.open(self.session.next_attempt(level))
        else:
            self.open(*left)

    def save(self) -> None:
        """Keep the game as it stands."""
        self.session.save(self.attempt, self.game, self.said)

    def note(self) -> None:
        """Keep what was said around the game."""
        self.session.save_notes(self.game, self.said)
        self.tell_notice()

    def tell_notice(self) -> None:
        """Say what is wrong with the record, if anything."""
        if self.session.notice:
            self.say(wrapped(self.session.notice))

    def open(
        self, attempt: Attempt, game: Game | None = None, said: AttemptNotes = NO_NOTES
    ) -> None:
        """Begin an attempt, or go on with its game, and say where the player stands."""
        game = game or Game(attempt.level, attempt.seed)
        self.attempt, self.game, self.said = attempt, game, said
        self.aim = aiming.first_aim(game.level.rules, farthest_look(game))
        if game.turns:
            self.aim = Aim(*game.turns[-1].move)
        notes = []
        if self.session.notice:
            notes.append(self.session.notice)
        if attempt.seed is not None:
            notes.append(f"This is {variant_words(attempt.seed)}: same lesson, new ground.")
        if attempt.practice:
            notes.append("This is practice: you have seen this map, so it earns no stars.")
        self.say(["", *opening_lines(game), *notes])
        if game.turns:
            self.say(["You go on with the game that you left.", ""])
            self.tell_standing()
        else:
            self.say(slope_lines(game, self.aim.step))
            self.ask(self.said.before, "A guess, if you like: answer and its number.")
            self.say(["Say a move as heading and step, or help."])

    def tell_standing(self) -> None:
        """Say where everybody stands and, while the game lasts, what the slope is."""
        self.say(standing_lines(self.game))
        if self.game.outcome is None:
            self.say([*slope_lines(self.game, self.aim.step), *aim_lines(self.game, self.aim)])

    def ask(self, answers: tuple[int, ...], how: str) -> None:
        """Ask the first question that has no answer."""
        for question in self.game.level.questions[len(answers) : len(answers) + 1]:
            self.say([*question_lines(question, self.game), how])

    def finish(self) -> None:
        """Say how the game ended, and ask again."""
        self.say(["", *ending_lines(self.game, practice=self.attempt.practice)])
        self.ask(self.said.after, "And now? Answer with answer and its number.")
        self.say(["Say next, new, same, why, map, levels or quit."])

    def text(self, text: str) -> list[str]:
        """Return a text of the level with its numbers, in lines."""
        return wrapped(fill_in(text, text_values(self.game)))
