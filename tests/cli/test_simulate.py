import json
import random
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.levels_for_tests import level_text, make_level

INSIGHT = "35 2\n40 2\n35 2\n40 1\n"


def test_the_document_has_the_published_form(descent: Run) -> None:
    done = descent("simulate", "first-light", "--moves", "-", "--json", given=INSIGHT)
    document = json.loads(done.out)
    assert list(document) == [
        "level", "digest", "variant", "seed", "player", "bot", "stars", "turns",
    ]  # fmt: skip
    side = ["turns", "reached", "termination", "path", "losses"]
    assert list(document["player"]) == side
    assert list(document["bot"]) == [*side, "optimizer"]
    assert list(document["turns"][0]) == [
        "heading", "step", "update", "promise", "alone", "interaction", "together", "surprise",
        "shift", "verdict",
    ]  # fmt: skip
    assert (document["level"], document["seed"], document["stars"]) == ("first-light", None, 3)
    assert (document["player"]["turns"], document["player"]["termination"]) == (4, "goal")
    assert len(document["player"]["path"]) == len(document["player"]["losses"]) == 5
    assert (document["bot"]["turns"], document["bot"]["optimizer"]) == (10, "gd")


def test_the_readout_agrees_with_arithmetic_done_here(descent: Run, tmp_path: Path) -> None:
    level = make_level(tmp_path, "w1**2*w2 + 3*w2**2", start="[1.0, 2.0]", goal="loss = -50")
    done = descent("simulate", str(level.path), "--moves", "-", "--json", given="90 1\n0 2\n")
    first, second = json.loads(done.out)["turns"]

    def loss(w1: float, w2: float) -> float:
        return w1**2 * w2 + 3 * w2**2

    assert first["update"] == [0.0, 1.0]
    assert first["promise"] == 1.0 + 6 * 2.0
    assert first["together"] == loss(1, 3) - loss(1, 2)
    assert first["alone"] == [0.0, first["together"]]
    assert first["shift"] == [2 * 1 * 3 - 2 * 1 * 2, 6.0]
    assert second["alone"] == [loss(3, 3) - loss(1, 3), 0.0]
    assert second["surprise"] == second["together"] - second["promise"]
    assert second["verdict"] == "uphill"


def test_a_seed_plays_its_variant(descent: Run) -> None:
    plain = descent("simulate", "first-light", "--moves", "-", "--json", given="")
    seeded = [
        descent("simulate", "first-light", "--moves", "-", "--json", "--seed", seed, given="")
        for seed in ("7", "7", "8")
    ]
    assert seeded[0] == seeded[1]
    assert len({done.out for done in (plain, *seeded)}) == 3


def test_numbers_that_are_not_finite_are_null_with_a_note(descent: Run, tmp_path: Path) -> None:
    level = make_level(tmp_path, "log(w1 + 4) + w2**2 + 20", goal="loss = 0.1")
    done = descent("simulate", str(level.path), "--moves", "-", "--json", given="180 2\n")
    document = json.loads(done.out, parse_constant=pytest.fail)
    assert document["player"]["losses"][-1] is None
    assert document["player"]["termination"] == "non-finite"
    assert "not finite" in document["note"]


def test_moves_after_the_end_are_said_to_be_left_out(descent: Run) -> None:
    done = descent("simulate", "first-light", "--moves", "-", "--json", given=INSIGHT + "0 1\n")
    assert done.status == 0
    assert json.loads(done.out)["player"]["turns"] == 4
    assert done.err == "descent: -: the game was over before its last move\n"


@pytest.mark.parametrize(
    ("moves", "message"),
    [
        ("40 2\n40 3\n", "descent: -: line 2: step 3 is not from 0 to 2\n"),
        ("# fine\nfourty 2\n", "descent: -: line 2: heading 'fourty' is not a number\n"),
        ("- 2\n", "descent: -: line 1: the heading is missing; it is a number of degrees\n"),
        ("1e999 2\n", "descent: -: line 1: heading inf is not a finite number of degrees\n"),
        ("0 nan\n", "descent: -: line 1: step nan is not from 0 to 2\n"),
        (b"40 2\n\xff\xfe\n", "descent: -: line 2: not UTF-8 text\n"),
        (b"0" * 300_000, "descent: -: more than 200,000 bytes are too many\n"),
        ("40 2 0.5\n", "descent: -: line 1: inertia 0.5 is given, but this level does not let"),
    ],
)
def test_a_bad_move_is_named_by_its_line(descent: Run, moves: str | bytes, message: str) -> None:
    done = descent("simulate", "first-light", "--moves", "-", "--json", given=moves)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(message)


HOSTILE = [
    "__import__('os').system('true')", "9**9**9**9", "w1" + "**w1" * 400, "(" * 1000, "-" * 1999,
    "().__class__.__bases__[0]", "w1 if w1 else w2", "[x for x in (1,)]", "lambda: 0", "w1.real",
    "1e400", "0x" + "f" * 400, "f'{w1}'", "w1;w2", "\\\\", "w1\x00", "exec('1')", "maximum(w1)",
    "abs(w1, w2)", "mean(w1)", "w3", "", " ", "w1 +", "2w1", "1_0*w1", "w1^2", "w1 := 2", "*w1",
    "sum(sum(w1))", "print(w1)", "{}", "True + w1", "w1 == w2", "not w1", "w1 // 2", "w1 @ w2",
]  # fmt: skip


@pytest.mark.parametrize("formula", HOSTILE)
def test_a_hostile_formula_in_a_level_gives_one_message(
    descent: Run, tmp_path: Path, formula: str
) -> None:
    path = tmp_path / "test-level.toml"
    path.write_text(level_text().replace('"((w1-2)**2+(w2-1)**2)/2"', json.dumps(formula)))
    done = descent("simulate", str(path), "--moves", "-", "--json", given="0 1\n")
    if done.status == 0:  # a formula, if an odd one: it has to give numbers
        assert json.loads(done.out)["player"]["turns"] <= 1
    else:
        assert done.status == 2
        assert done.err.startswith(f"descent: {path}:")


def test_random_move_files_give_a_result_or_one_message(descent: Run) -> None:
    source = random.Random(7)
    words = [
        "40",
        "2",
        "-",
        "nan",
        "inf",
        "1e309",
        "#",
        "\n",
        "\t",
        "x",
        "__import__",
        "-0.0",
        "9" * 400,
    ]
    for _ in range(200):
        text = " ".join(source.choice(words) for _ in range(source.randint(1, 12)))
        done = descent("simulate", "first-light", "--moves", "-", "--json", given=text)
        assert done.status in (0, 2)
        if done.status == 2:
            assert done.err.startswith("descent: -: line ")
            assert done.err.count("\n") == 1
