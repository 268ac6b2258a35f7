"""The commands around a game: hints, questions, another map, another level."""

from descent_game.catalogue.catalogue import open_level
from descent_game.cli.conversation.conversation import Conversation
from descent_game.cli.conversation.parsing import Words, said_number
from descent_game.errors import DescentError
from descent_game.player.course_progress import LevelProgress
from descent_game.player.session import with_hint
from descent_game.view.plain_text import answer_lines


def hint(talk: Conversation, words: Words) -> None:
    """Say the next hint."""
    del words
    hints = talk.game.level.text.hints
    if not hints:
        raise DescentError("this level has no hints")
    talk.said = with_hint(talk.said, talk.game.level)
    number = talk.said.hints
    talk.note()
    talk.say(talk.text(f"Hint {number} of {len(hints)}: {hints[number - 1]}"))


def answer(talk: Conversation, words: Words) -> None:
    """Take a guess before the game, or an answer after it."""
    game, said, questions = talk.game, talk.said, talk.game.level.questions
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
    answer = said_number(words[0] if words else "", len(question.choices))
    given = (*given, answer)
    if before:
        talk.said = said._replace(before=given)
        talk.say(["Noted. The answer comes after the game."])
        talk.ask(given, "Answer with answer and its number.")
        return
    talk.said = said._replace(after=given)
    talk.note()
    guess = said.before[len(given) - 1] if len(said.before) >= len(given) else None
    talk.say(answer_lines(question, answer, guess, game))
    talk.ask(given, "Answer with answer and its number.")


def why(talk: Conversation, words: Words) -> None:
    """Give the derivation, after the game."""
    del words
    if talk.game.outcome is None:
        raise DescentError("the why page opens after the game")
    talk.say(talk.text(talk.game.level.text.why or "This level has no why page."))


def renew(talk: Conversation, words: Words) -> None:
    """Start over on the next variant."""
    del words
    level = talk.game.level
    talk.session.abandon(level)
    talk.open(talk.session.next_attempt(level))


def repeat(talk: Conversation, words: Words) -> None:
    """Start over on the same map."""
    del words
    level = talk.game.level
    talk.session.abandon(level)
    talk.open(talk.session.attempt_at(level, talk.attempt.seed))


def resign(talk: Conversation, words: Words) -> None:
    """Give the game up."""
    del words
    if talk.game.outcome is not None:
        raise DescentError("the game is over")
    talk.game.resign()
    talk.save()
    talk.tell_notice()
    talk.finish()


def go_on_to_next(talk: Conversation, words: Words) -> None:
    """Go on to the level after this one."""
    del words
    stage = talk.session.level_after(talk.game.level)
    if stage is None:
        raise DescentError("this is the last level; 'levels' lists them all")
    _go_on(talk, stage)


def go_to_level(talk: Conversation, words: Words) -> None:
    """Go to a level by its id or its file."""
    if not words:
        raise DescentError("play which level? 'levels' lists them")
    level = open_level(words[0])
    stage = next((s for s in talk.session.progress if s.level.path == level.path), None)
    if stage is None:  # a file of the player's own
        talk.go_on(level)
    else:
        _go_on(talk, stage)


def _go_on(talk: Conversation, stage: LevelProgress) -> None:
    """Go on to a level of the course. Raises ``DescentError`` while it is closed."""
    if reason := talk.session.closed_reason(stage):
        raise DescentError(reason)
    talk.go_on(stage.level)


def list_levels(talk: Conversation, words: Words) -> None:
    """List the course with what has been reached."""
    del words
    for stage in talk.session.progress:
        closed = talk.session.closed_reason(stage)
        result = "closed" if closed else f"{stage.stars} of 3 stars"
        waiting = "" if stage.waiting is None else ", a game waits"
        talk.say([f"{stage.level.address}: {stage.level.title}, {result}{waiting}"])


def leave(talk: Conversation, words: Words) -> None:
    """Leave."""
    del words
    talk.over = True
