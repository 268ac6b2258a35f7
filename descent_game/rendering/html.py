"""HTML: escaped text, tables, and pages that need no network and run no script but their own."""

import base64
import hashlib
import json
from collections.abc import Iterable
from html import escape
from typing import Any


def escaped(text: object) -> str:
    """Return a text as HTML or XML shows it; control characters become U+FFFD."""
    shown = "".join(
        sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in str(text)
    )
    return escape(shown)


def json_script(value: Any) -> str:
    """Return a script element with JSON, escaped so that no text in it ends the element.

    Raises:
        ValueError: A number is NaN or infinite.
    """
    written = json.dumps(value, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json">{written}</script>'


def png_address(png: bytes) -> str:
    """Return the ``data:`` address of a picture."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def table(headers: Iterable[str], rows: Iterable[Iterable[str]], caption: str = "") -> str:
    """Return a table. Headers and caption are text to be escaped; cells are HTML."""
    head = "".join(f'<th scope="col">{escaped(header)}</th>' for header in headers)
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    title = f"<caption>{escaped(caption)}</caption>" if caption else ""
    return (
        f'<div class="scroll"><table>{title}<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def page(
    title: str, body: Iterable[str], *, style: str, script: str = "", body_class: str = ""
) -> str:
    """Return a whole page.

    Its content security policy forbids requests, and styles and scripts other than these two.

    Args:
        title: The title, which is escaped.
        body: HTML.
        style: The text of the style sheet.
        script: The text of the script.
        body_class: The class of the body.
    """
    scripts = f"script-src {_source(script)}; " if script else ""
    policy = (
        f"default-src 'none'; img-src data:; style-src {_source(style)}; {scripts}base-uri 'none'"
    )
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escaped(title)}</title>\n<style>{style}</style>\n</head>",
            f'<body class="{body_class}">' if body_class else "<body>",
            *body,
            *([f"<script>{script}</script>"] if script else []),
            "</body>\n</html>\n",
        ]
    )


def _source(content: str) -> str:
    """Return an inline style or script as a content policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
