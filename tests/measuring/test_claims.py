"""Claims measure what they say, and complain when it is not so."""

import math
from pathlib import Path

import pytest

from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.level.schema import BotSection, Claim, Policy
from descent_game.measuring.claims import measure
from descent_game.measuring.lookup import CheckError
from descent_game.measuring.text_fields import text_values
from tests.levels_for_tests import make_level

COUPLED = "((w1 - 2)**2 + (w2 + 1)**2)/2 + c*(w1 - 2)*(w2 + 1)"
PARAMETERS = "[loss.parameters]\nc = { value = 0.9, choices = [0.9, 0.8] }"
CREASE = "2*abs(w1 - w2) + (w1 + w2 - 6)**2/20"


def claim(measure: str, **keys: object) -> Claim:
    return Claim(name="it", say="It is so", measure=measure, **keys)  # type: ignore[arg-type]


def coupled(folder: Path, more: str = "") -> Game:
    bot = 'optimizer = "coordinate"\ncap = 6.0'
    level = make_level(
        folder, COUPLED, loss=PARAMETERS, start="[-3.0, 3.0]", bot=bot, goal="loss = 0.05",
        turns="24", max_step="6.0", more=more,
    )  # fmt: skip
    return Game(level)


TOO_FAST = BotSection(optimizer="gd", settings={"learning_rate": 1.5})
"""Its error across the bowl grows by 1 - 1.5*1.9 = -1.85 a turn."""
NEWTON = BotSection(optimizer="newton")
SLOW = BotSection(optimizer="gd", settings={"learning_rate": 0.1})

MEASURED: dict[str, tuple[Claim, float]] = {
    "loss": (claim("loss"), 2.5),
    "slope": (claim("slope"), math.hypot(1.4, 0.5)),
    "slope_1": (claim("slope_1"), -1.4),
    "slope_2": (claim("slope_2"), -0.5),
    "slope_size_1": (claim("slope_size_1"), 1.4),
    "slope_size_2": (claim("slope_size_2"), 0.5),
    "larger_slope": (claim("larger_slope"), 1.4),
    "slope_ratio": (claim("slope_ratio"), 2.8),
    "curvature_1": (claim("curvature_1"), 1.0),
    "curvature_2": (claim("curvature_2", at=("c", 0.0)), 1.0),
    "coupling": (claim("coupling"), 0.9),
    "coupling_size": (claim("coupling_size"), 0.9),
    "turned_coupling": (claim("turned_coupling", heading=45.0), 0.0),
    "shift_error": (
        claim("shift_error"),
        math.degrees(math.atan2(1.0, 1.0) - math.atan2(0.9, 1.0)),
    ),
    "best_2_shift": (claim("best_2_shift"), 0.9),
    "lowest_curvature": (claim("lowest_curvature"), 0.1),
    "highest_curvature": (claim("highest_curvature"), 1.9),
    "alone_rate": (claim("alone_rate"), 2.0),
    "stable_rate": (claim("stable_rate"), 2.0 / 1.9),
    "own_rates_error": (
        claim("own_rates_error"),
        math.degrees(math.atan2(4, 5) + math.atan2(5, 14)),
    ),
    "scaled_condition": (claim("scaled_condition"), 19.0),
    "best_scaled_condition": (claim("best_scaled_condition"), 19.0),
    "condition_number": (claim("condition_number", at="minimum"), 19.0),
    "curvature_along": (claim("curvature_along", heading=45.0), 1.9),
    "minima": (claim("minima"), 1.0),
    "tangent_violations": (claim("tangent_violations"), 0.0),
    "saddles": (claim("saddles"), 0.0),
    "slope_along": (claim("slope_along", heading=180.0), 1.4),
    "distance": (claim("distance"), math.sqrt(41.0)),
    "compass_error": (claim("compass_error"), math.degrees(math.atan2(4, 5) + math.atan2(5, 14))),
    "loss_after": (claim("loss_after", heading=0.0, step=1.4), 1.52),
    "promise": (claim("promise", heading=180.0, step="2*c"), 2.52),
    "alone_1": (claim("alone_1", heading=0.0, step=1.0), -0.9),
    "alone_2": (claim("alone_2", heading=90.0, step=1.0), 0.0),
    "interaction": (claim("interaction", heading=45.0, step=2.0), 1.8),
    "together": (claim("together", heading=0.0, step=1.0), -0.9),
    "turned_condition": (claim("turned_condition", heading=30.0), 6.0998),
    "lowest_1": (claim("lowest_1"), 2.0),
    "lowest_2": (claim("lowest_2"), -1.0),
    "best_relaxation": (claim("best_relaxation"), 2.0 / (1.0 + math.sqrt(0.19))),
    "coupling_share": (claim("coupling_share"), 0.9),
    "drop_rate": (claim("drop_rate", heading=0.0, step=0.5), 1.15),
    "surprise": (claim("surprise", heading=90.0, step=2.0), 2.0),
    "mismatch": (claim("mismatch", heading=0.0, step=1.4), 0.5),
    "kept": (claim("kept", heading=0.0, step=1.4), 0.5),
    "surprise_ratio": (claim("surprise_ratio", step=0.5), 4.0),
    "interaction_ratio": (claim("interaction_ratio", heading=30.0, step=0.5), 4.0),
    "best_heading_error": (claim("best_heading_error", step=1e-6), 0.0),
    "axis_rise": (claim("axis_rise", at=(2.0, -1.0)), 0.5 * 3.0 / 400),
    "bot_turns": (claim("bot_turns"), 18.0),
    "bot_final_loss": (claim("bot_final_loss"), 0.04228),
    "bot_moves": (claim("bot_moves"), 18.0),
    "bot_shrink": (claim("bot_shrink"), 0.81),
    "bot_leaves": (claim("bot_leaves", bot=TOO_FAST), 4.0),
    "bot_reversals": (claim("bot_reversals", bot=TOO_FAST), 3.0),
    # w1 is 2 - 5, then 2 - 3.6, 2 - 2.916, 2 - 2.362, ...
    "bot_sign_changes": (claim("bot_sign_changes", expression="w1 + c"), 1.0),
    "bot_start_share": (claim("bot_start_share", bot=NEWTON), 1.0),
    "bot_travel": (claim("bot_travel", at=(0.0, -1.0)), 2.0),
    "bot_longest_step": (claim("bot_longest_step", bot=NEWTON), math.sqrt(41.0)),
    "bot_last_step": (claim("bot_last_step", bot=SLOW), 0.0),
    "bot_rest_loss": (claim("bot_rest_loss", bot=SLOW), 0.0),
    "turns": (claim("turns", policy=Policy(follow="axes", rate=1.5)), 6.0),
    "reversals": (claim("reversals", policy=Policy(follow="axes", rate=1.5)), 0.0),
    "three_star_share": (claim("three_star_share", policy=Policy(follow="nothing")), 0.0),
    "final_loss": (claim("final_loss", policy=Policy(follow="nothing")), 2.5),
}


