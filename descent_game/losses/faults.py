"""Where a text stops being a formula, and what to say there."""

import ast
import keyword
import re
from collections.abc import Collection
from difflib import get_close_matches

from descent_game.errors import LONGEST_QUOTE, quoted

MAX_DEPTH = 50

TOKEN = re.compile(r"[A-Za-z_]\w*|//|[^\w\s.+\-*/(),]")
MISSING_OPERATOR = re.compile(
    r"(?:[\w.)]\s+|\)|(?<![\w.])[\d.]+(?=[A-Za-z_]))(?=[\w.])|\)\s*(?=\()"
)


ALSO_CALLED = {"ln": "log", "w": "w1", "w_1": "w1", "w_2": "w2", "w1": "w1", "w2": "w2"}
"""What other people call them, in small letters."""

INSTEAD = {
    "^": "write ** for a power",
    "|": "write abs(...) for a size without its sign",
    "=": "a formula is what stands behind the '='",
    "\u2212": "write - for minus",
    "\u00d7": "write * for a product",
    "\u00b7": "write * for a product",
    "\u00f7": "write / for a quotient",
    "\u00b2": "write **2 for a square",
    "\u00b3": "write **3 for a cube",
    "\u221a": "write sqrt(...) for a root",
    "\u03c0": "write pi",
}
"""What to write for a sign that no formula has."""


def not_known(kind: str, name: str, known: Collection[str]) -> str:
    """Return the message about a name that stands for nothing."""
    message = f"unknown {kind} {quoted(name)}"
    message += f"; known: {', '.join(known)}" if known else "; no names are known here"
    near = get_close_matches(name, known, n=1, cutoff=0.75) if len(name) <= LONGEST_QUOTE else []
    near = near or [candidate for candidate in known if candidate.startswith(name)]
    if ALSO_CALLED.get(name.lower(), "") in known:
        return f"{message}; did you mean {ALSO_CALLED[name.lower()]!r}?"
    return f"{message}; did you mean {near[0]!r}?" if near and len(name) > 2 else message


def foreign_part(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the first token between two offsets that no formula has, and its offset."""
    for match in TOKEN.finditer(text, start, end):
        token = match.group()
        if not token.isidentifier() or keyword.iskeyword(token):
            return f"{token!r} is not allowed; {_advice(token)}", match.start()
    return None


def refused_part(text: str, node: ast.expr) -> tuple[str, int]:
    """Return what is wrong with a part that Python can read and a formula cannot have."""
    start, end = node.col_offset, node.end_col_offset or len(text)
    match node:
        case ast.Call(func=ast.Attribute() as function):
            return refused_part(text, function)
        case ast.Call(func=function):
            after = text.index("(", function.end_col_offset or 0)
            call = "brackets here would call a function; write * for a product", after
            return foreign_part(text, start, after) or call
        case ast.Attribute(value=value):
            dot = text.index(".", value.end_col_offset or 0)
            return foreign_part(text, start, dot) or ("'.' is not allowed here", dot)
        case ast.Tuple(elts=[first, *_]):
            comma = text.index(",", first.end_col_offset or 0)
            return "',' is allowed between the arguments of a function only", comma
    part = f"{quoted(text[start:end])} is not allowed; {_advice()}", start
    return foreign_part(text, start, end) or part


def syntax_fault(line: str, error: SyntaxError) -> tuple[str, int]:
    """Return what is wrong with a text that Python cannot read, and the offset."""
    if "nested" in error.msg or "complex" in error.msg:
        return f"the formula is nested more than {MAX_DEPTH} deep", _depth_offset(line)
    if fault := foreign_part(line, 0, len(line)):
        return fault
    if "unmatched" not in error.msg and (gap := MISSING_OPERATOR.search(line)):
        return f"an operator is missing before {line[gap.end()]!r}", gap.end()
    if not error.offset or error.offset > len(line):
        return "the formula ends too early", len(line)
    offset = error.offset - 1
    return _unreadable(line[:offset].rstrip(), line[offset], error.msg), offset


def _unreadable(before: str, sign: str, reason: str) -> str:
    """Return what is wrong with a sign that cannot stand behind what is before it."""
    if "never closed" in reason:
        return f"this {sign!r} is never closed"
    if "unmatched" in reason:
        return f"this {sign!r} closes nothing"
    if sign == "." and before[-1:].isalnum():
        return "a number has one point, and a name none"
    if before.endswith(tuple("+-*/(,")):
        return f"a number or a name is missing before {sign!r}"
    return f"cannot be read at {sign!r}: {reason}"


def _advice(refused: str = "") -> str:
    return INSTEAD.get(refused) or "a formula has numbers, names, + - * / **, ( ) and functions"


def _depth_offset(line: str) -> int:
    """Return where brackets are open for the first time deeper than allowed."""
    depth = 0
    for offset, character in enumerate(line):
        depth += (character == "(") - (character == ")")
        if depth > MAX_DEPTH:
            return offset
    return 0
