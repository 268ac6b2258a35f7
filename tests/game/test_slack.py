"""Games on the edge of a goal, judged on a machine that rounds otherwise: no star is lost."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from msgspec import structs

from descent_game.errors import ReplayError
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import record, replay
from descent_game.game.track import Termination
from descent_game.level.schema import Level
from tests.another_machine import another_machine
from tests.levels_for_tests import make_level

HALVINGS = 70

GOALS = {
    "reach": 'kind = "reach"\nloss = 1.0',
    "hold": 'kind = "hold"\nloss = 4.0\nturns = 2',
    "total": 'kind = "keep-promise"\ntolerance = 0.3\ntotal = 9.0',
    "promise": 'kind = "keep-promise"\ntolerance = 0.1\ntotal = 4.0',
}
"""Goals on a bowl whose loss is 20.5 at the start."""


def played(level: Level, moves: Sequence[Move]) -> Game:
    game = Game(level)
    for move in moves:
        if game.outcome is None:
            game.play(move)
    return game


def on_the_edge(level: Level, move_at: Callable[[float], Sequence[Move]]) -> list[Game]:
    """Return the two games on both sides of where another step makes another number of turns."""
    low, high = 0.0, 1.0
    at_low, at_high = played(level, move_at(low)), played(level, move_at(high))
    if at_low.outcome == at_high.outcome:
        return []
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if played(level, move_at(middle)).outcome == at_low.outcome:
            low = middle
        else:
            high = middle
    return [played(level, move_at(low)), played(level, move_at(high))]


def edge_games(level: Level, count: int) -> Iterator[Game]:
    """Yield finished games in which one move decides by its last digits when the goal is met."""
    rng = random.Random(level.id)
    while count > 0:
        straight = [Move(round(rng.uniform(20, 70)), rng.uniform(0.3, 2.0)) for _ in range(14)]
        number = rng.randrange(1, 6)

        def move_at(share: float, n: int = number, all_: Sequence[Move] = straight) -> list[Move]:
            return [*all_[:n], Move(all_[n].heading, 2.0 * share), *all_[n + 1 :]]

        for game in on_the_edge(level, move_at):
            count -= 1
            yield game


def edge_level(folder: Path, goal: str, bot: str) -> Level:
    return make_level(folder, goal=GOALS[goal], bot=f'optimizer = "gd"\nlearning_rate = {bot}')


@pytest.mark.parametrize("goal", GOALS)
def test_no_rounding_of_another_machine_takes_a_star(tmp_path: Path, goal: str) -> None:
    level = edge_level(tmp_path, goal, "0.3")
    decided_there = 0
    for number, game in enumerate(edge_games(level, 24)):
        assert game.outcome is not None
        for machine in range(4):
            with another_machine(f"{number} {machine}"):
                again = replay(record(game), level)
                decided_there += played(level, record(game).moves).outcome != game.outcome
            assert again.outcome is not None
            assert again.stars >= game.stars
            assert again.player.goal_turn is None or again.player.goal_turn == len(game.turns)
            assert again.player.goal_turn == game.player.goal_turn or not game.player.reached
    assert decided_there, "none of the games was on the edge"


def test_a_bot_that_arrives_by_rounding_only_takes_no_star(tmp_path: Path) -> None:
    bot_after_three = 8.0 * 0.25**3  # its way is halved by every turn
    level = make_level(
        tmp_path,
        "w1**2/2 + w2**2/2",
        start="[4.0, 0.0]",
        goal=f'kind = "reach"\nloss = {bot_after_three * (1.0 - 1e-14)!r}',
        bot='optimizer = "gd"\nlearning_rate = 0.5',
    )
    game = played(level, [Move(180, 1), Move(180, 1), Move(180, 2)])
    assert (game.player.goal_turn, game.bot.goal_turn, game.stars) == (3, 4, 3)
    for machine in range(20):
        with another_machine(str(machine)):
            assert replay(record(game), level).stars == 3


EDGE = 1.5
"""The step that ends on a goal of 1 where the loss is w1 and 2.5 at the start."""


def slope_level(folder: Path) -> Level:
    return make_level(folder, "w1", start="[2.5, 0.0]", goal=GOALS["reach"])


@pytest.mark.parametrize(
    ("steps", "resigned", "termination", "goal_turn"),
    [
        ([EDGE - 1e-10], False, Termination.GOAL, 1),
        ([EDGE - 1e-6], False, None, None),
        ([EDGE - 1e-10], True, Termination.RESIGNED, None),
        ([EDGE], True, Termination.RESIGNED, None),
        ([EDGE + 1e-10], True, Termination.RESIGNED, None),
        ([EDGE + 1e-6], True, Termination.GOAL, 1),
        ([EDGE, 0.0, 1.0], False, Termination.GOAL, 3),
        ([EDGE - 1e-10, 0.0, 0.0], False, Termination.GOAL, 3),
        ([0.0] * 13 + [EDGE - 1e-10], False, Termination.GOAL, 14),
        ([0.0] * 13 + [EDGE - 1e-6], False, Termination.OUT_OF_TURNS, None),
    ],
)
def test_in_doubt_a_turn_was_at_the_goal_where_the_game_ended_with_it(
    tmp_path: Path,
    steps: list[float],
    resigned: bool,
    termination: Termination | None,
    goal_turn: int | None,
) -> None:
    level = slope_level(tmp_path)
    moves = tuple(Move(180.0, step) for step in steps)
    recorded = structs.replace(record(Game(level)), moves=moves, resigned=resigned)
    player = replay(recorded, level).player
    assert (player.termination, player.goal_turn) == (termination, goal_turn)


def test_moves_after_a_goal_beyond_doubt_are_refused(tmp_path: Path) -> None:
    level = slope_level(tmp_path)
    moves = Move(180.0, EDGE + 1e-6), Move(180.0, 0.0)
    with pytest.raises(ReplayError, match="move 2: the game is over: goal"):
        replay(structs.replace(record(Game(level)), moves=moves), level)


@pytest.mark.parametrize("step", [EDGE - 1e-10, EDGE, EDGE + 1e-10])
def test_a_game_under_way_goes_on_by_the_exact_threshold(tmp_path: Path, step: float) -> None:
    level = slope_level(tmp_path)
    recorded = structs.replace(record(Game(level)), moves=(Move(180.0, step),))
    game = replay(recorded, level, finished=False)
    assert game.outcome is None
    game.play(Move(0.0, max(0.0, step - EDGE) + 1e-9))
    assert game.outcome is None
    game.play(Move(180.0, 1.0))
    assert game.player.goal_turn == 3