@pytest.mark.parametrize("name", MEASURED)
def test_a_measure(tmp_path: Path, name: str) -> None:
    stated, value = MEASURED[name]
    assert measure(stated, coupled(tmp_path)).value == pytest.approx(value, rel=1e-4, abs=1e-4)


def test_a_claim_may_name_another_bot(tmp_path: Path) -> None:
    bot = BotSection(optimizer="gd", settings={"learning_rate": "0.36/c"})
    assert measure(claim("bot_turns", bot=bot), coupled(tmp_path)).value == 46.0


def test_a_bot_runs_from_the_point_of_its_claim(tmp_path: Path) -> None:
    stated = claim("bot_turns", at=(0.0, -1.0))
    assert measure(stated, coupled(tmp_path)).value == 1.0


def test_a_bot_that_stays_on_the_map_never_leaves_it(tmp_path: Path) -> None:
    assert measure(claim("bot_leaves"), coupled(tmp_path)).value == math.inf


def test_at_a_crease_a_fixed_rate_bounces_for_ever(tmp_path: Path) -> None:
    level = make_level(tmp_path, CREASE, start="[-3.0, -1.1]")
    bot = BotSection(optimizer="gd", settings={"learning_rate": 0.1})
    step = measure(claim("bot_last_step", bot=bot), Game(level)).value
    assert step == pytest.approx(0.1 * 2.0 * math.sqrt(2.0), abs=0.01)
    # the slope across is 4 per unit of w1 - w2, and the hop is 0.4: losses a and b, a + b = 0.8
    assert measure(claim("bot_rest_loss", bot=bot), Game(level)).value == pytest.approx(0.4, 0.02)


