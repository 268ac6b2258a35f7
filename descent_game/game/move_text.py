"""Moves as lines of text: ``heading step [inertia]``, ``-`` for a heading that the level gives."""

from collections.abc import Iterator

from descent_game.errors import MoveError, quoted
from descent_game.game.moves import Move

MAX_CHARACTERS = 100_000


def parse_moves(text: str) -> Iterator[tuple[int, Move]]:
    """Yield the moves of a text with their line numbers; ``#`` starts a comment.

    Raises:
        MoveError: The text is too long, or a line is no move.
    """
    if len(text) > MAX_CHARACTERS:
        raise MoveError(f"{len(text):,} characters are too many; allowed are {MAX_CHARACTERS:,}")
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.partition("#")[0].split()
        if words:
            try:
                yield number, parse_move(words)
            except MoveError as error:
                raise MoveError(f"line {number}: {error}") from None


def parse_move(words: list[str]) -> Move:
    """Return the move in the words of a line.

    Raises:
        MoveError: They are not two or three numbers (or ``-`` for the heading).
    """
    if not 2 <= len(words) <= 3:
        line = " ".join(words)
        raise MoveError(f"{quoted(line)} is not a move; it is 'heading step', as in '45 0.5'")
    heading = None if words[0] == "-" else _number("heading", words[0])
    inertia = _number("inertia", words[2]) if len(words) == 3 else None
    return Move(heading, _number("step", words[1]), inertia)


def _number(name: str, word: str) -> float:
    try:
        return float(word) if word.isascii() and "_" not in word else float("not a number")
    except ValueError:
        raise MoveError(f"{name} {quoted(word)} is not a number") from None
