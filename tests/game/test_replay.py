from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.errors import ReplayError
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import from_json, record, replay, to_json
from tests.levels_for_tests import make_level

DRAWN = """
[loss.parameters]
c = { value = 2.0, between = [0.0, 3.0] }
"""


@given(
    moves=st.lists(st.tuples(st.floats(0, 360), st.floats(0, 2)), max_size=15),
    seed=st.none() | st.integers(0, 2**63 - 1),
    resign=st.booleans(),
)
def test_a_replay_is_the_game_to_the_last_digit(
    tmp_path: Path, moves: list[tuple[float, float]], seed: int | None, resign: bool
) -> None:
    level = make_level(
        tmp_path, "((w1-c)**2+(w2-1)**2)/2", loss=DRAWN, more="[variants]\nmirrors = true"
    )
    game = Game(level, seed)
    for heading, step in moves:
        if game.outcome is None:
            game.play(Move(heading, step))
    if resign:
        game.resign()
    again = replay(from_json(to_json(record(game))), level)
    assert again.player == game.player
    assert again.outcome == game.outcome
    assert [turn.player for turn in again.turns] == [turn.player for turn in game.turns]


def test_a_changed_level_is_named_by_its_section(tmp_path: Path) -> None:
    recorded = record(Game(make_level(tmp_path)))
    changed = make_level(tmp_path, turns="15")
    with pytest.raises(ReplayError, match="'test-level' has changed since, in rules"):
        replay(recorded, changed)


def test_prose_does_not_matter_to_a_replay(tmp_path: Path) -> None:
    level = make_level(tmp_path)
    text = level.path.read_text().replace("A brief.", "Other words.")
    level.path.write_text(text)
    game = Game(level)
    game.play(Move(40, 2))
    assert replay(record(game), level).loss == game.loss


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{",
        "[" * 100_000,
        '{"format": 1}',
        '{"format": 2}',
        "x" * 300_000,
        "\ud800",
        '{"format":1,"level":"a","digests":{},"seed":null,"parameters":{},"mirror":"","moves":[1]}',
    ],
)
def test_what_is_not_a_replay_is_refused(text: str) -> None:
    with pytest.raises(ReplayError):
        from_json(text)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"level": "other"}, "the replay is of level 'other', not 'test-level'"),
        ({"moves": (Move(0, 1), Move(0, 99))}, "move 2: step 99 is not from 0 to 2"),
        ({"moves": (Move(0, 0),) * 15}, "move 15: the game is over: out of turns"),
    ],
)
def test_a_replay_that_cannot_be_played_says_where(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    level = make_level(tmp_path)
    recorded = msgspec.structs.replace(record(Game(level)), **changes)
    with pytest.raises(ReplayError) as caught:
        replay(recorded, level)
    assert str(caught.value) == message