def test_at_a_crease_every_move_of_one_weight_goes_up(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, CREASE))
    assert measure(claim("axis_rise", at=(-1.0, -1.0)), game).value == pytest.approx(1.2, abs=0.01)


@pytest.mark.parametrize(
    ("bounds", "complaint"),
    [
        ({}, ""),
        ({"equals": "c"}, ""),
        ({"equals": 0.9000001}, ""),
        ({"equals": 0.91}, "'It is so': coupling is 0.9, not equals 0.91"),
        ({"equals": 0.91, "tolerance": 0.02}, ""),
        ({"at_least": 0.5, "at_most": "2*c"}, ""),
        ({"at_least": "c + 0.1"}, "'It is so': coupling is 0.9, not at least 1"),
        ({"at_least": 0.5, "at_most": 0.6}, "'It is so': coupling is 0.9, not at most 0.6"),
        ({"between": (0.5, "2*c")}, ""),
        ({"between": (0.5, 0.6)}, "'It is so': coupling is 0.9, not between 0.5 and 0.6"),
        ({"between": ("c + 0.1", 2.0)}, "'It is so': coupling is 0.9, not between 1 and 2"),
    ],
)
def test_bounds(tmp_path: Path, bounds: dict[str, object], complaint: str) -> None:
    assert measure(claim("coupling", **bounds), coupled(tmp_path)).complaint == complaint


def test_not_a_number_keeps_no_bound(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, "log(w1 + 4) + w2**2"))
    stated = claim("loss", at=(-4.5, 0.0), at_most=1.0)
    assert measure(stated, game).complaint


@pytest.mark.parametrize("name", MEASURED)
def test_a_mirror_changes_no_measure(tmp_path: Path, name: str) -> None:
    stated, _ = MEASURED[name]
    mirrored = coupled(tmp_path, "[variants]\nmirrors = true").level
    plain = coupled(tmp_path).level
    for seed in range(1, 9):
        found, expected = (measure(stated, Game(level, seed)) for level in (mirrored, plain))
        assert found.value == pytest.approx(expected.value, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (claim("slopes"), "there is no measure 'slopes'; did you mean 'slope'?"),
        (claim("mismatch"), "the measure needs a 'step'"),
        (claim("turns"), "the measure needs a 'policy'"),
        (claim("bot_sign_changes"), "the measure needs an 'expression' in w1 and w2"),
        (claim("bot_sign_changes", expression="w3"), "unknown name 'w3'"),
        (claim("loss", at=("d", 0.0)), "unknown name 'd'"),
        (claim("loss", equals="log(0)"), "not a finite number"),
    ],
)
def test_what_cannot_be_measured_says_why(tmp_path: Path, stated: Claim, message: str) -> None:
    with pytest.raises(DescentError, match=message):
        measure(stated, coupled(tmp_path))


def test_texts_get_the_numbers_of_the_game_and_of_the_claims(tmp_path: Path) -> None:
    more = """
    [[claims]]
    name = "coupling"
    say = "It is so"
    measure = "coupling"
    [[claims]]
    name = "never"
    say = "It never arrives"
    measure = "turns"
    policy = { follow = "nothing" }
    [[claims]]
    name = "nothing"
    say = "Rounding is all there is"
    measure = "loss"
    at = [2.00000001, -1.0]
    [[claims]]
    name = "share"
    say = "Most of its promise is kept"
    measure = "kept"
    step = 0.1
    """
    values = text_values(coupled(tmp_path, more))
    assert values["claim.coupling"] == "0.9"
    assert values["claim.nothing"] == "0"
    assert values["claim.never"] == "too many"
    assert values["claim.share"].endswith("%")
    assert values["par"] == "4"


def test_a_check_error_is_one_for_people() -> None:
    assert issubclass(CheckError, DescentError)


def test_own_rates_undo_a_ravine_along_an_axis_and_no_other(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, "(w1 - 2)**2/2 + 50*(w2 - 1)**2"))
    assert measure(claim("condition_number"), game).value == pytest.approx(100.0)
    assert measure(claim("scaled_condition"), game).value == pytest.approx(1.0)
    assert measure(claim("best_scaled_condition"), game).value == pytest.approx(1.0)
    assert measure(claim("own_rates_error"), game).value == pytest.approx(0.0, abs=1e-9)
