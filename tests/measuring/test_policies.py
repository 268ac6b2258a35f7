"""Policies play as their names say, and the runner turns their wishes into legal moves."""

import math
from itertools import pairwise
from pathlib import Path

import pytest

from descent_game.errors import KeyProblemError
from descent_game.game.game import Game
from descent_game.game.half_planes import share_left
from descent_game.game.moves import Move
from descent_game.level.schema import Play, Policy
from descent_game.measuring.candidates import move_along, pushes
from descent_game.measuring.lookup import CheckError
from descent_game.measuring.plays import complaint, follow, run_play
from descent_game.measuring.policies import POLICIES
from tests.levels_for_tests import BOWL, make_level

AXES = 'moves = "axis"\nturn_axes = true'

RAVINE = "(w1 - 2)**2/2 + 2*(w2 + 1)**2"
COUPLED = "((w1 - 2)**2 + (w2 + 1)**2)/2 + 0.9*(w1 - 2)*(w2 + 1)"


def played(folder: Path, policy: Policy, formula: str, **changes: str) -> Game:
    game = Game(make_level(folder, formula, **changes))
    follow(game, policy)
    return game


def assert_by_key(game: Game) -> None:
    offered = pushes(game.level.rules)
    for d1, d2 in game.player.displacements:
        assert min(abs(offered[:, 0] - d1) + abs(offered[:, 1] - d2)) < 1e-9


@pytest.mark.parametrize(
    ("policy", "first", "second"),
    [
        (Policy(follow="nothing"), (0.0, 0.0), (0.0, 0.0)),
        (Policy(follow="gradient", step=1.0), (0.8, 0.6), (0.8, 0.6)),
        (Policy(follow="gradient", rate=0.2), (0.8, 0.6), (0.64, 0.48)),
        (Policy(follow="gradient", rate="2/5"), (1.6, 1.2), (0.96, 0.72)),
        (Policy(follow="gradient", keys=True), (1.638304, 1.147153), (1.532089, 1.285575)),
        (Policy(follow="halve", step=1.0), (0.8, 0.6), (0.8, 0.6)),
        (Policy(follow="half-promise", step=1.0), (0.8, 0.6), (1.6, 1.2)),
        (Policy(follow="trust", rate=0.2), (0.8, 0.6), (1.28, 0.96)),
        (Policy(follow="lowest-ahead"), (1.6, 1.2), (1.6, 1.2)),
        (Policy(follow="lowest-around", step=1.1), (0.819152, 0.573576), (0.819152, 0.573576)),
        (Policy(follow="steeper-axis", step=1.5), (1.5, 0.0), (0.0, 1.5)),
        (Policy(follow="gradient", step=-1.0), (-0.8, -0.6), (-0.8, -0.6)),
        (Policy(follow="steeper-axis", step=-0.5), (-0.5, 0.0), (-0.5, 0.0)),
        (Policy(follow="axes", step=1.0), (1.0, 0.0), (0.0, 1.0)),
        (Policy(follow="axes", step=0.5, rate=2.0), (1.0, 0.0), (0.0, 1.0)),
        (Policy(follow="bot"), (1.2, 0.9), (0.84, 0.63)),
    ],
    ids=str,
)
def test_the_first_moves_of_a_policy(
    tmp_path: Path,
    policy: Policy,
    first: tuple[float, float],
    second: tuple[float, float],
) -> None:
    game = played(tmp_path, policy, "((w1 - 1)**2 + w2**2)/2", start="[-3.0, -3.0]")
    assert game.player.displacements[0] == pytest.approx(first, abs=1e-6)
    assert game.player.displacements[1] == pytest.approx(second, abs=1e-6)


def test_steps_are_halved_after_climbing(tmp_path: Path) -> None:
    policy = Policy(follow="halve", step=2.0)
    game = played(tmp_path, policy, "((w1 - 1)**2 + w2**2)/2", start="[0.4, 0.0]")
    assert [round(d1, 9) for d1, _ in game.player.displacements[:3]] == [2.0, -1.0, -1.0]
    assert game.player.displacements[3][0] == pytest.approx(0.5)


