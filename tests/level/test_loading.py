import os
import random
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.errors import LevelError
from descent_game.level.loading import read_level
from descent_game.level.toml.positions import problem_at
from tests.levels_for_tests import level_text, make_level, write_level


def problems_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(LevelError) as caught:
        write_level(folder, text)
    names = [problem.file.removeprefix(f"{folder}/") for problem in caught.value.problems]
    return [
        f"{name}:{problem.line}: {problem.key}{': ' if problem.key else ''}{problem.message}"
        for name, problem in zip(names, caught.value.problems, strict=True)
    ]


def test_a_good_level_is_read(tmp_path: Path) -> None:
    level = make_level(tmp_path)
    assert (level.id, level.rules.turns, level.start.w) == ("test-level", 14, (-3.0, -3.0))
    assert level.path == tmp_path / "test-level.toml"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"formula": "w1**2 + w3"}, "10: loss.formula: unknown name 'w3'"),
        ({"start": "[9.0, 0.0]"}, "19: start.w: w1 = 9 is not on the map, which is from -5 to 5"),
        ({"start": '["2*d", 0.0]'}, "19: start.w[1]: unknown name 'd'"),
        ({"start": "[2.0, 1.0]"}, "19: start.w: the loss at the start is 0, already"),
        ({"formula": "log(w1)"}, "19: start.w: the loss is nan at the start, not a finite number"),
        ({"max_step": "-1"}, "22: rules.max_step: -1 is not a number above 0"),
        ({"max_step": "nan"}, "22: rules.max_step: nan is not a finite number"),
        ({"turns": "1.5"}, "23: rules.turns: 1.5 is not a whole number from 1 to 500"),
        ({"turns": "9" * 5000}, "1: a number has too many digits"),
        ({"turns": "9" * 50}, "23: rules.turns: 999999999999999999999"),
        ({"rules": "inertia = 1.5"}, "24: rules.inertia: 1.5 is not a number from 0 to 0.95"),
        ({"rules": 'movse = "axis"'}, "24: rules.movse: unknown key 'movse'; did you mean '"),
        ({"goal": 'kind = "reahc"\nloss = 1'}, "27: goal.kind: 'reahc' is not one of 'reach'"),
        ({"goal": 'kind = "hold"\nloss = 1'}, "26: goal: 'turns' is missing; it is a whole number"),
        ({"bot": 'optimizer = "gdd"'}, "30: bot.optimizer: unknown optimizer: 'gdd'"),
        ({"bot": 'optimizer = "gd"\nlr = 1'}, "31: bot.lr: "),
        ({"bot": 'optimizer = "gd"\nlearning_rate = "1/s"'}, "31: bot.learning_rate: unknown"),
        ({"loss": 'data = "../x.csv"'}, "11: loss.data: '../x.csv' is not in the level's folder"),
        ({"loss": 'data = "a\\u0000b"'}, "11: loss.data: the character U+0000 is a command"),
        ({"more": '"\\u009b2J" = 1'}, "33: stars.?2J: the character U+009B is a command"),
        ({"loss": 'data = "missing.csv"'}, "11: loss.data: "),
        ({"goal": 'kind = "hold"\nloss = 1\nturns = 15'}, "29: goal.turns: 15 is more than the"),
        ({"formula": "log(w1)", "goal": 'kind = "keep-promise"\ntolerance = 0.1\ntotal = 1'},
         "19: start.w: the loss is nan at the start, not a finite number"),
        ({"loss": "[loss.parameters]\ns = { value = 1, step = 1 }"},
         "12: loss.parameters.s.step: a step is the grid of 'between', which is not given"),
        ({"map": "sight = 0"}, "16: map.sight: 0 is not a radius above 0"),
        ({"more": "[noise]\nrows = 4"}, "36: noise.rows: 4 rows, but the level has no data"),
        ({"more": "two = 99"}, "35: stars.two: 99 is more than the level's turns"),
        ({"id": "other"}, "3: id: 'other' is not the file's name, 'test-level'"),
        ({"id": "Bad Id"}, "3: id: 'Bad Id' is not lower-case words joined by hyphens"),
        (
            {"loss": "[loss.parameters]\nw1 = 3"},
            "12: loss.parameters.w1: ",
        ),
        (
            {"loss": "[loss.parameters]\ns = { value = 9, between = [1, 2] }"},
            "12: loss.parameters.s.value: 9 is not from 1 to 2, as its variants are",
        ),
        (
            {"loss": "[loss.parameters]\ns = { value = 1, between = [1, 2], step = 1e-9 }"},
            "12: loss.parameters.s: 'between' is [low, high] with low < high",
        ),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_with_its_line(
    tmp_path: Path, changes: dict[str, str], problem: str
) -> None:
    found = problems_of(tmp_path, level_text(**changes))
    assert len(found) == 1
    assert found[0].startswith(f"test-level.toml:{problem}")


def test_all_problems_are_reported_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = level_text("w1 ** ", turns="0", bot='optimzer = "gd"', more="[txet]")
    lines = [int(problem.split(":")[1]) for problem in problems_of(tmp_path, text)]
    assert lines == sorted(lines)
    assert len(lines) == 4  # the formula, the turns, the optimizer's name and the unknown table
    text = level_text("w1 ** ", start="[7, 0]", bot='optimizer = "gdd"', more="two = 40")
    assert len(problems_of(tmp_path, text)) == 4


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1: 'format' is missing; it is 1"),
        ("id = ", "1: not valid TOML: a value is missing after '='"),
        ("a = 1\na = 2", "2: not valid TOML: this key is there twice"),
        ("a = " + "[" * 100_000, "1: tables or lists are nested too deeply"),
        ("a = " + "[" * 200 + "]" * 200, "1: a["),
        (".".join("a" * 20_000) + " = 1", "1: a key of more than 20 parts"),
        ("a =" + " " * 200_000 + "x", "1: not valid TOML: texts stand in quotes"),
        ("[" + " . ".join("a" * 20_000) + "]", "1: a key of more than 20 parts"),
        ("\n".join(f"a{n} = 1" for n in range(9_000)), "more problems"),
        ("a = '''" + "x" * 300_000 + "'''", "1: the file is larger than 256 KB"),
    ],
)
def test_what_is_not_a_level_file_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert any(problem in found for found in problems_of(tmp_path, text))


