"""Levels on pictures, on held out rows and on nets: what is read, drawn and refused."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from descent_game.catalogue.catalogue import course_folder, open_level
from descent_game.errors import LevelError
from descent_game.game.bot import run_bot
from descent_game.game.game import Game
from descent_game.level.digests import level_digest
from descent_game.level.schema import Claim, Level, ReachGoal
from descent_game.measuring.claims import measure
from descent_game.optimizers.registry import build
from tests.levels_for_tests import level_text, make_level, write_level

DATA = course_folder() / "5-pictures" / "data"
NEIGHBOURS = "mean((w1*left + w2*right - centre)**2)"
PICTURE = """
[loss.image]
file = "camera-64.csv"
pixels = { left = [0, -1], centre = [0, 0], right = [0, 1] }
"""
NET = """
data = "digits-3-8.csv"
rows = [0, 199]
held_out = [200, 356]
[loss.net]
kernel = [-1.64, -1.1, -0.09, "w1 + by", -0.36, -1.03, "w2", -0.85, -3.08]
bias = 0.13
readout = [-3.33, 0.97, -1.14, -8.06, 2.09, 1.6, -2.33, -3.65, 0.99]
offset = 0.73
label = "is_8"
brightest = 16.0
[loss.parameters]
by = 1.0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in DATA.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


def net_level(folder: Path, loss: str = NET) -> Level:
    text = level_text(loss=loss, start="[4.0, -1.0]", goal="loss = 0.012")
    return write_level(folder, text.replace('formula = "((w1-2)**2+(w2-1)**2)/2"', ""))


@pytest.mark.parametrize("block", [1, 2, 4])
def test_the_photograph_agrees_with_least_squares(folder: Path, block: int) -> None:
    grey = np.loadtxt(DATA / "camera-64.csv", delimiter=",")
    size = 64 // block
    grey = grey.reshape(size, block, size, block).mean(axis=(1, 3))
    z = (grey - grey.mean()) / grey.std()
    table = np.column_stack([z[:, :-2].reshape(-1), z[:, 2:].reshape(-1)])
    centre = z[:, 1:-1].reshape(-1)
    best, (squares,), *_ = np.linalg.lstsq(table, centre)
    steep = np.linalg.eigvalsh(2.0 * table.T @ table / len(table))
    game = Game(make_level(folder, NEIGHBOURS, loss=f"{PICTURE}block = {block}.0"))
    expected = {
        "rows": len(table),
        "correlation": np.corrcoef(table.T)[0, 1],
        "lowest_curvature": steep[0],
        "highest_curvature": steep[1],
        "lowest_1": best[0],
        "lowest_2": best[1],
        "loss": squares / len(table),
    }
    found = {
        name: measure(
            Claim(name="it", say="It.", measure=name, at="minimum", of=("left", "right")), game
        ).value
        for name in expected
    }
    assert found == pytest.approx(expected, rel=1e-9)


def test_what_is_held_out_is_told_and_not_descended(folder: Path) -> None:
    lines = "rows = [0, 62, 2]\nheld_out = [1, 63, 2]"
    level = make_level(folder, NEIGHBOURS, loss=lines + PICTURE, more="[variants]\nmirrors = true")
    games = [Game(level), Game(level, 1), Game(level, 5)]
    for game in games:
        assert game.variant.loss.count == 1984
        place = game.variant.mirror.apply((0.5, 0.5))
        assert game.variant.surface.value(place) == pytest.approx(0.04823, abs=1e-5)
        assert game.held_out_loss(place) == pytest.approx(0.05409, abs=1e-5)
    assert Game(make_level(folder)).held_out_loss((0.0, 0.0)) is None


def test_without_noise_the_shared_kernel_takes_what_another_program_found() -> None:
    """From (-0.5, -1) down to 0.05 at a rate of a half, over all even lines."""
    variant = Game(open_level("shared-kernel")).variant
    exact = replace(variant, noise=None, start=(-0.5, -1.0), goal=ReachGoal(loss=0.05))
    assert run_bot(build("gd", {"learning_rate": 0.5}), exact, 200).goal_turn == 38


