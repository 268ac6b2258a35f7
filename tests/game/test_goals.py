import pytest

from descent_game.game.goals import Progress, advance, keeps_promise
from descent_game.level.schema import Goal, HoldGoal, KeepPromiseGoal, ReachGoal


def turns_until_reached(goal: Goal, losses: list[float], promises: list[float]) -> int | None:
    progress = Progress.begin(losses[0])
    for turn in range(1, len(losses)):
        promise = promises[turn - 1]
        progress = advance(goal, progress, losses[turn], lambda p=promise: p)  # type: ignore[misc]
        if progress.reached:
            return turn
    return None


@pytest.mark.parametrize(
    ("goal", "losses", "promises", "turn"),
    [
        (ReachGoal(loss=1.0), [5, 3, 1, 0], [0] * 3, 2),
        (ReachGoal(loss=1.0), [5, 3, 1.0001], [0] * 2, None),
        (HoldGoal(loss=1.0, turns=2), [5, 1, 2, 1, 0.5, 3], [0] * 5, 4),
        (HoldGoal(loss=1.0, turns=2), [5, 1, 2, 1], [0] * 3, None),
        # kept promises: 5 -> 3 -> 1 promised exactly
        (KeepPromiseGoal(tolerance=0.05, total=4.0), [5, 3, 1], [-2, -2], 2),
        # the second move fell too far short of its promise to count
        (KeepPromiseGoal(tolerance=0.05, total=4.0), [5, 3, 1], [-2, -3], None),
        # climbing first and collecting the way down earns nothing: only new lows count
        (KeepPromiseGoal(tolerance=0.05, total=3.0), [5, 9, 5, 3], [4, -4, -2], None),
        (KeepPromiseGoal(tolerance=0.05, total=2.0), [5, 9, 5, 3], [4, -4, -2], 3),
    ],
)
def test_goals(goal: Goal, losses: list[float], promises: list[float], turn: int | None) -> None:
    assert turns_until_reached(goal, losses, promises) == turn


@pytest.mark.parametrize(
    ("promise", "together", "kept"),
    [(-1.0, -1.05, True), (-1.0, -0.94, False), (1.0, 1.0, False), (0.0, 0.0, False)],
)
def test_what_keeping_a_promise_is(promise: float, together: float, kept: bool) -> None:
    assert keeps_promise(promise, together, 0.05 + 1e-12) is kept
