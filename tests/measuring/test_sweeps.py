"""Claims about all settings in a range, and about the difference to other conditions."""

import math
from itertools import pairwise
from pathlib import Path

import pytest

from descent_game.errors import KeyProblemError
from descent_game.level.schema import BotSection, Contrast, Policy
from descent_game.measuring.claims import measure
from descent_game.measuring.sweeps import VALUES, swept
from tests.measuring.test_claims import NEWTON, claim, coupled

GD = BotSection(optimizer="gd", settings={"learning_rate": 0.5})
HEAVY = BotSection(optimizer="momentum", settings={"learning_rate": 1.0, "momentum": 0.5})


def test_a_setting_is_tried_at_even_ratios_from_end_to_end(tmp_path: Path) -> None:
    tried = swept(
        claim("bot_turns", bot=GD, sweep={"learning_rate": ("c/9", 10.0)}), coupled(tmp_path)
    )
    rates = [float(each.bot.settings["learning_rate"]) for each in tried if each.bot]
    assert len(rates) == VALUES[1]
    assert (rates[0], rates[-1]) == pytest.approx((0.1, 10.0))
    ratios = [after / before for before, after in pairwise(rates)]
    assert ratios == pytest.approx([100.0 ** (1 / (VALUES[1] - 1))] * len(ratios))


def test_two_settings_make_a_grid(tmp_path: Path) -> None:
    sweep = {"learning_rate": (0.1, 1.0), "momentum": (0.0, 0.9)}
    tried = swept(claim("bot_turns", bot=HEAVY, sweep=sweep), coupled(tmp_path))
    settings = {tuple(each.bot.settings.values()) for each in tried if each.bot}
    assert len(settings) == len(tried) == VALUES[2] ** 2
    assert {(0.1, 0.0), (1.0, 0.9)} <= {
        (round(float(rate), 9), round(float(inertia), 9)) for rate, inertia in settings
    }


def test_the_bound_has_to_hold_for_every_setting(tmp_path: Path) -> None:
    game = coupled(tmp_path)
    every = claim("slope_along", sweep={"heading": (0.0, 360.0)}, at_least=-math.hypot(1.4, 0.5))
    holds = measure(every, game)
    assert (holds.complaint, holds.value < -1.48) == ("", True)
    broken = measure(claim("slope_along", sweep={"heading": (0.0, 360.0)}, at_least=-1.2), game)
    assert (broken.bound, broken.value < -1.2) == ("at_least", True)
    highest = measure(claim("slope_along", sweep={"heading": (0.0, 360.0)}, at_most=1.5), game)
    assert highest.value == pytest.approx(math.hypot(1.4, 0.5), rel=0.01)


def test_policies_and_moves_are_swept_too(tmp_path: Path) -> None:
    game = coupled(tmp_path)
    turns = claim("turns", policy=Policy(follow="axes"), sweep={"rate": (1.0, 1.9)}, at_least=5.0)
    assert measure(turns, game).value <= 6.0  # that of a rate of 1.5
    steps = measure(claim("promise", heading=180.0, sweep={"step": (1.0, 2.0)}, at_most=3.0), game)
    assert steps.value == pytest.approx(2.8)


def test_bots_of_a_sweep_run_for_twice_the_turns(tmp_path: Path) -> None:
    slow = claim("bot_turns", bot=GD, sweep={"learning_rate": (0.01, 0.02)}, at_least=49.0)
    assert measure(slow, coupled(tmp_path)).value == math.inf


def test_a_difference_is_to_the_same_measure_elsewhere(tmp_path: Path) -> None:
    game = coupled(tmp_path)  # newton takes 1 turn, the level's bot 18
    for other, value in (
        (Contrast(bot=NEWTON), 17.0),
        (Contrast(given={"c": 0.0}), 16.0),
        (Contrast(at=("2", "-1")), 17.0),
    ):
        found = measure(claim("bot_turns", minus=other), game)
        assert found.value == pytest.approx(value), other
    rates = claim(
        "bot_turns", bot=GD, sweep={"learning_rate": (0.3, 1.0)}, minus=Contrast(bot=NEWTON)
    )
    assert measure(rates, game).value > 0.0


@pytest.mark.parametrize(
    ("keys", "path", "says"),
    [
        ({"bot": GD, "sweep": {"learning_rate": (1.0, 0.1)}}, ("sweep", "learning_rate"), "lowest"),
        ({"bot": GD, "sweep": {"learning_rate": ("d", 1.0)}}, ("sweep", "learning_rate", 0), "'d'"),
        (
            {"policy": Policy(follow="axes"), "sweep": {"momentum": (0.0, 1.0)}},
            ("sweep", "momentum"),
            "it has step, rate",
        ),
        ({"bot": GD, "sweep": {"momentun": (0.0, 0.9)}}, ("bot", "momentun"), "momentun"),
    ],
    ids=["upside down", "unknown name", "no setting of a policy", "no setting of a bot"],
)
def test_a_sweep_that_cannot_be_is_refused_at_its_key(
    tmp_path: Path, keys: dict[str, object], path: tuple[object, ...], says: str
) -> None:
    name = "turns" if "policy" in keys else "bot_turns"
    with pytest.raises(KeyProblemError) as caught:
        measure(claim(name, **keys), coupled(tmp_path))
    assert caught.value.problem.path == path
    assert says in caught.value.problem.message
