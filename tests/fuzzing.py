"""Every parser of strangers' files, and fresh inputs for each: sound ones, changed at random."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeAlias

from descent_game.catalogue.catalogue import open_level
from descent_game.catalogue.pack import PACK_FILE
from descent_game.catalogue.wheel import read_whole_pack
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.move_text import parse_moves
from descent_game.game.moves import Move
from descent_game.game.replay import from_json, record, replay, to_json
from descent_game.homework.assignment import read_assignment
from descent_game.homework.bots import race_bot
from descent_game.homework.exports.canvas import fill_canvas
from descent_game.homework.exports.marks import Mark
from descent_game.homework.exports.moodle import fill_moodle
from descent_game.homework.exports.table import read_table
from descent_game.homework.grading import grade
from descent_game.homework.roster import read_roster
from descent_game.homework.submission_files import SubmissionFile
from descent_game.level.loading import read_level
from descent_game.level.share_text import from_line, to_line
from descent_game.losses import formula
from descent_game.losses.dataset import Dataset
from descent_game.losses.image import Image
from descent_game.player.record import AttemptNotes, Record
from descent_game.player.settings import (
    KEYS_FILE,
    OPTIONS,
    SETTINGS_FILE,
    read_keymap,
    read_settings,
)
from descent_game.player.transfer import export_record, import_record
from tests.homework.classes import HOMEWORK, WINNING, make_assignment, submission_of

Run: TypeAlias = Callable[[bytes], object]
NASTY = (
    *("\0", "\x1b[2J", "\x9b1m", "\u202e", "\ufeff", "\r", "\r\n", "\t", '"', "'", "\\", "\\u0000"),
    *("\\ud800", "{", "}", "[", "]", "[[", "]]", "(", ")", ",", ";", ":", "=", "#", ".", "-", "+"),
    *("nan", "inf", "-inf", "NaN", "Infinity", "1e999", "-0.0", "0x1", "1_0", "9" * 400, "1e-400"),
    *("true", "null", "None", "{}", "[]", '""', "é", "\u0301", "😀", "٣", "²", "w1", "w9", "x"),
    *(
        "**",
        "//",
        "^",
        "sin(",
        "mean(",
        "1979-05-27T07:32:00Z",
        "25:00",
        "'''",
        '"""',
        "__import__",
    ),
    *("[" * 300, "(" * 300, "-" * 300, "a." * 300, "{" * 300, "1+" * 3000, '"' * 301, "x" * 70_000),
    *("**9" * 40, "[[levels]]\n" * 60, ",,,,\n" * 200, "\n" * 3000, "=SUM(A1)", "id", "student"),
)
COURSE = ("first-light", "ravine", "momentum", "crease", "own-rates", "banana", "saddle")
FORMULAS = (
    "(w1**2 + 10*w2**2) / 2",
    "mean((w1*x + w2 - 1)**2) + 0.1*abs(w1)",
    "sin(3*w1)*exp(-w2**2) + log(1 + w1**2) - sqrt(abs(w2) + 1)",
    "maximum(w1, w2) + softplus(w1 - 2*w2) + sigmoid(w1)*tanh(w2)",
)
PEOPLE = [("ada", "Ada L"), ("bob", "B")]
PEOPLE += [(f"student{n:03d}", f"First Name Last-Name {n:03d}") for n in range(198)]
"""A course of 200 students: a file of its usual size is what a hostile one is compared with."""
ROSTER = "id,name,email,uploaded\n" + "".join(
    f"{name},{full},{name}@x.org,2026-03-02T12:00+01:00\n" for name, full in PEOPLE
)
MOODLE = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,Changed\n"
    + "".join(
        f'Participant {number},{full},{name},{name}@x.org,Submitted,,"16,00",-\n'
        for number, (name, full) in enumerate(PEOPLE, start=1)
    )
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (7)\nPoints Possible,,,,,16\n"
    + "".join(
        f'"{full}",{number},{name},{name},A,\n'
        for number, (name, full) in enumerate(PEOPLE, start=1)
    )
)
BOT = 'format = 1\nassignment = "hw1"\nstudent = "ada"\noptimizer = "gd"\nlearning_rate = 0.1\n'
PACK = 'name = "mine"\ntitle = "Mine"\nversion = "1.0"\nabout = "x"\nauthor = "A"\n'
SETTINGS = "".join(f'{option.name} = "{min(option.values)}"\n' for option in OPTIONS)
KEYS = "".join(f'"play.{n}" = "{key}"\n' for n, key in enumerate("abcdefghijklmnopqrst"))
MOVES = "40 2\n- 0.5 0.9\n# a comment\n3.5e1 2.0e0 0.1\n45 0.419  # the last\n" * 8
TABLE = "x,y,label\n1,2,0\n0.5,-1e3,1\n3,4,1\n" + "0.25,1.75,1\n" * 37
IMAGE = "0,0.5,1\n1,0.25,0\n0,0,1\n"


class Parser(NamedTuple):
    """A parser by its name: what it does with the bytes of a file, and files that are sound."""

    name: str
    run: Run
    sound: tuple[bytes, ...]


