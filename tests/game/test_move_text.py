import pytest

from descent_game.errors import MoveError
from descent_game.game.aiming import Aim
from descent_game.game.move_text import parse_aim, parse_moves
from descent_game.game.moves import Move
from descent_game.level.schema import RulesSection


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


FREE = RulesSection(max_step=2.0, turns=9)
AXIS = RulesSection(max_step=2.0, turns=9, moves="axis")
GIVEN = RulesSection(max_step=2.0, turns=9, moves="gradient")
CHOSEN = RulesSection(max_step=2.0, turns=9, inertia="player")
BOTH = RulesSection(max_step=2.0, turns=9, moves="gradient", inertia="player")


@pytest.mark.parametrize(
    ("text", "aim", "rules", "expected"),
    [
        ("40 1", Aim(0.0, 0.5), FREE, Aim(40.0, 1.0)),
        (".25", Aim(35.0, 0.5), FREE, Aim(35.0, 0.25)),
        ("90 1", Aim(0.0, 0.5), AXIS, Aim(90.0, 1.0)),
        ("1.6", Aim(None, 0.5), GIVEN, Aim(None, 1.6)),
        ("- 1.6", Aim(None, 0.5), GIVEN, Aim(None, 1.6)),
        ("40 1", Aim(0.0, 0.5, 0.3), CHOSEN, Aim(40.0, 1.0, 0.3)),
        ("40 1 0.9", Aim(0.0, 0.5, 0.3), CHOSEN, Aim(40.0, 1.0, 0.9)),
        ("1", Aim(35.0, 0.5, 0.3), CHOSEN, Aim(35.0, 1.0, 0.3)),
        ("1 0.9", Aim(None, 0.5, 0.3), BOTH, Aim(None, 1.0, 0.9)),
    ],
)
def test_what_a_typed_move_leaves_out_stays(
    text: str, aim: Aim, rules: RulesSection, expected: Aim
) -> None:
    assert parse_aim(text, aim, rules) == expected


@pytest.mark.parametrize(
    ("text", "rules", "message"),
    [
        ("", FREE, "'' is not a move; it is 'heading step', as in '45 0.5'"),
        ("40 1 2", FREE, "'40 1 2' is not a move; it is 'heading step', as in '45 0.5'"),
        ("40 1 2", AXIS, "'40 1 2' is not a move; it is 'heading step', as in '90 0.5'"),
        ("40 1", GIVEN, "'40 1' is not a move; it is 'step', as in '0.5'"),
        ("-", GIVEN, "'-' is not a move; it is 'step', as in '0.5'"),
        ("1 1 1", BOTH, "'1 1 1' is not a move; it is 'step inertia', as in '0.5 0.9'"),
        ("1 x", BOTH, "inertia 'x' is not a number"),
        ("x", FREE, "step 'x' is not a number"),
    ],
)
def test_a_typed_move_that_is_none_is_answered_in_the_form_of_its_level(
    text: str, rules: RulesSection, message: str
) -> None:
    heading = None if rules.moves == "gradient" else 0.0
    with pytest.raises(MoveError) as caught:
        parse_aim(text, Aim(heading, 0.5), rules)
    assert str(caught.value) == message


def test_a_step_alone_can_be_refused() -> None:
    with pytest.raises(MoveError, match="it is 'heading step'"):
        parse_aim("1", Aim(0.0, 0.5), FREE, step_alone=False)
