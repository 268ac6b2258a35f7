"""The game as a conversation in lines of text: commands in, words out, the same record."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from descent_game.checking.texts import text_values
from descent_game.cli.maps import map_lines, seen_lines
from descent_game.cli.plain import (
    answer_lines,
    ending_lines,
    opening_lines,
    question_lines,
    result_lines,
    turn_lines,
    wrapped,
)
from descent_game.errors import DescentError, MoveError, quoted
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt, attempt_at, ground_words, next_attempt
from descent_game.game.game import Game
from descent_game.game.move_text import parse_move
from descent_game.game.moves import Move
from descent_game.game.surroundings import (
    POINTS,
    aim_lines,
    around_lines,
    farthest_look,
    rose_line,
    slope_lines,
    standing_lines,
)
from descent_game.level.course import open_level
from descent_game.level.schema import Level
from descent_game.level.texts import fill_in
from descent_game.progress.errand import Errand
from descent_game.progress.record import NOTHING_SAID, Record, Said
from descent_game.progress.trail import Stage, next_stage, trail

MAP_SIZE = (72, 20)
LONGEST_LINE = 1000
"""Characters of a command that are read; the rest of the line is left out."""

DOWN = "down"
"""Instead of a heading: as the compass points, or along the axis that is nearest to it."""

Words: TypeAlias = list[str]
Do: TypeAlias = Callable[["Conversation", Words], None]


class Command(NamedTuple):
    """What may be said: its names, what follows them, what it does."""

    names: tuple[str, ...]
    takes: str
    does: str
    do: Do


class Conversation:
    """Plays levels by commands. ``say`` prints lines; the course is read when it is asked for.

    ``all_open`` opens levels that wait for stars on others.
    """

    def __init__(
        self,
        record: Record,
        say: Callable[[Sequence[str]], None],
        levels: Callable[[], Sequence[Level]],
        *,
        all_open: bool = False,
        errand: Errand | None = None,
    ) -> None:
        self.over = False
        self._record = record
        self._say = say
        self._levels = levels
        self._all_open = all_open
        self._errand = errand
        self._attempt: Attempt
        self._game: Game
        self._said = NOTHING_SAID
        self._aim: Aim

    def begin(self, level: Level | None, seed: int | None) -> None:
        """Open a level, or what is next in the course. Raises ``DescentError``."""
        if level is None:
            levels = self._levels()
            if not levels:
                raise DescentError("the course is missing: install the game again")
            place = next_stage(trail(levels, self._record), all_open=self._all_open)
            level = levels[place or 0]
        if seed is None:
            self._go_on(level)
        else:
            self._open(attempt_at(level, seed, self._record.seen(level)))

    def hear(self, line: str) -> None:
        """Do what a line says; whatever cannot be done is said."""
        words = line[:LONGEST_LINE].partition("#")[0].split()
        if not words:
            return
        try:
            self._do(words)
        except DescentError as error:
            self._say(wrapped(f"Not done: {error}"))

    def end(self) -> None:
        """Say how things stand when there is nothing more to hear."""
        if self._game.turns and self._game.outcome is None:
            self._say([*result_lines(self._game), "The game is kept: play again to go on with it."])

    def _do(self, words: Words) -> None:
        if words[0][0] in "+-.0123456789" or words[0].lower() in (*POINTS, DOWN):
            words = ["move", *words]
        command = _command(words[0].lower())
        if command is None:
            raise DescentError(f"{quoted(words[0])} is not a command; 'help' lists them")
        command.do(self, words[1:])

    def _go_on(self, level: Level) -> None:
        left = self._record.unfinished(level)
        if left is None or (self._errand and not self._errand.goes_on_with(left.attempt)):
            self._open(self._next(level))
            return
        self._open(left.attempt, left.game, left.said)

    def _next(self, level: Level) -> Attempt:
        if self._errand:
            return self._errand.next_attempt(level, self._record)
        return next_attempt(level, self._record.seen(level))

    def _save(self) -> None:
        """Keep the game; one of a homework counts for it, unless it is practice."""
        if self._errand and not self._attempt.practice:
            self._record.dedicate(self._game, self._errand.purpose)
        self._record.save(self._attempt, self._game, self._said)

    def _open(self, attempt: Attempt, game: Game | None = None, said: Said = NOTHING_SAID) -> None:
        """Begin an attempt, or go on with its game, and say where the player stands."""
        game = game or Game(attempt.level, attempt.seed)
        self._attempt, self._game, self._said = attempt, game, said
        self._aim = aiming.first_aim(game.level.rules, farthest_look(game))
        if game.turns:
            self._aim = Aim(*game.turns[-1].move)
        notes = []
        if self._record.notice:
            notes.append(self._record.notice)
        if attempt.seed is not None:
            notes.append(f"This is {ground_words(attempt.seed)}: same lesson, new ground.")
        if attempt.practice:
            notes.append("This is practice: you have seen this map, so it earns no stars.")
        self._say(["", *opening_lines(game), *notes])
        if game.turns:
            self._say(["You go on with the game that you left.", ""])
            self.look([])
        else:
            self._say(slope_lines(game, self._aim.step))
            self._ask(self._said.before, "A guess, if you like: answer and its number.")
            self._say(["Say a move as heading and step, or help."])

    def _ask(self, answers: tuple[int, ...], how: str) -> None:
        """Ask the first question that has no answer."""
        for question in self._game.level.questions[len(answers) : len(answers) + 1]:
            self._say([*question_lines(question, self._game), how])

    def help(self, words: Words) -> None:
        """List the commands."""
        del words
        self._say(["Headings are degrees, counter-clockwise from +w1: 0 is east, 90 is north."])
        for command in COMMANDS:
            self._say(
                wrapped(f"{' or '.join(command.names)}{command.takes and ' '}{command.takes}:")
                + wrapped(f"{command.does}.", indent="    ")
            )

    def look(self, words: Words) -> None:
        """Say where everybody stands and what the slope is."""
        del words
        game = self._game
        self._say(standing_lines(game))
        if game.outcome is None:
            self._say([*slope_lines(game, self._aim.step), *aim_lines(game, self._aim)])

    def move(self, words: Words) -> None:
        """Make a move."""
        move = self._move(words) if words else self._aim.move
        turn = self._game.play(move)
        self._aim = Aim(*move)
        self._save()
        self._say(turn_lines(turn))
        if self._record.notice:
            self._say([self._record.notice])
        if self._game.outcome is not None:
            self._finish()
        else:
            left = self._game.level.rules.turns - self._game.player.turns
            turns = f"{left} turn{'' if left == 1 else 's'} left."
            self._say([*slope_lines(self._game, self._aim.step), turns])

    def aim(self, words: Words) -> None:
        """Change the aim, or say what it is."""
        aim = Aim(*self._move(words)) if words else self._aim
        lines = aim_lines(self._game, aim)
        self._aim = aim
        self._say(lines)

    def promise(self, words: Words) -> None:
        """Say what a move would be, and leave the aim."""
        self._say(aim_lines(self._game, Aim(*self._move(words)) if words else self._aim))

    def compass(self, words: Words) -> None:
        """Say what the instruments tell, for the aim's step or another one."""
        told = slope_lines(self._game, self._step(words, self._aim.step))
        self._say(told or ["This level tells nothing of the slope."])

    def around(self, words: Words) -> None:
        """Say what the map shows around the player."""
        rules = self._game.level.rules
        self._say(around_lines(self._game, self._step(words, rules.max_step)))

    def rose(self, words: Words) -> None:
        """Say along which heading a step leads lowest."""
        if "rose" not in self._game.level.map.instruments:
            raise DescentError("this level has no rose")
        self._say([rose_line(self._game, self._step(words, self._aim.step))])

    def readout(self, words: Words) -> None:
        """Take a move apart again, the last one unless its number is said."""
        turns = self._game.turns
        if not turns:
            raise DescentError("there has been no move")
        number = _number(words[0], len(turns)) if words else len(turns)
        self._say(turn_lines(turns[number - 1]))

    def map(self, words: Words) -> None:
        """Draw what the player sees of the map in characters."""
        del words
        game = self._game
        if game.outcome is not None:
            self._say(map_lines(game, MAP_SIZE, "ascii"))
            return
        update = game.preview(self._aim.move).update.displacement
        self._say(seen_lines(game, update, MAP_SIZE, "ascii"))

    def hint(self, words: Words) -> None:
        """Say the next hint."""
        del words
        hints = self._game.level.text.hints
        if not hints:
            raise DescentError("this level has no hints")
        number = min(self._said.hints + 1, len(hints))
        self._said = self._said._replace(hints=number)
        self._record.note(self._game, self._said)
        self._say(self._text(f"Hint {number} of {len(hints)}: {hints[number - 1]}"))

    def answer(self, words: Words) -> None:
        """Take a guess before the game, or an answer after it."""
        game, said, questions = self._game, self._said, self._game.level.questions
        if not questions:
            raise DescentError("this level asks nothing")
        if game.outcome is None and game.turns:
            raise DescentError("the question comes again after the game")
        before = game.outcome is None
        given = said.before if before else said.after
        if len(given) == len(questions):
            if not before:
                raise DescentError("every question has its answer")
            given = given[:-1]  # the last guess may be changed
        question = questions[len(given)]
        answer = _number(words[0] if words else "", len(question.choices))
        given = (*given, answer)
        if before:
            self._said = said._replace(before=given)
            self._say(["Noted. The answer comes after the game."])
            self._ask(given, "Answer with answer and its number.")
            return
        self._said = said._replace(after=given)
        self._record.note(game, self._said)
        guess = said.before[len(given) - 1] if len(said.before) >= len(given) else None
        self._say(answer_lines(question, answer, guess, game))
        self._ask(given, "Answer with answer and its number.")

    def why(self, words: Words) -> None:
        """Give the derivation, after the game."""
        del words
        if self._game.outcome is None:
            raise DescentError("the why page opens after the game")
        self._say(self._text(self._game.level.text.why or "This level has no why page."))

    def new(self, words: Words) -> None:
        """Start over on the next variant."""
        del words
        level = self._game.level
        self._record.abandon(level)
        self._open(self._next(level))

    def same(self, words: Words) -> None:
        """Start over on the same map."""
        del words
        level = self._game.level
        self._record.abandon(level)
        self._open(attempt_at(level, self._attempt.seed, self._record.seen(level)))

    def resign(self, words: Words) -> None:
        """Give the game up."""
        del words
        if self._game.outcome is not None:
            raise DescentError("the game is over")
        self._game.resign()
        self._save()
        self._finish()

    def next(self, words: Words) -> None:
        """Go on to the level after this one."""
        del words
        levels = list(self._levels())
        ids = [level.address for level in levels]
        here = self._game.level.address
        place = ids.index(here) + 1 if here in ids else len(ids)
        if place == len(ids):
            raise DescentError("this is the last level; 'levels' lists them all")
        self._go_on(levels[place])

    def play(self, words: Words) -> None:
        """Go to a level by its id or its file."""
        if not words:
            raise DescentError("play which level? 'levels' lists them")
        level = open_level(words[0])
        stage = next((s for s in self._trail() if s.level.path == level.path), None)
        if stage is not None and stage.closed and not self._all_open:
            raise DescentError(f"it opens with a star on {' and '.join(stage.missing)}")
        self._go_on(level)

    def levels(self, words: Words) -> None:
        """List the course with what has been reached."""
        del words
        for stage in self._trail():
            closed = stage.closed and not self._all_open
            result = "closed" if closed else f"{stage.stars} of 3 stars"
            waiting = "" if stage.waiting is None else ", a game waits"
            self._say([f"{stage.level.address}: {stage.level.title}, {result}{waiting}"])

    def quit(self, words: Words) -> None:
        """Leave."""
        del words
        self.over = True

    def _finish(self) -> None:
        self._say(["", *ending_lines(self._game, practice=self._attempt.practice)])
        self._ask(self._said.after, "And now? Answer with answer and its number.")
        self._say(["Say next, new, same, why, map, levels or quit."])

    def _trail(self) -> tuple[Stage, ...]:
        return trail(self._levels(), self._record)

    def _text(self, text: str) -> list[str]:
        return wrapped(fill_in(text, text_values(self._game)))

    def _move(self, words: Words) -> Move:
        """Return the move that some words say. Raises ``MoveError``."""
        rules = self._game.level.rules
        if rules.moves == "gradient" and words[0] != "-":
            words = ["-", *words]
        heading = self._heading(words[0].lower())
        move = parse_move([heading, *words[1:]])
        if rules.inertia == "player" and move.inertia is None:
            move = move._replace(inertia=self._aim.inertia)
        return move

    def _heading(self, word: str) -> str:
        """Return a heading in digits: of a point of the compass, of down, or as it is."""
        if word in POINTS:
            return str(45 * POINTS.index(word))
        if word != DOWN:
            return word
        game = self._game
        if not aiming.offers_compass(game.level):
            raise MoveError("this level does not aim down by itself: say a heading")
        aim = aiming.along(Aim(0.0, 0.0), game.compass, game.level.rules, game.axes)
        return repr(aim.heading)

    def _step(self, words: Words, usual: float) -> float:
        """Return the step that is said, or the usual one. Raises ``MoveError``."""
        step = parse_move(["0", words[0]]).step if words else usual
        if not 0.0 < step <= 1e6:
            raise MoveError(f"a step of {step:g} is none to look at")
        return step