def test_parameters_choose_the_places_and_the_digest_covers_them(folder: Path) -> None:
    drawn = "rows = ['line', 'line']" + PICTURE + "across = ['first', 'first + 2']\n"
    drawn += "[loss.parameters]\nline = 30.0\nfirst = { value = 20.0, choices = [5.0, 14.0] }"
    level = make_level(folder, NEIGHBOURS, loss=drawn.replace("[5.0,", "[5.0, 20.0,"))
    assert Game(level).variant.loss.count == 3
    assert len({Game(level, seed).variant.surface.value((0.0, 0.0)) for seed in range(9)}) == 3
    elsewhere = make_level(folder, NEIGHBOURS, loss=drawn.replace("[5.0,", "[5.0, 20.0, 7.0,"))
    assert level_digest(elsewhere) != level_digest(level)


def test_the_digest_covers_the_picture(folder: Path) -> None:
    before = level_digest(make_level(folder, NEIGHBOURS, loss=PICTURE))
    picture = folder / "camera-64.csv"
    picture.write_text(picture.read_text().replace("200,199", "200,198", 1))
    assert level_digest(make_level(folder, NEIGHBOURS, loss=PICTURE)) != before


def test_a_net_is_a_level_and_its_kernel_may_use_parameters(folder: Path) -> None:
    game = Game(net_level(folder))
    assert game.loss == pytest.approx(0.13734, abs=1e-5)
    assert game.held_out_loss(game.position) == pytest.approx(0.52347, abs=1e-5)
    right = [
        measure(Claim(name="it", say="It.", measure=name), game).value
        for name in ("accuracy", "held_out_accuracy", "net_weights")
    ]
    assert right == pytest.approx([0.96, 139 / 157, 20])


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (
            NET.replace('"w1 + by"', '"w1**2"'),
            "loss.net.kernel: 'w1**2' is not linear in w1 and w2",
        ),
        (NET.replace('"w1 + by"', '"w3"'), "loss.net.kernel: unknown name 'w3'"),
        (NET.replace('"is_8"', '"is_9"'), "loss.net: there is no column 'is_9'"),
        (NET.replace('data = "digits-3-8.csv"', ""), "loss.net: a net needs 'data'"),
        (NET.replace("356", "357"), "loss.held_out: row 357 of 357; the first one is row 0"),
        (NET.replace("[0, 199]", "[9, 8]"), "loss.rows: is [first, last] or [first, last, every]"),
        (NET.replace("[0, 199]", "[0.5, 8]"), "loss.rows: 0.5 is not a whole number from 0"),
        (NET.replace("digits-3-8", "../../digits"), "is not in the level's folder or below"),
        (PICTURE, "loss: give either 'formula' or 'net'"),
    ],
)
def test_what_is_wrong_with_a_net_is_said(folder: Path, loss: str, message: str) -> None:
    with pytest.raises(LevelError) as error:
        net_level(folder, loss)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (PICTURE.replace("camera-64", "camera-99"), "loss.image.file: camera-99.csv: cannot be"),
        (PICTURE.replace("camera-64", "/etc/camera"), "is not in the level's folder or below"),
        (PICTURE + "block = 0.5", "loss.image.block: 0.5 is not a whole number from 1"),
        (PICTURE + "block = 99", "loss.image: blocks of 99 pixels are larger than the picture"),
        ('data = "digits-3-8.csv"' + PICTURE, "give either 'data' or 'image', not both"),
        (PICTURE.replace("left", "west"), "loss.formula: unknown name 'left'"),
        (PICTURE.replace("[0, -1]", "[0, 99]"), "no place of the picture has all of these pixels"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said(folder: Path, loss: str, message: str) -> None:
    with pytest.raises(LevelError) as error:
        make_level(folder, NEIGHBOURS, loss=loss)
    assert message in str(error.value)
