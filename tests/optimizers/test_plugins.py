"""Optimizers of one's own: they run as local bots, fail in one line, and never reach a grade."""

import importlib
import json
import sys
from pathlib import Path

import pytest

from descent_game import load_level, run_bot
from descent_game.errors import LevelError, SettingError
from descent_game.homework.bots import race_bot
from descent_game.homework.submission_files import SubmissionFile
from descent_game.optimizers.plugins import clash, local_bot
from descent_game.optimizers.registry import parse_spec
from tests.cli.conftest import Run, descent
from tests.homework.classes import make_assignment
from tests.levels_for_tests import make_level

__all__ = ["descent"]

MODULE = """
from descent_game import Optimizer, Sees
from descent_game.errors import SettingError

def down(learning_rate, *, brake=0.0):
    if learning_rate < 0:
        raise SettingError("learning_rate is a number above 0")
    def update(oracle, state, w):
        g1, g2 = oracle.gradient(w)
        rate = learning_rate / (1 + brake * state)
        return (-rate * g1, -rate * g2), state + 1
    settings = {"learning_rate": learning_rate, "brake": brake}
    return Optimizer("any name", settings, Sees.GRADIENT, "w = w - rate g", lambda w: 0, update)

def wrong(update, init=lambda w: None):
    return Optimizer("wrong", {}, Sees.GRADIENT, "none", init, update)

def leaves():
    raise SystemExit(3)

def number():
    return 3

def divides():
    return wrong(lambda oracle, state, w: (1 / 0, 0.0))

def no_pair():
    return wrong(lambda oracle, state, w: 0.5)

def text():
    return wrong(lambda oracle, state, w: (("a", 0.0), state))

def bad_init():
    return wrong(None, lambda w: w[2])

def bad_question():
    return wrong(lambda oracle, state, w: (oracle.gradient(None), state))

constant = 3
"""


def register(folder: Path, package: str, **names: str) -> None:
    """Install a package that registers optimizers: names and where they are."""
    info = folder / f"{package}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    lines = "".join(f"{name} = {place}\n" for name, place in names.items())
    (info / "entry_points.txt").write_text(f"[descent_game.optimizers]\n{lines}")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages with one of optimizers, which is not loaded yet."""
    folder = tmp_path / "packages"
    folder.mkdir()
    (folder / "own_optimizers.py").write_text(MODULE)
    kinds = ["leaves", "number", "divides", "no_pair", "text", "bad_init", "bad_question"]
    own = {name: f"own_optimizers:{name}" for name in [*kinds, "down", "constant", "gone"]}
    register(folder, "own-optimizers", **own, gd="own_optimizers:down", lost="nowhere:x")
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    monkeypatch.delitem(sys.modules, "own_optimizers", raising=False)
    return folder


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_ones_own_gd_goes_the_way_of_the_games_on_any_ground(seed: int | None) -> None:
    level = load_level("tilted-bowl")
    own = run_bot(level, "down:learning_rate=0.3", seed=seed)
    assert own.path == run_bot(level, "gd:learning_rate=0.3", seed=seed).path
    braked = local_bot("down: learning_rate = 0.3, brake = 2")
    assert (braked.name, dict(braked.settings)) == ("down", {"learning_rate": 0.3, "brake": 2.0})


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("dwn:learning_rate=1", "unknown optimizer: 'dwn'; did you mean down? allowed: gd, "),
        ("down", "down needs learning_rate, a number"),
        ("down:rate=1", "unknown setting of down: 'rate'; did you mean learning_rate?"),
        ("down:learning_rate=fast", "learning_rate = 'fast': allowed is a number"),
        ("down:learning_rate=nan", "learning_rate = 'nan': allowed is a number"),
        ("down:learning_rate=-1", "learning_rate is a number above 0"),
        ("lost", "the optimizer 'lost' of the package 'own-optimizers' cannot be loaded: Module"),
        ("gone", "cannot be loaded: AttributeError: module 'own_optimizers' has no attribute"),
        ("constant", "is 3, not a function that returns an Optimizer"),
        ("leaves", "cannot be made in own_optimizers.py, line 19: SystemExit: 3"),
        ("number", "is 'int', not an Optimizer"),
        ("divides", "the optimizer 'divides' of the package 'own-optimizers' failed in own_opt"),
        ("no_pair", "failed: TypeError: cannot unpack"),
        ("text", "failed: ValueError: could not convert string to float: 'a'"),
        ("bad_init", "failed in own_optimizers.py, line 34: IndexError"),
        ("bad_question", "failed in own_optimizers.py, line 37: TypeError"),
    ],
)  # fmt: skip
def test_what_is_broken_is_one_clear_line(spec: str, says: str) -> None:
    with pytest.raises(SettingError) as refused:
        run_bot(load_level("first-light"), spec)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_name_of_the_game_stays_the_games(packages: Path) -> None:
    assert local_bot("gd:learning_rate=0.3").name == "gd"
    assert "own_optimizers" not in sys.modules
    assert clash("gd:learning_rate=0.3") == (
        "'gd' is the game's own: that of the package 'own-optimizers' is not used"
    )
    assert clash("down") == clash("adam:learning_rate=1") == ""
    register(packages, "twin", down="own_optimizers:down")
    with pytest.raises(SettingError, match="both the package 'own-optimizers' and the package "):
        local_bot("down:learning_rate=1")


@pytest.mark.usefixtures("packages")
def test_levels_know_nothing_of_them(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="unknown optimizer: 'down'"):
        parse_spec("down:learning_rate=1")
    with pytest.raises(LevelError, match=r"bot\.optimizer: unknown optimizer: 'down'"):
        make_level(tmp_path, bot='optimizer = "down"\nlearning_rate = 0.3')
    assert "own_optimizers" not in sys.modules


@pytest.mark.usefixtures("packages")
def test_grading_knows_nothing_of_them(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path, end="\n[race]\nmaps = 1\n")
    text = 'format = 1\nassignment = "hw1"\nstudent = "ada"\noptimizer = "down"\nlearning_rate = 1'
    raced = race_bot(SubmissionFile("ada.toml", text.encode()), assignment)
    assert raced.reason.startswith("unknown optimizer: 'down'")
    assert "own_optimizers" not in sys.modules


@pytest.mark.usefixtures("packages")
def test_the_race_runs_them_and_says_whose_name_it_is(descent: Run) -> None:
    arguments = ["--bot", "down:learning_rate=0.3", "--bot", "gd:learning_rate=0.3"]
    done = descent("race", "first-light", *arguments, "--json")
    own, built_in = json.loads(done.out)["bots"]
    assert own["path"] == built_in["path"]
    assert done.err == "race: " + clash("gd") + "\n"
    done = descent("race", "first-light", "--bot", "divides")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "failed in own_optimizers.py" in done.err
    done = descent("sandbox", "w1**2", "--bot", "down:learning_rate=0.1", "--save", "-")
    assert (done.status, done.out) == (2, "")
    assert "unknown optimizer: 'down'" in done.err
