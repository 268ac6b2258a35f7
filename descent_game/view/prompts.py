"""What a level asks and advises its player: the first steps, hints and questions."""

from collections.abc import Mapping

from descent_game.game.game import Game
from descent_game.level.schema import Instrument, Level, Question
from descent_game.view.events import event_lines
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
LOOKS: Mapping[Instrument, str] = {
    "cut": " {key:view.cut}: the cut.",
    "film": " {key:view.film}: the film.",
}
"""The keys of views that are named where a level grants them before a move."""
INERTIA = " {key:inertia.less inertia.more} inertia."
HINTS = "{key:hint}: "
COUNT = "{} hints, they cost no star."
MOST_ROWS = 3
"""Rows that a question or a hint takes at most."""


def foot_lines(game: Game, hints: int, keys: Keys, width: int) -> list[Line]:
    """Return what stands under the map in play: the level's question, and below it the hints.

    The idea is for afterwards. As many rows are reserved as the longest hint takes, so that no hint
    moves the map.

    Args:
        game: The game.
        hints: How many hints were asked for so far.
        keys: The keys in force.
        width: Columns.
    """
    texts, lines = game.level.text, []
    for question in game.level.questions[:1]:
        lines += labelled("?", filled(question.ask, game), width)[:MOST_ROWS]
    pages = [
        labelled(f"Hint {number} of {len(texts.hints)}", filled(hint, game), width)[:MOST_ROWS]
        for number, hint in enumerate(texts.hints, start=1)
    ]
    count = len(pages)
    hint_key = f"{keys.fill(HINTS)}{COUNT.format(count)}" if count else ""
    first = labelled("First", f"{keys.fill(_steps(game))} {hint_key}".strip(), width)
    shown = first if not game.turns else event_lines(game, keys) or wrapped(hint_key, width, "dim")
    if hints and pages:
        shown = pages[min(hints, count) - 1]
    reserved = max(map(len, (*pages, first)))
    return [*lines, *shown, *[BLANK] * (reserved - len(shown))]


def _steps(game: Game) -> str:
    """Return the keys that play a level."""
    rules = game.level.rules
    steps = FIRST_STEPS["axes" if rules.turn_axes else rules.moves]
    looks = [words for name, words in LOOKS.items() if name in game.level.map.instruments]
    return steps + (INERTIA if rules.inertia == "player" else "") + "".join(looks)


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
