"""JUnit XML for CI systems: suites of cases, with characters that XML allows."""

import re
from collections.abc import Iterable, Mapping

_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]")


def element(name: str, attributes: Mapping[str, object], content: str | None = None) -> str:
    """Return an element; ``content`` is XML, without it the element is empty."""
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - loads what reads from the network

    given = "".join(f" {key}={quoteattr(_clean(str(v)))}" for key, v in attributes.items())
    return f"<{name}{given}/>" if content is None else f"<{name}{given}>{content}</{name}>"


def content(text: str) -> str:
    """Return a text as the content of an element; characters that XML forbids become ``?``."""
    from xml.sax.saxutils import escape  # noqa: PLC0415 - likewise

    return escape(_clean(text))


def rows(elements: Iterable[str]) -> str:
    """Return elements as content, one on each line."""
    return "\n".join(["", *elements, ""])


def document(attributes: Mapping[str, object], suites: Iterable[str]) -> str:
    """Return the document of test suites."""
    root = element("testsuites", attributes, rows(suites))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}'


def _clean(text: str) -> str:
    return _NOT_XML.sub("?", text)
