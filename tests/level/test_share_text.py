import base64
import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.level.share_text import PREFIX, SharingError, from_line, to_line


@given(st.text(max_size=2_000))
def test_a_text_comes_back_from_its_line(text: str) -> None:
    if "\ud800" <= max(text, default="") <= "\udfff":
        return
    line = to_line(text)
    assert line.startswith(PREFIX)
    assert set(line.removeprefix(PREFIX)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )
    assert from_line(line) == text
    assert from_line(f" {line[:20]}\n{line[20:]} ") == text  # as mail programs break lines


def line_of(packed: bytes) -> str:
    content = hashlib.sha256(packed).digest()[:6] + packed
    return PREFIX + base64.urlsafe_b64encode(content).decode().rstrip("=")


WHOLE = to_line("id = 1\n" * 50)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (PREFIX, "not whole"),
        (WHOLE[:-3], "not whole"),
        (WHOLE[:30] + ("A" if WHOLE[30] != "A" else "B") + WHOLE[31:], "not whole"),
        (PREFIX + "a!", "no level"),
        (line_of(b"plain"), "no level"),
        (line_of(zlib.compress(b"\xff\xfe")), "no level"),
        (line_of(zlib.compress(b"x" * 300_000)), "larger than 256 KB"),
        (line_of(zlib.compress(b"x" * 50_000_000)), "larger than 256 KB"),
        (line_of(zlib.compress(b"x" * 90)[:-6]), "not whole"),
        (PREFIX + "A" * 300_000, "too long"),
    ],
)
def test_other_lines_are_refused(line: str, says: str) -> None:
    with pytest.raises(SharingError, match=says):
        from_line(line)