def test_no_places_are_looked_for_but_those_that_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Mock(wraps=problem_at)
    monkeypatch.setattr("descent_game.level.loading.problem_at", places)
    found = problems_of(tmp_path, "\n".join(f"a{n} = 1" for n in range(9_000)))
    assert len(found) == 51
    assert places.call_count == 50


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert write_level(tmp_path, "\ufeff" + level_text()).id == "test-level"


def test_a_table_written_as_a_list_is_named_where_it_stands(tmp_path: Path) -> None:
    found = problems_of(tmp_path, level_text().replace("[map]", "[[map]]"))
    assert found == ["test-level.toml:13: map: a list of tables is not a table"]


def test_a_number_of_no_use_hides_nothing_else(tmp_path: Path) -> None:
    found = problems_of(tmp_path, level_text("w1 + w3", max_step="nan", turns="1.5"))
    assert [line.partition(": ")[2][:14] for line in found] == [
        "loss.formula: ", "rules.max_step", "rules.turns: 1",
    ]  # fmt: skip


def test_too_many_parameters_are_refused_at_once(tmp_path: Path) -> None:
    chained = "\n".join(f'p{n + 1} = "p{n} + 1"' for n in range(5_000))
    found = problems_of(tmp_path, level_text(loss=f"[loss.parameters]\np0 = 1\n{chained}"))
    assert found[0].endswith("a table is not a table of at most 100 parameters")


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b'id = "x"\ntitle = "\xff\xfe"\n')
    with pytest.raises(LevelError, match=r"x.toml:2:1: the file is not UTF-8 text"):
        read_level(path)


def test_missing_files_and_pipes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LevelError, match="cannot be read: No such file"):
        read_level(tmp_path / "none.toml")
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(LevelError, match="is not a file"):
        read_level(tmp_path / "pipe.toml")
    with pytest.raises(LevelError, match="is not a file"):
        read_level(tmp_path)


def test_data_outside_the_folder_cannot_be_reached_by_a_link(tmp_path: Path) -> None:
    inside = tmp_path / "levels"
    inside.mkdir()
    (tmp_path / "secret.csv").write_text("x\n1\n")
    (inside / "link.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(LevelError, match=r"'link\.csv' is not in the level's folder or below"):
        make_level(inside, "mean((w1*x)**2)", loss='data = "link.csv"')


@pytest.mark.parametrize("place", ["{}/rows.csv", "../{.name}/rows.csv"])
def test_data_are_named_from_the_folder_that_they_travel_with(tmp_path: Path, place: str) -> None:
    (tmp_path / "rows.csv").write_text("x\n1\n")
    with pytest.raises(LevelError, match="is not in the level's folder or below, named from there"):
        make_level(tmp_path, "mean((w1*x)**2)", loss=f"data = '{place.format(tmp_path)}'")


@pytest.mark.parametrize("loss", ['data = "data/rows.csv"', "columns = { x = [1, 2], y = [2, 5] }"])
def test_data_come_from_a_file_below_or_from_the_level_itself(tmp_path: Path, loss: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rows.csv").write_text("x,y\n1,2\n2,5\n")
    level = make_level(tmp_path, "mean((w1*x + w2 - y)**2)", loss=loss)
    assert level.dataset is not None
    assert level.dataset.count == 2


words = st.sampled_from(
    ["[", "]", "[[", "]]", "{", "}", "=", ",", "\n", '"', '"""', "'", "#", "format", "1", "id",
     "loss", "formula", "inf", "1e999", "true", "w1**9**9", "parameters", "\\u0000", "é", "."]
)  # fmt: skip


@given(st.lists(words, max_size=40).map(" ".join) | st.text(max_size=200))
def test_random_texts_only_ever_give_level_errors(tmp_path: Path, text: str) -> None:
    path = tmp_path / "test-level.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(LevelError):
        read_level(path)


def test_damaged_level_files_never_give_anything_but_level_errors(tmp_path: Path) -> None:
    """Truncated, with lines lost, with characters changed: 400 times."""
    whole = level_text(
        "mean((w1*x + s*w2)**2)",
        loss='columns = { x = [1, 2] }\n[loss.parameters]\ns = { value = 1, between = [1, 2] }',
        more="[noise]\nsd = 1.0\n[[plays]]\nname = 'p'\nmoves = [[40, 1]]\nstars = 1",
    )  # fmt: skip
    write_level(tmp_path, whole)
    source = random.Random(1)
    path = tmp_path / "test-level.toml"
    for _ in range(400):
        text = whole
        for _ in range(source.randint(1, 3)):
            at = source.randrange(len(text))
            lost = source.choice([0, 1, 5, 40])
            noise = source.choice(["", "\x00", "[", '"', "nan", "-", "9" * 30, "__import__('os')"])
            text = text[:at] + noise + text[at + lost :]
        path.write_text(text, encoding="utf-8")
        with suppress(LevelError):
            read_level(path)


def test_nothing_of_a_file_commands_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;b\x07.toml"
    path.write_text('id = "\x1b[2J"\n', encoding="utf-8")
    with pytest.raises(LevelError) as caught:
        read_level(path)
    assert all(line.isprintable() for line in caught.value.shown.split("\n"))
