"""Output in an encoding that lacks signs: they become 7-bit characters, and one line says so."""

import codecs
import sys
from contextlib import suppress
from io import TextIOWrapper

SIGNS = "\u25cf\u2605\u203a\u2713\u2192\u28ff\u2588"
"""Some of the signs that screens and maps consist of."""

HANDLER = "descent-seven-bit"

_replaced: set[str] = set()
"""The encodings for which anything was replaced in this process."""


def take_seven_bit() -> None:
    """Have standard output and error replace what their encodings lack by 7-bit characters."""
    codecs.register_error(HANDLER, _replace)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            with suppress(ValueError):  # closed
                stream.reconfigure(errors=HANDLER)


def lacking_encoding() -> str | None:
    """Return the encoding of standard output, or else error, that lacks our signs, or None."""
    for stream in (sys.stdout, sys.stderr):
        try:
            SIGNS.encode(getattr(stream, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return str(stream.encoding)
        except LookupError:
            continue
    return None


def replaced_words() -> str:
    """Return one line about what was replaced in this process, or nothing."""
    return lacking_words(min(_replaced)) if _replaced else ""


def lacking_words(encoding: str) -> str:
    """Return one line that says what is done about an encoding, and how to change it."""
    return (
        f"The output's encoding is {encoding}, which lacks some signs: 7-bit characters stand for"
        " them. A UTF-8 locale, or PYTHONIOENCODING=utf-8, changes that."
    )


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Return what to write for characters that cannot be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from descent_game.view.line import seven_bit  # noqa: PLC0415 - hardly ever needed

    _replaced.add(error.encoding)
    return seven_bit(error.object[error.start : error.end]), error.end
