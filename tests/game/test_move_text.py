import pytest

from descent_game.errors import MoveError
from descent_game.game.move_text import parse_moves
from descent_game.game.moves import Move


def test_lines_become_moves_with_their_numbers() -> None:
    text = "40 2  # along the compass\n\n# nothing here\n- 0.5\n45 1e-1 0.95\n"
    assert list(parse_moves(text)) == [
        (1, Move(40.0, 2.0)),
        (4, Move(None, 0.5)),
        (5, Move(45.0, 0.1, 0.95)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("40", "line 1: '40' is not a move; it is 'heading step', as in '45 0.5'"),
        ("40 2\n1 2 3 4", "line 2: '1 2 3 4' is not a move; it is 'heading step', as in '45 0.5'"),
        ("north 2", "line 1: heading 'north' is not a number"),
        ("40 two", "line 1: step 'two' is not a number"),
        ("40 1_0", "line 1: step '1_0' is not a number"),
        ("40 ٣", "line 1: step '٣' is not a number"),
        ("40 -", "line 1: step '-' is not a number"),
        ("4" * 99 + "x 1", f"line 1: heading '{'4' * 37}...' is not a number"),
        ("1 1\n" * 30_000, "120,000 characters are too many; allowed are 100,000"),
    ],
)
def test_a_bad_line_is_named_by_number(text: str, message: str) -> None:
    with pytest.raises(MoveError) as caught:
        list(parse_moves(text))
    assert str(caught.value) == message
