"""What a conversation is about: a level, an attempt at it, its game, and the record of all."""

from collections.abc import Callable, Sequence

from descent_game.errors import DescentError
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt, attempt_at, next_attempt, variant_words
from descent_game.game.game import Game
from descent_game.level.schema import Level
from descent_game.level.texts import fill_in
from descent_game.measuring.text_fields import text_values
from descent_game.player.course_progress import LevelProgress, next_stage, trail
from descent_game.player.play_context import PlayContext
from descent_game.player.record import NO_NOTES, AttemptNotes, Record
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
    """A game and what surrounds it. ``say`` prints lines; ``levels`` reads what is played.

    ``all_open`` opens levels that wait for stars on others.
    """

    def __init__(
        self,
        record: Record,
        say: Callable[[Sequence[str]], None],
        levels: Callable[[], Sequence[Level]],
        *,
        all_open: bool = False,
        play_context: PlayContext | None = None,
    ) -> None:
        self.over = False
        self.record = record
        self.say = say
        self.levels = levels
        self.all_open = all_open
        self._play_context = play_context
        self.attempt: Attempt
        self.game: Game
        self.said = NO_NOTES
        self.aim: Aim

    def begin(self, level: Level | None, seed: int | None) -> None:
        """Open a level, or what is next in the course. Raises ``DescentError``."""
        if level is None:
            levels = self.levels()
            if not levels:
                raise DescentError("the course is missing: install the game again")
            place = next_stage(trail(levels, self.record), all_open=self.all_open)
            level = levels[place or 0]
        if seed is None:
            self.go_on(level)
        else:
            self.open(attempt_at(level, seed, self.record.seen(level)))

    def end(self) -> None:
        """Say how things stand when there is nothing more to hear."""
        if not self.game.turns:
            return
        if self.game.outcome is None:
            self.say(result_lines(self.game))
        if not self.record.keeps:
            self.say(wrapped(f"This game is lost: it could not be kept. {self.record.notice}"))
        elif self.game.outcome is None:
            self.say(["The game is kept: play again to go on with it."])

    def go_on(self, level: Level) -> None:
        """Go on with the game that was left, or begin the next attempt."""
        left = self.record.unfinished(level)
        if left is None or (self._play_context and not self._play_context.resumes(left.attempt)):
            self.open(self.next_attempt(level))
            return
        self.open(left.attempt, left.game, left.said)

    def next_attempt(self, level: Level) -> Attempt:
        """Return which map of a level comes next."""
        if self._play_context:
            return self._play_context.next_attempt(level, self.record)
        return next_attempt(level, self.record.seen(level))

    def save(self) -> None:
        """Keep the game; one of a homework counts for it, unless it is practice."""
        if self._play_context and not self.attempt.practice:
            self.record.dedicate(self.game, self._play_context.purpose)
        self.record.save(self.attempt, self.game, self.said)

    def note(self) -> None:
        """Keep what was said around the game."""
        self.record.note(self.game, self.said)
        self.tell_notice()

    def tell_notice(self) -> None:
        """Say what is wrong with the record, if anything."""
        if self.record.notice:
            self.say(wrapped(self.record.notice))

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
        if self.record.notice:
            notes.append(self.record.notice)
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

    def trail(self) -> tuple[LevelProgress, ...]:
        """Return the levels with what has been reached."""
        return trail(self.levels(), self.record)

    def text(self, text: str) -> list[str]:
        """Return a text of the level with its numbers, in lines."""
        return wrapped(fill_in(text, text_values(self.game)))
