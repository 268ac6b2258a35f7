"""A question with its choices, before it is answered and after."""

from descent_game.level.schema import Level, Question
from descent_game.view.line import BLANK, Line, Piece, Role, hanging, line, wrapped


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
