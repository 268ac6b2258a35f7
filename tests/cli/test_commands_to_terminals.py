"""Nothing that stands in a file reaches a terminal as a command: it is written in visible signs."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import descent_game
from descent_game.catalogue.catalogue import open_level
from descent_game.errors import visible
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.replay import record, to_json
from descent_game.player.record import Record
from descent_game.player.transfer import export_record
from tests.cli.conftest import Done, Run
from tests.homework.classes import make_assignment, submission_of
from tests.levels_for_tests import level_text

ESCAPE = "\x1b[2J\x1b]0;owned\x07"
SIGNS = (ESCAPE, "\x9b31m", "\x7f\x00\b", "\u202e\u2066", "\u200b\ufeff", "a\rb", "\u2028")
COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff]"
)


def quiet(done: Done) -> Done:
    """Return what a command said, in which there may be no command."""
    for said in (done.out, done.err):
        assert not COMMANDS.search(said), repr(said)
    return done


def escaped(sign: str) -> str:
    """Return a text as JSON and TOML write it within quotes."""
    return json.dumps(sign)[1:-1].replace("\x7f", "\\u007f")


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_are_made_visible(sign: str) -> None:
    assert not COMMANDS.search(visible(sign))
    assert "\\u" in visible(sign)


def test_what_people_write_stays() -> None:
    for text in ("Épsilon 東京 ★ ▸ \U0001f600", "a line\nand\tanother\r\n", "ᬀ क्‍ष نمی‌خواهم"):
        assert visible(text) == text


def test_json_and_toml_read_what_was_made_visible() -> None:
    for sign in SIGNS:
        assert json.loads(visible(json.dumps(sign, ensure_ascii=False))) == sign


def in_levels(sign: str, folder: Path) -> list[list[str]]:
    """Write levels with a sign in keys, texts, names, data; return commands that read them."""
    raw, text = sign, escaped(sign)
    levels = {
        "title": level_text(id="title").replace("A level", text),
        "raw": level_text(id="raw").replace("A level", raw),
        "key": level_text(id="key") + f'\n["{text}"]\n"{text}" = 1\n',
        "id": level_text(id=text),
        "goal": level_text(id="goal", goal=f'kind = "{text}"'),
        "bot": level_text(id="bot", bot=f'optimizer = "{text}"'),
        "formula": level_text(f"w1 + {text}", id="formula"),
        "requires": level_text(id="requires", more=f'[x]\n"{text}" = "{text}"'),
        "data": level_text("mean((w1*x+w2)**2)", id="data", loss='data = "d.csv"'),
    }
    (folder / "d.csv").write_text(f"x,{sign}\n1,{sign}\n", encoding="utf-8", newline="")
    commands = []
    for name, content in levels.items():
        path = folder / f"{name}.toml"
        path.write_text(content, encoding="utf-8", newline="")
        commands += [["level", "check", str(path), "--seeds", "0"], ["level", "show", str(path)]]
    named = folder / f"n{sign.replace(chr(0), '')}.toml"
    named.write_text(level_text(id="named"), encoding="utf-8")
    return [*commands, ["level", "check", str(named), "--seeds", "0"], ["play", str(named)],
            ["level", "check", str(folder), "--seeds", "0"]]  # fmt: skip


def in_submissions(sign: str, folder: Path) -> list[list[str]]:
    """Write submissions with a sign in keys, names, texts, and in names of files."""
    (folder / "hw").mkdir()
    assignment = make_assignment(folder / "hw", more="[race]\nmaps = 1\n")
    honest = json.loads(submission_of(assignment, "ada"))
    attempt = honest["attempts"][0]
    documents = (
        {**honest, sign: 1},
        {**honest, "student": f"a{sign}"},
        {**honest, "assignment": sign},
        {**honest, "made": sign, "program": sign},
        {**honest, "attempts": [{**attempt, "level": sign}]},
        {**honest, "attempts": [{**attempt, sign: sign}]},
        {**honest, "attempts": [{**attempt, "digests": {sign: sign}}]},
        {**honest, "attempts": [{**attempt, "mirror": sign, "started": sign}]},
        {**honest, "attempts": [{**attempt, "parameters": {sign: 1.0}}]},
    )
    files = folder / "files"
    files.mkdir()
    with zipfile.ZipFile(files / "z.zip", "w") as packed:
        for number, document in enumerate(documents):
            packed.writestr(f"{number}{sign}.json", json.dumps(document, ensure_ascii=False))
    (files / f"{sign.replace(chr(0), '')}.json").write_text("{}", encoding="utf-8")
    twice = f'{{"{escaped(sign)}": 1, "{escaped(sign)}": 2}}'
    (files / "twice.json").write_text(twice, encoding="utf-8")
    (files / "bot.toml").write_text(f'"{escaped(sign)}" = "{escaped(sign)}"', encoding="utf-8")
    hw = str(assignment.path)
    tables = in_tables(sign, folder)
    return [
        *(["homework", "grade", hw, str(files), "--jobs", "1", *table] for table in ([], *tables)),
        ["homework", "race", hw, str(files)],
    ]


def in_tables(sign: str, folder: Path) -> list[list[str]]:
    """Write rosters and gradebooks with a sign in headers and cells; return options for them."""
    cell = '"' + sign.replace("\0", "\x01") + '"'
    roster, canvas, moodle, out = (
        folder / name for name in ("roster.csv", "canvas.csv", "moodle.csv", "out.csv")
    )
    contents = (
        (roster, f"id,{cell}\nada,x\nada,y\n", ["--roster", str(roster)]),
        (roster, f"{cell},name\nada,x\n", ["--roster", str(roster)]),
        (roster, f"id,name\n{cell},{cell}\nbob,{cell}\n", ["--roster", str(roster)]),
        (roster, f"id,uploaded\nada,{cell}\n", ["--roster", str(roster)]),
        (canvas, f"Student,ID,{cell}\n", ["--canvas", str(canvas), str(out)]),
        (canvas, f"Student,ID,{cell} (7)\nPoints Possible,,{cell}\n{cell},1,\n",
         ["--canvas", str(canvas), str(out), "--canvas-column", "7"]),
        (moodle, f"Name,{cell},{cell}\n{cell},1,2\n", ["--moodle", str(moodle), str(out)]),
        (moodle, f"{cell},Grade,Maximum grade\n{cell},,16\n", ["--moodle", str(moodle), str(out)]),
    )  # fmt: skip
    options = []
    for number, (path, content, option) in enumerate(contents):
        place = path.with_name(f"{number}-{path.name}")
        place.write_text(content, encoding="utf-8", newline="")
        options.append([str(place) if word == str(path) else word for word in option])
    return options


def in_games(sign: str, folder: Path) -> list[list[str]]:
    """Write replays, records and moves with a sign in them."""
    game = Game(open_level("first-light"), 3)
    game.play(Move(40.0, 2.0))
    game.resign()
    document = json.loads(to_json(record(game)))
    kept = Record(folder / "home")
    kept.save(Attempt(game.level, 3), game)
    exported = json.loads(export_record(kept))
    kept.close()
    (saved,) = exported["games"]
    replays = ({**document, "level": sign}, {**document, sign: 1}, {**document, "moves": [[sign]]},
               {**document, "digests": {sign: sign}}, {**document, "mirror": sign})  # fmt: skip
    records = (
        {**exported, sign: 1},
        *({**exported, "games": [{**saved, "id": sign, key: sign}]} for key in saved),
        {**exported, "games": [{**saved, "id": "new", "level": f"./{sign}.toml"}]},
    )
    commands = []
    for number, each in enumerate(replays):
        path = folder / f"replay{number}.json"
        path.write_text(json.dumps(each, ensure_ascii=False), encoding="utf-8")
        commands.append(["replay", str(path)])
    for number, each in enumerate(records):
        path = folder / f"record{number}.json"
        path.write_text(json.dumps(each, ensure_ascii=False), encoding="utf-8")
        commands.append(["progress", "import", str(path)])
    moves = folder / "a.moves"
    moves.write_text(f"40 {sign}\n", encoding="utf-8", newline="")
    return [*commands, ["simulate", "first-light", "--moves", str(moves)], ["progress", "export"],
            ["progress"], ["progress", "--json"]]  # fmt: skip


def in_settings(sign: str, folder: Path) -> list[list[str]]:
    """Write an assignment, a pack and files of settings with a sign in them."""
    text = escaped(sign)
    assignment = make_assignment(folder)
    good = assignment.path.read_text(encoding="utf-8")
    commands = []
    for number, bad in enumerate((f'"{text}" = 1\n{good}', good.replace("Homework 1", text),
                                  good.replace('"bowl"', f'"{text}"'), good.replace("hw1", text),
                                  good.replace("s3cret", text), f"{good}\n{sign}")):  # fmt: skip
        path = folder / f"bad{number}.toml"
        path.write_text(bad, encoding="utf-8", newline="")
        commands.append(["homework", "check", str(path)])
    pack = folder / "pack"
    pack.mkdir()
    (pack / "pack.toml").write_text(
        f'name = "mine"\ntitle = "{text}"\nversion = "{text}"\n"{text}" = 1\n', encoding="utf-8"
    )
    (pack / "test-level.toml").write_text(level_text(), encoding="utf-8")
    return [*commands, ["level", "pack", str(pack), "--seeds", "0"], ["level", "list"],
            ["level", "unshare", sign], ["play", sign.replace("\0", "")],
            ["sandbox", f"w1{sign}"]]  # fmt: skip


@pytest.mark.parametrize("write", [in_levels, in_submissions, in_games, in_settings])
@pytest.mark.parametrize("number", range(len(SIGNS)))
def test_no_command_of_a_file_reaches_the_terminal(
    tmp_path: Path,
    descent: Run,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[str, Path], list[list[str]]],
    number: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESCENT_PACKS", str(tmp_path / "pack"))
    for command in write(SIGNS[number], tmp_path):
        done = quiet(descent(*command))
        assert done.out or done.err or done.status == 0, command


def test_what_is_printed_is_printed_in_one_place() -> None:
    package = Path(descent_game.__file__).parent
    printing = re.compile(r"\bclick\.s?echo\(|(?<!\w)print\(|sys\.std(?:out|err)\.write\(")
    found = {
        path.relative_to(package).as_posix(): len(printing.findall(text))
        for path in package.rglob("*.py")
        if printing.search(text := path.read_text(encoding="utf-8").replace(">>> ", "#"))
    }
    assert found == {
        "cli/output.py": 2,
        "cli/main.py": 1,
        "cli/play.py": 1,  # the prompt
        "cli/charts.py": 1,  # rows with colours, each text made visible
        "cli/level.py": 1,  # a sentence of its own
        "cli/serve.py": 1,  # a sentence of its own
        "errors.py": 1,  # an example in a docstring
    }