def test_the_rate_shrinks_after_broken_promises(tmp_path: Path) -> None:
    policy = Policy(follow="trust", rate=1.9)
    game = played(tmp_path, policy, BOWL, start="[1.0, 1.0]")
    lengths = [math.hypot(*d) for d in game.player.displacements]
    assert lengths[:2] == pytest.approx([1.9, 0.9 * 1.9 / 2.0])


def test_the_leap_waits_until_the_steep_weight_is_settled(tmp_path: Path) -> None:
    policy = Policy(follow="settle-then-leap", rate=0.25)
    game = played(tmp_path, policy, RAVINE, start="[-3.0, 3.0]", max_step="9.0")
    assert game.player.path[1:] == [pytest.approx((-1.75, -1.0)), pytest.approx((2.0, -1.0))]


def test_a_glide_covers_the_same_share_of_the_way_every_turn(tmp_path: Path) -> None:
    policy = Policy(follow="glide", step=1.0, rate=0.5)
    game = played(tmp_path, policy, COUPLED, start="[-3.0, 3.0]", rules="inertia = 0.9")
    left = [math.dist(w, (2.0, -1.0)) for w in game.player.path[1:]]
    assert [after / before for before, after in pairwise(left[2:])] == pytest.approx(
        [0.5] * (len(left) - 3)
    )


CHOSEN = 'moves = "gradient"\ninertia = "player"'


def test_the_highest_inertia_is_kept_all_the_way(tmp_path: Path) -> None:
    game = played(tmp_path, Policy(follow="highest-inertia", rate=0.3), BOWL, rules=CHOSEN)
    assert {turn.move.inertia for turn in game.turns} == {0.95}
    assert game.turns[0].move.step == pytest.approx(0.3 * math.sqrt(41.0))


def test_travel_slides_against_the_compass_and_stops_where_it_is_low(tmp_path: Path) -> None:
    policy = Policy(follow="travel-then-stop", step=1.0, rate=0.3)
    game = played(tmp_path, policy, BOWL, rules=CHOSEN)
    inertias = [turn.move.inertia or 0.0 for turn in game.turns]
    assert inertias == sorted(inertias, reverse=True)
    assert set(inertias) == {0.95, 0.0}
    stopped = inertias.index(0.0)
    assert game.player.losses[stopped] <= game.player.losses[0] / 10.0
    assert game.turns[stopped].player.readout.together < 0.0


@pytest.mark.parametrize(("rate", "end"), [(None, (2.0 - 3.6, -1.0 + 4.5)), (0.5, (-2.3, 3.25))])
def test_each_weight_goes_to_its_own_best_as_if_alone(
    tmp_path: Path, rate: float | None, end: tuple[float, float]
) -> None:
    policy = Policy(follow="each-alone", rate=rate)
    game = played(tmp_path, policy, COUPLED, start="[-3.0, 3.0]", max_step="9.0")
    assert game.player.path[1] == pytest.approx(end)


def test_the_axes_are_turned_to_the_shift(tmp_path: Path) -> None:
    leaning = "((w1 + w2)**2 + 50*(w1 - w2)**2)/4"
    policy = Policy(follow="turn-to-shift", step=0.5)
    rules = 'moves = "axis"\nturn_axes = true'
    game = played(tmp_path, policy, leaning, start="[-4.0, -3.0]", rules=rules, max_step="6.0")
    assert game.turns[0].heading == 0.0
    assert {turn.heading % 90.0 for turn in game.turns[1:]} == {45.0}
    assert game.player.reached


def test_a_settled_weight_is_passed_over(tmp_path: Path) -> None:
    game = played(tmp_path, Policy(follow="axes"), RAVINE, start="[2.0, 3.0]", max_step="1.5")
    assert game.player.goal_turn == 3
    assert all(d1 == 0.0 for d1, _ in game.player.displacements)


