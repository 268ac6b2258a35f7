"""A page that stands alone: one file, no network, nothing in it that a student's text could run."""

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def text(words: object) -> str:
    """Return words as HTML shows them, whatever they hold; control characters are marked."""
    shown = "".join(
        sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in str(words)
    )
    return escape(shown)


def data(value: Any) -> str:
    """Return JSON that can stand inside a script element: no text of it can end that element."""
    written = json.dumps(value, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json">{written}</script>'


def page(title: str, body: Iterable[str], *, steps: bool = False) -> str:
    """Return a whole page. Its policy allows its own style and script by their hashes, no more."""
    style, script = _asset("report.css"), _asset("step.js") if steps else ""
    allowed = f"script-src {_hash(script)};" if steps else ""
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; {allowed} base-uri 'none'"
    )
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>",
            *body,
            f"<script>{script}</script>" if steps else "",
            "</body>\n</html>\n",
        ]
    )


def picture(png: bytes) -> str:
    """Return a picture as an address that holds it."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def table(headers: Iterable[str], rows: Iterable[Iterable[str]], caption: str = "") -> str:
    """Return a table; headers and caption are words, cells are HTML."""
    head = "".join(f'<th scope="col">{text(header)}</th>' for header in headers)
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    told = f"<caption>{text(caption)}</caption>" if caption else ""
    return (
        f'<div class="scroll"><table>{told}<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


@cache
def _asset(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
