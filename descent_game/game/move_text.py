"""Moves as lines of text: ``heading step [inertia]``, ``-`` for a heading that the level gives."""

from collections.abc import Iterator

from descent_game.errors import MoveError, quoted
from descent_game.game.aiming import Aim
from descent_game.game.moves import Move
from descent_game.level.schema import RulesSection

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


def move_form(rules: RulesSection) -> tuple[str, str]:
    """Return the words of a move that a player types under the rules of a level, and an example."""
    parts = _parts(rules)
    example = {"heading": "90" if rules.moves == "axis" else "45", "step": "0.5", "inertia": "0.9"}
    return " ".join(parts), " ".join(example[part] for part in parts)


def parse_aim(text: str, aim: Aim, rules: RulesSection, *, step_alone: bool = True) -> Aim:
    """Return the aim that a typed move makes of another one, which has what is left out.

    Where inertia is chosen it may be left out; where the level sets the heading a ``-`` may stand
    for it.

    Args:
        text: What was typed.
        aim: The aim until then.
        rules: The rules of the level.
        step_alone: Whether one number is a step along the heading of the aim.

    Raises:
        MoveError: It is no move of that form.
    """
    words, parts = text.split(), _parts(rules)
    if rules.moves == "gradient" and words[:1] == ["-"]:
        words = words[1:]
    if len(words) == 1 and step_alone:
        parts = ["step"]
    if not parts.index("step") < len(words) <= len(parts):
        form, example = move_form(rules)
        raise MoveError(f"{quoted(text)} is not a move; it is '{form}', as in '{example}'")
    given = zip(parts, words, strict=False)  # without the inertia
    return aim._replace(**{part: _number(part, word) for part, word in given})


def _parts(rules: RulesSection) -> list[str]:
    """Return what a player chooses of a move."""
    parts = {"heading": rules.moves != "gradient", "step": True}
    parts["inertia"] = rules.inertia == "player"
    return [part for part, chosen in parts.items() if chosen]


def _number(name: str, word: str) -> float:
    try:
        return float(word) if word.isascii() and "_" not in word else float("not a number")
    except ValueError:
        raise MoveError(f"{name} {quoted(word)} is not a number") from None
