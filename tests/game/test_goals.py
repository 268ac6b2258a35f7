from collections.abc import Sequence
from typing import get_args

import numpy as np
import pytest
from msgspec import structs

from descent_game.game.goals import KINDS, Goal, KeepPromise, Progress, ProgressArrays, build_goal
from descent_game.level.schema import GoalSection, HoldGoal, KeepPromiseGoal, ReachGoal


def turns_until_reached(
    goal: GoalSection, losses: Sequence[float], promises: Sequence[float]
) -> int | None:
    """Return when a goal is met, and check that many plays at once come as far as each alone."""
    kind, progress = build_goal(goal), Progress.begin(losses[0])
    room = 1e-6 if goal.AMOUNT == "loss" else -1e-6
    easier = build_goal(structs.replace(goal, **{goal.AMOUNT: float(goal.amount) + room}))
    for turn, (loss, promise) in enumerate(zip(losses[1:], promises, strict=True), start=1):
        before = ProgressArrays(*(np.full(2, float(field)) for field in progress))
        progress = kind.advance(progress, loss, lambda promise=promise: promise)  # type: ignore[misc]
        both = easier.advance_all(
            before,
            np.array([loss, np.inf]),
            lambda promise=promise: np.array([promise, 0.0]),  # type: ignore[misc]
        )
        assert both.held.tolist() == [progress.held, 0]
        assert both.counted[0] == pytest.approx(progress.counted)
        assert both.reached.tolist() == [progress.reached, False]
        if progress.reached:
            return turn
    return None


CASES: list[tuple[GoalSection, list[float], list[float], int | None]] = [
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
]
"""A goal, losses from the start on, promises, and the turn on which the goal is reached."""


def test_every_kind_of_goal_has_its_class() -> None:
    assert set(KINDS) == set(get_args(GoalSection))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_a_kind_of_goal_has_every_method(kind: type[Goal]) -> None:
    assert kind.__abstractmethods__ == frozenset(), "these methods are missing"


def test_every_kind_of_goal_is_among_the_cases() -> None:
    assert {type(goal) for goal, *_ in CASES} == set(KINDS)


@pytest.mark.parametrize(("goal", "losses", "promises", "turn"), CASES)
def test_goals(
    goal: GoalSection, losses: list[float], promises: list[float], turn: int | None
) -> None:
    assert turns_until_reached(goal, losses, promises) == turn


@pytest.mark.parametrize(
    ("promise", "together", "kept"),
    [(-1.0, -1.05, True), (-1.0, -0.94, False), (1.0, 1.0, False), (0.0, 0.0, False)],
)
def test_what_keeping_a_promise_is(promise: float, together: float, kept: bool) -> None:
    goal = KeepPromise(KeepPromiseGoal(tolerance=0.05 + 1e-12, total=1.0))
    assert goal.is_kept(promise, together) is kept
