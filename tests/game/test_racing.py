import math
from itertools import pairwise

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.errors import SettingError
from descent_game.game.bot import run_bot
from descent_game.game.racing import RATES, ranked, run_baselines, run_lane, run_specs
from descent_game.level.variant import draw_variant
from descent_game.optimizers.registry import parse_spec

RAVINE = draw_variant(open_level("ravine"))
SPECS = (
    "gd:learning_rate=0.01",
    "momentum:learning_rate=0.01,momentum=0.9",
    "adam:learning_rate=0.3",
    "newton",
)


@pytest.mark.parametrize("spec", SPECS)
def test_a_lane_without_changes_is_the_bots_run(spec: str) -> None:
    lane = run_lane(((0, spec),), RAVINE, 40)
    run = run_bot(parse_spec(spec), RAVINE, 40, stop_at_goal=False)
    assert (lane.track.path, lane.track.losses) == (run.path, run.losses)


def test_a_change_to_the_same_settings_changes_nothing() -> None:
    spec = SPECS[1]
    lane = run_lane(((0, spec), (7, spec)), RAVINE, 40)
    assert lane.track.path == run_lane(((0, spec),), RAVINE, 40).track.path


def test_a_change_in_mid_run_holds_from_its_turn_on_and_keeps_the_velocity() -> None:
    first, second = SPECS[1], "momentum:learning_rate=1e-9,momentum=0.5"
    changed = run_lane(((0, first), (5, second)), RAVINE, 40).track
    assert changed.path[:6] == run_lane(((0, first),), RAVINE, 40).track.path[:6]
    before, after = changed.displacements[4:6]
    assert after == pytest.approx((before[0] / 2, before[1] / 2), rel=1e-6)
    lane = run_lane(((0, first), (5, second)), RAVINE, 40)
    assert (lane.spec_at(4), lane.spec_at(5)) == (first, second)
    assert lane.words == f"{first}; from turn 5: {second}"


def test_a_method_does_not_change() -> None:
    with pytest.raises(SettingError, match="keeps its method"):
        run_lane(((0, SPECS[0]), (5, SPECS[1])), RAVINE, 40)


def test_ranks_are_by_goal_and_then_by_loss() -> None:
    lanes = ranked(run_specs((*SPECS, "gd:learning_rate=10"), RAVINE, 60))
    turns = [lane.track.goal_turn or math.inf for lane in lanes]
    assert turns == sorted(turns)
    assert lanes[-1].track.termination == "diverged"


def test_baselines_are_the_best_of_their_rates() -> None:
    for lane in run_baselines(RAVINE, 60):
        assert lane.baseline
        method, _, rest = lane.spec.partition(":learning_rate=")
        others = [
            f"{method}:learning_rate={rate}{',' if ',' in rest else ''}{rest.partition(',')[2]}"
            for rate in (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
        ]
        assert ranked(run_specs(others, RAVINE, 60))[0].spec == lane.spec


def test_rates_of_baselines_are_about_three_apart() -> None:
    assert (RATES[0], RATES[-1]) == (0.001, 1.0)
    assert all(2.9 < large / small < 3.5 for small, large in pairwise(RATES))
