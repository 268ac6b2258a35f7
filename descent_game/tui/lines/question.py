"""A question with its choices, before it is answered and after."""

from descent_game.level.schema import Level, Question
from descent_game.tui.lines.line import BLANK, Line, Piece, Role, line, wrapped


def chosen(level: Level, key: str) -> int | None:
    """Return the choice (from 0) of the level's question that a key stands for."""
    for question in level.questions[:1]:
        if key.isdecimal() and 1 <= int(key) <= len(question.choices):
            return int(key) - 1
    return None


def question_lines(
    question: Question, chosen: int | None, width: int, *, solved: bool
) -> list[Line]:
    """Return the question; ``chosen`` counts from 0. Solved, it shows the answer and the reason."""
    lines = [*wrapped(question.ask, width, "strong")]
    for number, choice in enumerate(question.choices):
        mark, role = _mark(question, number, chosen, solved=solved)
        first, *rest = wrapped(choice, width - 4, role)
        lines.append((Piece(f"{mark} {number + 1} ", role), *first))
        lines += [(Piece(" " * 4), *more) for more in rest]
    if solved:
        lines += [BLANK, *wrapped(question.because, width)]
    elif chosen is None:
        lines.append(line("Guess with a number, if you like.", "dim"))
    else:
        lines.append(line("The answer comes after the game.", "dim"))
    return lines


def _mark(question: Question, number: int, chosen: int | None, *, solved: bool) -> tuple[str, Role]:
    right = number == question.answer - 1
    if solved and right:
        return "✓", "good"
    if solved and number == chosen:
        return "✗", "bad"
    return ("▸", "player") if number == chosen and not solved else (" ", "text")
