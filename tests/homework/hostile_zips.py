"""Zip files in which something is wrong with one member, or with all of the file."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
GOOD = "a-good.json"
"""The honest member of every file."""
BAD = "b-bad.json"
CENTRAL = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"
NAMES = (
    *("../../up.json", "/abs.json", "C:\\up.json", "a/../../b.json", "nul\0l.json", ".json"),
    *("esc\x1b[2J\x1b]0;x\x07.json", "c1\x9b31m.json", "bidi\u202e\u2066.json", "a\nb\r\tc.json"),
    *("x" * 3000 + ".json", "\udcff.json", "con.json", "/", ".zip", "d/.zip"),
)
Make: TypeAlias = Callable[[bytes, random.Random], bytes]


class Hostile(NamedTuple):
    """A zip file; ``whole`` tells that its honest member can still be read."""

    kind: str
    content: bytes
    whole: bool


def hostile_zip(number: int, honest: bytes) -> Hostile:
    """Return a zip file with an honest member and something hostile, the same for a number."""
    chance = random.Random(f"zip/{number}")
    kind, make, whole = KINDS[number % len(KINDS)]
    return Hostile(kind, make(honest, chance), whole)


def _packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


def _pair(honest: bytes, chance: random.Random) -> bytearray:
    """Return a file of the honest member and another one, packed by any method."""
    return bytearray(_packed((GOOD, honest), (BAD, honest), method=chance.choice(METHODS)))


def _last(content: bytes | bytearray, mark: bytes) -> int:
    """Return where the header of the second member begins."""
    return content.rindex(mark)


def _damaged(honest: bytes, chance: random.Random) -> bytes:
    """Change bytes within the packed data of the second member."""
    content = _pair(honest, chance)
    first = _last(content, LOCAL) + 30 + len(BAD)
    last = content.index(CENTRAL, first)
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(first, last)] ^= chance.randrange(1, 256)
    return bytes(content)


def _field(offset: int, form: str, *values: int) -> Make:
    """Return a maker that writes a number into the second member's entry of the directory."""

    def make(honest: bytes, chance: random.Random) -> bytes:
        content = _pair(honest, chance)
        value = chance.choice(values)
        struct.pack_into(form, content, _last(content, CENTRAL) + offset, value)
        return bytes(content)

    return make


def _method(honest: bytes, chance: random.Random) -> bytes:
    """Name a method that nobody can unpack, in both headers."""
    content = _pair(honest, chance)
    method = chance.choice((1, 6, 9, 12, 14, 19, 93, 95, 98, 99, 65535))
    struct.pack_into("<H", content, _last(content, CENTRAL) + 10, method)
    struct.pack_into("<H", content, _last(content, LOCAL) + 8, method)
    return bytes(content)


def _named(honest: bytes, chance: random.Random) -> bytes:
    names = chance.sample(NAMES, 5)
    members = [(name.encode("utf-8", "replace").decode(), honest) for name in names]
    return _packed((GOOD, honest), *members, method=chance.choice(METHODS))


def _unnamed(honest: bytes, chance: random.Random) -> bytes:
    """Put bytes of no encoding, or none at all, where the second member's name is."""
    content = _pair(honest, chance)
    central, local = _last(content, CENTRAL), _last(content, LOCAL)
    name = bytes(chance.randrange(256) for _ in BAD[:-5]) + b".json"
    for start in (central + 46, local + 30):
        content[start : start + len(BAD)] = name
    flag = chance.choice((0, 0x800))  # names in UTF-8, which these are not
    struct.pack_into("<H", content, central + 8, flag)
    struct.pack_into("<H", content, local + 6, flag)
    return bytes(content)


def _bomb(honest: bytes, chance: random.Random) -> bytes:
    method = chance.choice(METHODS[1:])
    size = chance.choice((3, 30)) * 1024**2
    content = bytearray(_packed((GOOD, honest), (BAD, bytes(size)), method=method))
    if chance.random() < 0.5:  # it calls itself small
        struct.pack_into("<I", content, _last(content, CENTRAL) + 24, 100)
    return bytes(content)


def _nested(honest: bytes, chance: random.Random) -> bytes:
    content = _packed((GOOD, honest))
    for _ in range(chance.randint(1, 6)):
        content = _packed((GOOD, honest), ("n.zip", content), method=chance.choice(METHODS))
    return content


def _overlapping(honest: bytes, chance: random.Random) -> bytes:
    """Name the same data many times over."""
    content = _packed((GOOD, honest), (BAD, honest))
    start, end = content.rindex(CENTRAL), content.rindex(b"PK\x05\x06")
    count = chance.randint(100, 400)
    directory = content[content.index(CENTRAL) : start] + content[start:end] * count
    tail = bytearray(content[end:])
    struct.pack_into("<HHI", tail, 8, count + 1, count + 1, len(directory))
    return content[: content.index(CENTRAL)] + directory + bytes(tail)


def _flipped(honest: bytes, chance: random.Random) -> bytes:
    content = _pair(honest, chance)
    for _ in range(chance.randint(1, 60)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def _cut(honest: bytes, chance: random.Random) -> bytes:
    content = _pair(honest, chance)
    first = chance.randrange(len(content))
    return bytes(content[:first] + content[first + chance.randrange(200) :])


def _rubbish(honest: bytes, chance: random.Random) -> bytes:
    del honest
    return b"PK\x05\x06" + chance.randbytes(chance.randrange(600))


KINDS: tuple[tuple[str, Make, bool], ...] = (
    ("damaged", _damaged, True),
    ("checksum", _field(16, "<I", 0, 1, 2**32 - 1), True),
    ("encrypted", _field(8, "<H", 1, 0x41), True),
    ("size", _field(24, "<I", 0, 1, 10**6, 2**31, 2**32 - 2), True),
    ("packed-size", _field(20, "<I", 0, 1, 10**6, 2**31, 2**32 - 2), True),
    ("offset", _field(42, "<I", 1, 7, 2**31, 2**32 - 2), True),
    ("version", _field(6, "<H", 63, 255, 65535), False),
    ("extra", _field(30, "<H", 1, 4, 65535), False),
    ("method", _method, True),
    ("names", _named, True),
    ("unnamed", _unnamed, False),
    ("bomb", _bomb, True),
    ("nested", _nested, True),
    ("overlapping", _overlapping, True),
    ("flipped", _flipped, False),
    ("cut", _cut, False),
    ("rubbish", _rubbish, False),
)


def hostile_zips(count: int, honest: bytes) -> Iterator[Hostile]:
    """Yield so many hostile zip files, every kind in its turn."""
    for number in range(count):
        yield hostile_zip(number, honest)