COMMANDS: tuple[Command, ...] = (
    Command(
        ("move", "m"), "HEADING STEP [INERTIA]",
        "make a move; the word move may be left out, and alone it makes the aim's move. Headings"
        " may also be north, south-west and so on, or down, as the compass points",
        Conversation.move,
    ),
    Command(("look", "l"), "", "where you and the bot stand, and what the slope is",
            Conversation.look),
    Command(("aim", "a"), "HEADING STEP [INERTIA]", "aim, and hear what is promised",
            Conversation.aim),
    Command(("promise", "p"), "HEADING STEP [INERTIA]", "the same without aiming",
            Conversation.promise),
    Command(("compass", "c"), "[STEP]", "what the instruments tell of the slope",
            Conversation.compass),
    Command(("around",), "[DISTANCE]", "what the map shows around you, as far as sight reaches",
            Conversation.around),
    Command(("rose",), "[STEP]", "where a step leads lowest, in levels with the rose",
            Conversation.rose),
    Command(("readout", "r"), "[TURN]", "a move taken apart, the last unless you say which",
            Conversation.readout),
    Command(("map",), "", "the map in characters, as far as you have seen it", Conversation.map),
    Command(("hint", "h"), "", "a hint; hints are free", Conversation.hint),
    Command(("answer",), "NUMBER", "answer the question, before the game and after it",
            Conversation.answer),
    Command(("why",), "", "the derivation, after the game", Conversation.why),
    Command(("new", "restart"), "", "start over on new ground, for stars", Conversation.new),
    Command(("same",), "", "start over on the same map, as practice", Conversation.same),
    Command(("resign",), "", "give this game up", Conversation.resign),
    Command(("next", "n"), "", "the next level", Conversation.next),
    Command(("levels",), "", "every level, and your stars", Conversation.levels),
    Command(("play",), "LEVEL", "go to a level by its name in that list, or by its file",
            Conversation.play),
    Command(("help", "?"), "", "this list", Conversation.help),
    Command(("quit", "q"), "", "leave; a game under way is kept", Conversation.quit),
)  # fmt: skip


def _command(word: str) -> Command | None:
    """Return the command of a name, or the only one that begins so."""
    exact = [command for command in COMMANDS if word in command.names]
    begun = [command for command in COMMANDS if command.names[0].startswith(word)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def _number(word: str, most: int) -> int:
    if not (word.isascii() and word.isdecimal() and 1 <= int(word[:9]) <= most):
        raise DescentError(f"{quoted(word)} is not a number from 1 to {most}")
    return int(word[:9])


def converse(talk: Conversation, lines: Iterator[str]) -> None:
    """Hear line by line until somebody leaves or there is nothing more."""
    for line in lines:
        talk.hear(line)
        if talk.over:
            break
    talk.end()
