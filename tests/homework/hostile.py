"""Five hundred submissions that try to break the grader or to earn what was not played."""

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from descent_game.homework.assignment import Assignment
from descent_game.homework.submission import MAX_BYTES
from tests.homework.classes import submission_of

COUNT = 500
Document = dict[str, Any]


def write_hostile(folder: Path, assignment: Assignment) -> list[str]:
    """Write them into a folder; return the name of each with what it tries."""
    folder.mkdir()
    names = []
    for number, (kind, content) in enumerate(_contents(assignment)):
        name = f"h{number:03d}-{kind}.json"
        (folder / name).write_bytes(content)
        names.append(name)
    names += _zips(folder, assignment)
    (folder / "secret.txt").write_bytes(submission_of(assignment, "victim"))
    for number in range(COUNT - len(names)):
        name = f"link{number}.json"
        (folder / name).symlink_to(("secret.txt", "/etc/passwd", ".", "nowhere", name)[number % 5])
        names.append(name)
    return names


def _contents(assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    """Yield all that are single files, from one honest submission of each hostile student."""
    for kind, count, make in KINDS:
        for number in range(count):
            chance = random.Random(f"{kind}/{number}")
            honest = submission_of(assignment, f"{kind}{number}")
            yield kind, make(honest, chance)


def _changed(change: Callable[[Document, random.Random], None]) -> Callable[..., bytes]:
    """Return a maker that changes the whole document."""

    def make(honest: bytes, chance: random.Random) -> bytes:
        document = json.loads(honest)
        change(document, chance)
        return json.dumps(document).encode()

    return make


def _attempts(change: Callable[[Document, random.Random], Any]) -> Callable[..., bytes]:
    """Return a maker that changes every attempt."""

    def every(document: Document, chance: random.Random) -> None:
        for attempt in document["attempts"]:
            change(attempt, chance)

    return _changed(every)


def _text(change: Callable[[str, random.Random], str | bytes]) -> Callable[..., bytes]:
    """Return a maker that changes the text."""

    def make(honest: bytes, chance: random.Random) -> bytes:
        found = change(honest.decode(), chance)
        return found if isinstance(found, bytes) else found.encode("utf-8", "surrogatepass")

    return make


def _wrong_type(document: Document, chance: random.Random) -> None:
    holder, key = chance.choice(list(_leaves(document)))
    wrong: list[Any] = [[[]], {"a": 1}, True]
    wrong += ["x"] if isinstance(holder[key], int | float) else [17]
    holder[key] = chance.choice([w for w in wrong if type(w) is not type(holder[key])])


def _leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(item, dict | list) and item:
            yield from _leaves(item)
        elif item is not None and not isinstance(item, dict | list):
            yield value, key


def _forged(document: Document, chance: random.Random) -> None:
    key = chance.choice(["score", "stars", "points", "turns", "reached", "grade", "termination"])
    where = chance.choice([document, *document["attempts"]])
    where[key] = chance.choice([3, 100, 1e9, "goal", True, [3], {"bowl": 3}])


def _digests(attempt: Document, chance: random.Random) -> None:
    digests = attempt["digests"]
    name = chance.choice(list(digests))
    digests[name] = chance.choice(["", "0" * 16, digests[name][::-1] + "x", "x" * 10_000])


def _moves(attempt: Document, chance: random.Random) -> None:
    bad: list[Any] = [
        [0.0, -1.0], [0.0, 1e6], [1e308, 1e308], [None, 1.0], [0.0, 1.0, 0.5], [0.0], [],
        [0.0, 1.0, 0.5, 1.0], ["east", 1.0], {"heading": 0.0, "step": 1.0}, 40.0, None,
    ]  # fmt: skip
    attempt["moves"].insert(0, chance.choice(bad))


def _too_many(attempt: Document, chance: random.Random) -> None:
    attempt["moves"] = attempt["moves"] + [[0.0, 0.0]] * chance.choice([20, 480, 501, 5000, 60_000])


def _not_a_number(text: str, chance: random.Random) -> str:
    bad = chance.choice(
        ["NaN", "Infinity", "-Infinity", "1e999", "-1e400", "nan", "0x10", "1" * 5000]
    )
    return text.replace("2.0", bad)


def _duplicate(text: str, chance: random.Random) -> str:
    key = chance.choice(['"student": "ada",', '"format": 1,', '"attempts": [],', '"made": "",'])
    return text.replace("{", "{" + key, 1)


def _encoded(text: str, chance: random.Random) -> bytes:
    named = text.replace('"made": ""', '"made": "é\ud83d"')
    return chance.choice(
        [
            text.encode("utf-16"), text.encode("utf-32"), named.encode("utf-8", "surrogatepass"),
            b"\xff\xfe" + text.encode(), text.encode()[:-9] + b"\xc3\x28" + b"}", b"\x00" * 99,
            text.replace('"made": ""', '"made": "é"').encode("latin-1"),
        ]
    )  # fmt: skip


def _nested(text: str, chance: random.Random) -> str:
    depth = chance.choice([200, 2_000, 100_000])
    opening, closing = chance.choice([("[", "]"), ('{"a":', "}")])
    deep = opening * depth + "1" + closing * depth
    return chance.choice([deep, opening * depth, text.replace('"made": ""', f'"made": {deep}')])


def _named(document: Document, chance: random.Random) -> None:
    document["student"] = chance.choice(
        ["", " ", "x" * 5_000, "a\nb", "a\x00b", "\u202eadA", "\ud800", "a\x1b[31m", "\u2028"]
    )


def _numbered(attempt: Document, chance: random.Random) -> None:
    attempt["number"] = chance.choice([0, -1, 2**70, 501, 1.5, "1", None, 2, 77])


def _rubbish(honest: bytes, chance: random.Random) -> bytes:
    small = [b"", b"null", b"[]", b"{}", b"1", b'"x"', b"PK\x03\x04", b"\x80\x04]\x94.", b"<html>"]
    return chance.choice([*small, chance.randbytes(500), honest * 2])


def _other(document: Document, chance: random.Random) -> None:
    key, value = chance.choice(
        [("assignment", "hw2"), ("format", 2), ("format", 0), ("assignment", ""), ("format", "1")]
    )
    document[key] = value


KINDS: tuple[tuple[str, int, Callable[..., bytes]], ...] = (
    ("truncated", 50, _text(lambda text, chance: text[: chance.randrange(len(text) - 2)])),
    ("huge", 4, _text(lambda text, chance: text + " " * MAX_BYTES)),
    ("types", 80, _changed(_wrong_type)),
    ("forged", 40, _changed(_forged)),
    ("digests", 30, _attempts(_digests)),
    ("stolen", 30, _changed(lambda document, chance: document.update(student="thief"))),
    ("illegal", 40, _attempts(_moves)),
    ("many", 10, _attempts(_too_many)),
    ("nan", 30, _text(_not_a_number)),
    ("duplicate", 20, _text(_duplicate)),
    ("encoding", 30, _text(_encoded)),
    ("nested", 15, _text(_nested)),
    ("seed", 15, _attempts(lambda attempt, chance: attempt.update(seed=chance.randrange(99)))),
    ("parameters", 15, _attempts(lambda attempt, chance: attempt["parameters"].update(c=1.23))),
    ("mirror", 5, _attempts(lambda attempt, chance: attempt.update(mirror="swap"))),
    ("name", 15, _changed(_named)),
    ("number", 15, _attempts(_numbered)),
    ("rubbish", 20, _rubbish),
    ("other", 10, _changed(_other)),
)


def _zips(folder: Path, assignment: Assignment) -> list[str]:
    """Write zip files that lie about paths, sizes and themselves; return what is in them."""
    forged = copy.copy(KINDS[3][2])(submission_of(assignment, "zipped"), random.Random(0))
    tricks = ("../../up.json", "/abs.json", "C:\\win.json", "a/../../b.json", "nul\tl.json")
    with zipfile.ZipFile(folder / "tricks.zip", "w") as packed:
        for name in tricks:
            packed.writestr(name, forged)
        link = zipfile.ZipInfo("link.json")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(3):
            packed.writestr(f"bomb{number}.json", b" " * (40 * MAX_BYTES))
        packed.writestr("nested.zip", _nested_zip())
    (folder / "torn.zip").write_bytes((folder / "tricks.zip").read_bytes()[:200])
    (folder / "fake.zip").write_bytes(b"no zip file at all")
    inside = [*tricks, "link.json", "bomb0.json", "bomb1.json", "bomb2.json", "deep.zip"]
    return [*inside, "torn.zip", "fake.zip"]


def _nested_zip() -> bytes:
    """Return a zip file with a zip file in it."""
    content = b""
    for name in ("x.json", "deep.zip"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr(name, content or b"{}")
        content = out.getvalue()
    return content
