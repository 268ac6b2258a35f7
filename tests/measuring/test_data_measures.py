"""Measures of data and of held out rows, against NumPy and worked by hand."""

import math
from pathlib import Path

import numpy as np
import pytest

from descent_game.game.game import Game
from descent_game.level.schema import BotSection, Claim
from descent_game.measuring.claims import measure
from descent_game.measuring.lookup import CheckError
from tests.levels_for_tests import make_level

X, Y = (1.0, 2.0, 4.0, 5.0, 3.0, 7.0), (1.0, 2.5, 3.0, 6.0, 4.0, 8.0)
LINE = "mean((w1*x + w2 - y)**2)"
DATA = f"rows = [0, 3]\nheld_out = [4, 5]\ncolumns = {{ x = {list(X)}, y = {list(Y)} }}"
MIRRORS = "[variants]\nmirrors = true"
STILL = BotSection(optimizer="gd", settings={"learning_rate": 1e-9})


def claim(name: str, **keys: object) -> Claim:
    return Claim(name="it", say="It holds.", measure=name, **keys)  # type: ignore[arg-type]


# at (1, 0) the residuals of the held out rows are -1 and -1
CASES: dict[str, tuple[Claim, float]] = {
    "rows": (claim("rows"), 4.0),
    "correlation": (
        claim("correlation", of=("2*x", "y - x")),
        float(np.corrcoef(X[:4], np.subtract(Y, X)[:4])[0, 1]),
    ),
    "spread": (claim("spread", of=("x + y",)), float(np.std(np.add(X, Y)[:4]))),
    "held_out_loss": (claim("held_out_loss", at=(1.0, 0.0)), 1.0),
    "bot_held_out": (claim("bot_held_out", at=(1.0, 0.0), bot=STILL), 1.0),
    "bot_rest_held_out": (claim("bot_rest_held_out", at=(1.0, 0.0), bot=STILL), 1.0),
}


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
@pytest.mark.parametrize("name", CASES)
def test_a_measure_of_data(tmp_path: Path, name: str, seed: int | None) -> None:
    stated, value = CASES[name]
    level = make_level(tmp_path, LINE, loss=DATA, more=MIRRORS)
    assert measure(stated, Game(level, seed)).value == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (claim("correlation", of=("x",)), "the measure needs 'of', two formulas"),
        (claim("spread"), "the measure needs 'of', one formula"),
        (claim("accuracy"), "only a net"),
        (claim("loss", given={"q": 1.0}), "'given' has no parameter 'q'"),
    ],
)
def test_what_cannot_be_measured_is_said(tmp_path: Path, stated: Claim, message: str) -> None:
    with pytest.raises(CheckError, match=message):
        measure(stated, Game(make_level(tmp_path, LINE, loss=DATA)))


def test_without_rows_held_out_there_is_no_loss_on_them(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="holds no rows out"):
        measure(claim("held_out_loss"), Game(make_level(tmp_path)))


def test_a_claim_may_give_parameters_other_values(tmp_path: Path) -> None:
    steep = "[loss.parameters]\nsteep = { value = 4.0, between = [3.0, 5.0] }\nhalf = 'steep/2'"
    level = make_level(tmp_path, "w1**2/2 + steep*w2**2/half", loss=steep)
    condition = claim("condition_number", given={"steep": "2*steep", "half": 2.0})
    assert measure(condition, Game(level)).value == pytest.approx(8.0)
    assert measure(claim("condition_number"), Game(level)).value == pytest.approx(4.0)
    assert math.isclose(Game(level).variant.parameters["steep"], 4.0)