def test_the_lowest_visible_point_stays_in_sight_and_on_the_ladder(tmp_path: Path) -> None:
    game = played(tmp_path, Policy(follow="lowest-visible"), RAVINE, map="sight = 1.0")
    assert_by_key(game)
    for number, point in enumerate(game.player.path[1:], start=1):
        seen = game.player.path[:number]
        near = min((point[0] - w1) ** 2 + (point[1] - w2) ** 2 for w1, w2 in seen)
        assert near <= 1.0 + 1e-9


def test_one_probe_solves_any_bowl(tmp_path: Path) -> None:
    policy = Policy(follow="probe-and-solve", step=0.5)
    game = played(tmp_path, policy, COUPLED, start="[-3.0, 3.0]", max_step="9.0")
    assert game.player.goal_turn == 2
    assert game.position == pytest.approx((2.0, -1.0), abs=1e-9)


def test_keeping_promises_counts_every_move_after_the_first(tmp_path: Path) -> None:
    goal = 'kind = "keep-promise"\ntolerance = 0.05\ntotal = 12.0'
    game = played(tmp_path, Policy(follow="keep-promise", step=2.0), BOWL, goal=goal)
    shares = [
        abs(turn.player.readout.surprise / turn.player.readout.promise) for turn in game.turns
    ]
    assert shares[0] > 0.05
    assert all(0.04 < share <= 0.05 for share in shares[1:])


def test_keeping_promises_needs_a_goal_that_counts_them(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="needs a goal of kind 'keep-promise'"):
        played(tmp_path, Policy(follow="keep-promise"), RAVINE)


@pytest.mark.parametrize(
    ("formula", "rules", "turns"),
    [
        ("((w1 - 2)**2 + (w2 - 1)**2)/2", "", 4),
        (RAVINE, 'moves = "axis"', 6),
        ("2*abs(w1 - w2) + (w1 + w2 - 6)**2/20", "", 4),
    ],
    ids=["bowl", "one weight at a time", "crease"],
)
def test_the_solver_finds_a_short_play_by_key(
    tmp_path: Path, formula: str, rules: str, turns: int
) -> None:
    level = make_level(tmp_path, formula, rules=rules, goal="loss = 0.1", start="[-3.0, 0.0]")
    game = run_play(level, Play(name="solve", policy=Policy(follow="solver")))
    assert_by_key(game)
    assert game.player.goal_turn is not None
    assert game.player.goal_turn <= turns


@pytest.mark.parametrize(
    ("push", "keys", "move"),
    [
        ((3.0, 0.0), False, Move(0.0, 2.0)),
        ((0.0, -0.5), False, Move(270.0, 0.5)),
        ((-1.0, 1.0), False, Move(135.0, 2.0**0.5)),
        ((1.0, 0.06), True, Move(5.0, 1.0)),
        ((0.0, 0.0), True, Move(0.0, 0.0)),
        ((1.0, -1e-9), True, Move(0.0, 1.0)),
    ],
    ids=str,
)
def test_the_move_along_a_push(
    tmp_path: Path, push: tuple[float, float], keys: bool, move: Move
) -> None:
    assert move_along(push, make_level(tmp_path).rules, keys=keys) == move


def test_a_gradient_level_takes_no_heading(tmp_path: Path) -> None:
    game = played(tmp_path, Policy(follow="gradient"), RAVINE, rules='moves = "gradient"')
    assert game.turns[0].move == Move(None, 2.0)


@pytest.mark.parametrize(
    ("play", "stars", "said"),
    [
        (Play(name="a", stars=3), 3, ""),
        (Play(name="a", stars=3), 2, "'a' earned 2 of 3 stars; it is to earn 3"),
        (Play(name="a", stars_at_most=1), 1, ""),
        (Play(name="a", stars_at_most=1), 2, "'a' earned 2 of 3 stars; at most 1 are allowed"),
    ],
)
def test_a_play_is_judged_by_its_stars(play: Play, stars: int, said: str) -> None:
    assert complaint(play, stars) == said