def changed(sound: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a sound file with some changes."""
    content = bytearray(chance.choice(sound))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8, 30))):
        _change(content, sound, chance)
    return bytes(content)


def _change(content: bytearray, sound: Sequence[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    end = min(len(content), at + chance.choice((1, 2, 5, 20, 200)))
    other = chance.choice(sound)
    start = chance.randrange(len(other))
    match chance.randrange(8):
        case 0:
            content[at:at] = chance.choice(NASTY).encode()
        case 1:
            content[at:end] = chance.choice(NASTY).encode()
        case 2:
            del content[at:end]
        case 3:
            content[at:at] = content[at:end] * chance.choice((1, 2, 50))
        case 4:
            content[at:end] = chance.randbytes(end - at)
        case 5:
            content[at:end] = other[start : start + chance.randrange(300)]
        case 6:
            _change_number(content, chance)
        case _:
            del content[end if chance.random() < 0.2 else len(content) :]


def _change_number(content: bytearray, chance: random.Random) -> None:
    """Put another number where there is one, which keeps a file nearly sound."""
    digits = [match_rows for match_rows, byte in enumerate(content) if 48 <= byte <= 57]
    if digits:
        at = chance.choice(digits)
        numbers = ("0", "7", "-1", "1e9", "1e308", "1e-320", "0.1", "99999999999999999999", "1.")
        content[at : at + 1] = chance.choice(numbers).encode()


def parsers(folder: Path) -> Iterator[Parser]:
    """Yield every parser; ``folder`` is for files that have to have a name, and for records."""
    texts = {name: open_level(name).path.read_text(encoding="utf-8") for name in COURSE}
    levels = tuple(
        text.replace(f'id = "{name}"', 'id = "first-light"').encode()
        for name, text in texts.items()
    )
    yield Parser("level", _file(folder / "levels" / "first-light.toml", read_level), levels)
    yield Parser("formula", _formula, tuple(text.encode() for text in FORMULAS))
    (folder / "hw").mkdir()
    assignment = make_assignment(folder / "hw", more="[race]\nmaps = 1\n")
    hw = folder / "hw" / "changed.toml"
    submissions = (submission_of(assignment, "ada"), submission_of(assignment, "bob", WINNING[:2]))
    yield Parser("submission", lambda content: grade(content, assignment), submissions)
    personal = HOMEWORK.format(more="attempts = 3", personal="true")
    assignments = (personal.encode(), assignment.path.read_bytes())
    yield Parser("assignment", _file(hw, read_assignment), assignments)
    yield Parser("bot", lambda content: race_bot(SubmissionFile("a.toml", content), assignment),
                 (BOT.encode(),))  # fmt: skip
    yield from _games(folder)
    yield from _tables(folder)
    yield from _small(folder)


def _formula(content: bytes) -> object:
    formula._parsed.cache_clear()  # a formula that was read before costs nothing
    return formula.parse(_text(content), ("w1", "w2"), ("x",))


def _games(folder: Path) -> Iterator[Parser]:
    game = Game(open_level("first-light"), 3)
    for move in WINNING[:3]:
        game.play(Move(*move))
    game.resign()
    yield Parser("replay", lambda content: replay(from_json(_text(content)), game.level),
                 (to_json(record(game)).encode(),))  # fmt: skip
    with closing(Record(folder / "home")) as kept:
        kept.save(Attempt(game.level, 3), game, AttemptNotes((1,), (2,), 1))
        kept.set_purpose(game, "homework hw1 ada")
        text = export_record(kept)
    document = json.loads(text)
    document["games"] *= 3
    for number, each in enumerate(document["games"]):
        document["games"][number] = {**each, "id": f"game{number}", "seed": 3}

    def take(content: bytes) -> None:
        with closing(Record(folder / "home")) as target:
            target.connection.execute("DELETE FROM games")
            import_record(_text(content), target, open_level)
            target.finished(game.level)
            export_record(target)

    yield Parser("progress export", take, (text.encode(), json.dumps(document).encode()))


def _tables(folder: Path) -> Iterator[Parser]:
    marks = [Mark("ada", 10.0, ("ada@x.org", "Ada L")), Mark("bob", 3.5, ())]
    table = folder / "table.csv"
    variants: Mapping[str, Callable[[str], str]] = {
        "comma": str, "semicolon": lambda text: text.replace(",", ";"),
        "bom": lambda text: f"\ufeff{text}".replace("\n", "\r\n"),
    }  # fmt: skip
    for name, text, run in (
        ("roster", ROSTER, read_roster),
        ("Moodle worksheet", MOODLE, lambda path: fill_moodle(read_table(path), marks, 16.0)),
        ("Canvas gradebook", CANVAS,
         lambda path: fill_canvas(read_table(path), marks, "Homework 1", 16.0)),
    ):  # fmt: skip
        sound = tuple(vary(text).encode() for vary in variants.values())
        yield Parser(name, _file(table, run), sound)
    yield Parser("data", _file(folder / "data.csv", Dataset.from_csv), (TABLE.encode(),))
    yield Parser("picture", _file(folder / "image.csv", Image.from_csv), (IMAGE.encode(),))


def _small(folder: Path) -> Iterator[Parser]:
    settings, keys, pack = folder / SETTINGS_FILE, folder / KEYS_FILE, folder / "pack" / PACK_FILE
    level = open_level("first-light").path.read_text(encoding="utf-8")
    yield Parser("settings", _file(settings, lambda path: read_settings(path.parent)),
                 (SETTINGS.encode(),))  # fmt: skip
    yield Parser("keys", _file(keys, lambda path: read_keymap(path.parent)), (KEYS.encode(),))
    yield Parser("moves", lambda content: list(parse_moves(_text(content))), (MOVES.encode(),))
    pack.parent.mkdir()
    (pack.parent / "first-light.toml").write_text(level, encoding="utf-8")
    yield Parser("pack", _file(pack, lambda path: read_whole_pack(path.parent)), (PACK.encode(),))
    yield Parser("line", lambda content: from_line(_text(content)), (to_line(level).encode(),))


def _file(path: Path, run: Callable[[Path], object]) -> Run:
    """Return what reads bytes as a file at a path."""

    def read(content: bytes) -> object:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return run(path)

    return read


def _text(content: bytes) -> str:
    """Return bytes as a text that may hold what is in no file: halves of surrogates."""
    return content.decode(errors="surrogateescape")
