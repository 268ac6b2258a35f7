"""The commands around a game: hints, questions, another map, another level."""

from descent_game.catalogue.catalogue import open_level
from descent_game.catalogue.short_course import QUESTION
from descent_game.cli.conversation.conversation import Conversation
from descent_game.cli.conversation.parsing import Arguments, Command, number_argument
from descent_game.errors import DescentError
from descent_game.player.course_progress import LevelProgress
from descent_game.player.session import with_hint
from descent_game.player.short_course import ShortCourse, save_guess
from descent_game.view.plain_text import answer_lines
from descent_game.view.short_course import is_complete, short_course_lines


def hint(conversation: Conversation, arguments: Arguments) -> None:
    """Write the next hint."""
    hints = conversation.game.level.text.hints
    if not hints:
        raise DescentError("this level has no hints")
    conversation.notes = with_hint(conversation.notes, conversation.game.level)
    number = conversation.notes.hints
    conversation.save_notes()
    text = f"Hint {number} of {len(hints)}: {hints[number - 1]}"
    conversation.write(conversation.text_lines(text))


def answer(conversation: Conversation, arguments: Arguments) -> None:
    """Note a guess before the game, or an answer after it."""
    game, notes = conversation.game, conversation.notes
    questions = game.level.questions
    if not questions:
        raise DescentError("this level has no question")
    if game.outcome is None and game.turns:
        raise DescentError("the question comes again after the game")
    before = game.outcome is None
    given = notes.before if before else notes.after
    if len(given) == len(questions):
        if not before:
            raise DescentError("every question has its answer")
        given = given[:-1]  # the last guess may be changed
    question = questions[len(given)]
    answer = number_argument(arguments[0] if arguments else "", len(question.choices))
    given = (*given, answer)
    if before:
        conversation.notes = notes._replace(before=given)
        conversation.write(["Noted. The answer comes after the game."])
        conversation.write_question(given, "Answer with answer and its number.")
        return
    conversation.notes = notes._replace(after=given)
    conversation.save_notes()
    guess = notes.before[len(given) - 1] if len(notes.before) >= len(given) else None
    conversation.write(answer_lines(question, answer, guess, game))
    conversation.write_question(given, "Answer with answer and its number.")


def why(conversation: Conversation, arguments: Arguments) -> None:
    """Write the derivation, after the game."""
    if conversation.game.outcome is None:
        raise DescentError("the why page opens after the game")
    text = conversation.game.level.text.why or "This level has no why page."
    conversation.write(conversation.text_lines(text))


def start_new_variant(conversation: Conversation, arguments: Arguments) -> None:
    """Start the next attempt at this level."""
    level = conversation.game.level
    conversation.session.abandon(level)
    conversation.start_attempt(conversation.session.next_attempt(level))


def start_same_variant(conversation: Conversation, arguments: Arguments) -> None:
    """Start this level again on the same map."""
    level = conversation.game.level
    conversation.session.abandon(level)
    conversation.start_attempt(conversation.session.attempt_at(level, conversation.attempt.seed))


def resign(conversation: Conversation, arguments: Arguments) -> None:
    """Give the game up."""
    if conversation.game.outcome is not None:
        raise DescentError("the game is over")
    conversation.game.resign()
    conversation.save()
    conversation.write_notice()
    conversation.end_game()


def play_next_level(conversation: Conversation, arguments: Arguments) -> None:
    """Play the level after this one."""
    stage = conversation.session.level_after(conversation.game.level)
    if stage is None and isinstance(conversation.session.context, ShortCourse):
        answer_question(conversation, [])
        return
    if stage is None:
        raise DescentError("this is the last level; 'levels' lists them all")
    _play_stage(conversation, stage)


def play_level(conversation: Conversation, arguments: Arguments) -> None:
    """Play a level by its address or its file."""
    if not arguments:
        raise DescentError("play which level? 'levels' lists them")
    level = open_level(arguments[0])
    stage = next((s for s in conversation.session.progress if s.level.path == level.path), None)
    if stage is None:  # a file of the player's own
        conversation.play(level)
    else:
        _play_stage(conversation, stage)


def _play_stage(conversation: Conversation, stage: LevelProgress) -> None:
    """Play a level of the course. Raises ``DescentError`` while it is closed."""
    if reason := conversation.session.locked_reason(stage):
        raise DescentError(reason)
    conversation.play(stage.level)


def list_levels(conversation: Conversation, arguments: Arguments) -> None:
    """List the course with what has been reached."""
    for stage in conversation.session.progress:
        closed = conversation.session.locked_reason(stage)
        result = "closed" if closed else f"{stage.stars} of 3 stars"
        waiting = "" if stage.unfinished_turns is None else ", a game waits"
        conversation.write([f"{stage.level.address}: {stage.level.title}, {result}{waiting}"])


def answer_question(conversation: Conversation, arguments: Arguments) -> None:
    """Write the question of the short course; note a guess, or write the answer if it is open."""
    session, record = conversation.session, conversation.session.record
    if not isinstance(session.context, ShortCourse):
        raise DescentError("that belongs to the short course: descent play --short-course")
    if not arguments:
        conversation.write(short_course_lines(session.progress, record))
    elif is_complete(session.progress):
        raise DescentError("the answer is there: question, without a number, shows it")
    else:
        save_guess(record, number_argument(arguments[0], len(QUESTION.choices)))
        conversation.write(["Noted. The answer comes after the five levels."])
        conversation.write_notice()


COMMANDS = (
    Command(("hint", "h"), "", "a hint; hints are free", hint),
    Command(("answer",), "NUMBER", "answer the question, before the game and after it", answer),
    Command(("why",), "", "the derivation, after the game", why),
    Command(("new", "restart"), "", "start over on a new map, for stars", start_new_variant),
    Command(("same",), "", "start over on the same map, as practice", start_same_variant),
    Command(("resign",), "", "give this game up", resign),
    Command(("next", "n"), "", "the next level", play_next_level),
    Command(
        ("question",),
        "NUMBER",
        "in the short course its question, a guess at it, and in the end the answer",
        answer_question,
    ),
    Command(("levels",), "", "every level, and your stars", list_levels),
    Command(
        ("play",), "LEVEL", "go to a level by its name in that list, or by its file", play_level
    ),
)
"""A command of the course is added here."""