def test_moves_after_the_end_are_not_made(tmp_path: Path) -> None:
    moves = ((0.0, 2.0),) * 20
    game = run_play(make_level(tmp_path), Play(name="too many", moves=moves))
    assert game.player.turns == game.level.rules.turns


def test_an_unknown_policy_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match=r"there is no policy 'axis'; did you mean 'axes'\?"):
        played(tmp_path, Policy(follow="axis"), RAVINE)


@pytest.mark.parametrize(
    "name", [name for name, policy in POLICIES.items() if not policy.signed_step]
)
def test_only_what_can_turn_round_takes_a_step_below_zero(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyProblemError, match="step is -1, not above 0; below 0 means uphill, for"):
        played(tmp_path, Policy(follow=name, step="-1"), RAVINE)


@pytest.mark.parametrize(("follow", "rules"), [("equal-inputs", ""), ("diagonals", AXES)])
def test_weights_alike_are_settled_from_what_makes_them_alike(
    tmp_path: Path, follow: str, rules: str
) -> None:
    alike = "((w1-2)**2 + (w2+1)**2)/2 + 0.8*(w1-2)*(w2+1)"
    level = make_level(tmp_path, alike, max_step="6.0", rules=rules)
    game = run_play(level, Play(name="alike", policy=Policy(follow=follow)))
    assert game.player.goal_turn is not None
    assert game.player.goal_turn <= 4


def test_half_of_the_speed_is_kept(tmp_path: Path) -> None:
    level = make_level(tmp_path, rules='moves = "gradient"\ninertia = "player"')
    game = run_play(level, Play(name="half", policy=Policy(follow="half-inertia", rate=0.3)))
    assert {turn.move.inertia for turn in game.turns} == {0.5}
    assert game.player.reached


def test_each_move_to_the_middle_excludes_a_third_of_what_was_left(tmp_path: Path) -> None:
    level = make_level(
        tmp_path, "abs(w1 - 1) + abs(w2 - w1)", start="[-3.0, 3.5]", turns="8", max_step="9.0"
    )
    game, shares = Game(level), list[float]()
    for _ in range(6):
        shares.append(share_left(game))
        follow(game, Policy(follow="middle"), turns=1)
    assert_by_key(game)
    # by 1/e (Gruenbaum) or more, but for what headings and steps of keys miss the middle by
    assert all(after < 0.7 * before for before, after in pairwise(shares))


def test_every_policy_is_played_by_a_test_or_a_level() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert not [name for name in POLICIES if f'"{name}"' not in text]


def test_steps_shorten_where_the_compass_swings_round(tmp_path: Path) -> None:
    game = played(tmp_path, Policy(follow="shorten-on-swing", step=2.0, rate=0.5), BOWL)
    steps = [turn.move.step for turn in game.turns]
    # 6.4 away: three full steps, a fourth across the bottom, then twice half as far
    assert steps[:7] == pytest.approx([2.0, 2.0, 2.0, 2.0, 1.0, 1.0, 0.5])


def test_one_cycle_rises_and_falls_once_in_par_turns(tmp_path: Path) -> None:
    level = make_level(tmp_path, "w1 + 0*w2", start="[4.9, 0.0]", goal="loss = -9")
    game = Game(level)  # par is 4, and the slope 1 everywhere
    follow(game, Policy(follow="one-cycle", rate=0.5))
    steps = [turn.move.step for turn in game.turns[:7]]
    assert steps == pytest.approx([0.01, 0.255, 0.5, 0.255, 0.01, 0.01, 0.01])


def test_whoever_stops_at_the_goal_shown_stands_there_for_ever(tmp_path: Path) -> None:
    goal = 'kind = "hold"\nloss = 0.5\nturns = 3'
    game = played(tmp_path, Policy(follow="stand-at-goal", rate=0.5), BOWL, goal=goal)
    steps = [turn.move.step for turn in game.turns]
    assert steps[-2:] == [0.0, 0.0]
    assert all(steps[:-2])
    assert game.player.reached
