"""A level file as one line of text, to be sent in a message."""

import base64
import binascii
import hashlib
import zlib

from descent_game.errors import DescentError
from descent_game.level.loading import MAX_BYTES

PREFIX = "descent1:"
"""The 1 is the format of the line: base64 (for URLs) of a checksum and of the packed text."""
LONGEST = 200_000
"""The most characters of a line; compressed levels are shorter."""
CHECKSUM = 6
"""Bytes of SHA-256 in front of the compressed text, by which incomplete lines are found."""


class SharingError(DescentError):
    """A line that is no level, or is damaged or incomplete."""


def to_line(text: str) -> str:
    """Return the text of a level file as one line."""
    packed = zlib.compress(text.encode(), level=9)
    content = hashlib.sha256(packed).digest()[:CHECKSUM] + packed
    return PREFIX + base64.urlsafe_b64encode(content).decode().rstrip("=")


def from_line(line: str) -> str:
    """Return the text of a level file from its line.

    Raises:
        SharingError: The line is no level, is damaged, or is too large.
    """
    packed_text = "".join(line.split()).removeprefix(PREFIX)
    if len(packed_text) > LONGEST:
        raise SharingError(f"a line of {len(packed_text):,} characters is too long for a level")
    try:
        content = base64.b64decode(
            packed_text + "=" * (-len(packed_text) % 4), b"-_", validate=True
        )
        checksum, packed = content[:CHECKSUM], content[CHECKSUM:]
        if hashlib.sha256(packed).digest()[:CHECKSUM] != checksum:
            raise SharingError("the line is not whole: copy all of it, from 'descent1:' to its end")
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(packed, MAX_BYTES + 1)
        if len(text) > MAX_BYTES or not unpacker.eof:
            raise SharingError(f"the level is larger than {MAX_BYTES // 1024} KB, or not whole")
        return text.decode()
    except (binascii.Error, zlib.error, ValueError):
        raise SharingError("the line holds no level") from None


def without_schema(text: str) -> str:
    """Return a level's text without its ``#:schema`` line, which has a path of one machine."""
    first, _, rest = text.partition("\n")
    return rest if first.startswith("#:schema") else text
