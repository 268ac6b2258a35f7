"""What a level asks and advises its player: the first steps, its idea, hints and questions."""

from descent_game.game.game import Game
from descent_game.level.schema import Level, Question
from descent_game.view.keys import Keys
from descent_game.view.level_texts import filled
from descent_game.view.line import BLANK, Line, Piece, Role, hanging, labelled, line, wrapped

AXES = "{key:axis.left axis.right axis.up axis.down}"
FIRST_STEPS = {
    "free": "{key:aim.left}/{key:aim.right} turn, {key:step.up}/{key:step.down}: step,"
    " {key:move} moves.",
    "axis": f"{AXES} choose a weight, {{key:step.plus step.minus}} step, {{key:move}} moves.",
    "axes": f"{AXES} choose an axis, {{key:step.plus step.minus}} the step,"
    " {key:axes.left axes.right} turn both axes; {key:move} moves.",
    "gradient": "{key:step.up}/{key:step.down}: step, {key:move} moves; heading is given.",
}
INERTIA = "{key:inertia.less inertia.more}: inertia."
FREE_HINTS = "Hints ({key:hint}) cost no star."
WITHHELD = "you will see it after the game. Watch the readout."


def coach_line(game: Game, hints: int, keys: Keys, width: int) -> list[Line]:
    """Return the coach's words; ``hints`` is how many were asked for so far."""
    texts = game.level.text
    if hints and texts.hints:
        number = min(hints, len(texts.hints))
        label = f"Hint {number} of {len(texts.hints)} (costs no star)"
        return labelled(label, filled(texts.hints[number - 1], game), width)
    idea = labelled("Idea", WITHHELD if texts.withhold_idea else game.level.idea, width)
    rules = game.level.rules
    steps = FIRST_STEPS["axes" if rules.turn_axes else rules.moves]
    parts = (steps, INERTIA if rules.inertia == "player" else "", FREE_HINTS if texts.hints else "")
    how = keys.fill(" ".join(filter(None, parts)))
    first = labelled("First", how, width)
    now, other = (idea, first) if game.turns else (first, idea)
    return now + [BLANK] * (len(other) - len(now))  # as high, so that the first move shifts no map


def with_answer(level: Level, answers: tuple[int, ...], key: str) -> tuple[int, ...]:
    """Return the answers (choices from 1) with the one that a key stands for, if it is one.

    It is the answer to the first question that has none; after the last nothing changes.
    """
    for question in level.questions[len(answers) : len(answers) + 1]:
        if key.isdecimal() and 1 <= int(key) <= len(question.choices):
            return (*answers, int(key))
    return answers


def question_lines(
    question: Question, chosen: int | None, width: int, *, solved: bool
) -> list[Line]:
    """Return the question; ``chosen`` counts from 1. Solved, it shows the answer and the reason."""
    lines = [*wrapped(question.ask, width, "strong")]
    for number, choice in enumerate(question.choices, start=1):
        mark, role = _mark(question, number, chosen, solved=solved)
        lines += hanging((Piece(f"{mark} {number} ", role),), choice, width, role)
    if solved:
        lines += [BLANK, *wrapped(question.because, width)]
    elif chosen is None:
        lines.append(line("Guess with a number, if you like.", "dim"))
    else:
        lines.append(line("The answer comes after the game.", "dim"))
    return lines


def _mark(question: Question, number: int, chosen: int | None, *, solved: bool) -> tuple[str, Role]:
    right = number == question.answer
    if solved and right:
        return "✓", "good"
    if solved and number == chosen:
        return "✗", "bad"
    return ("▸", "player") if number == chosen and not solved else (" ", "text")
