"""The private names of Textual that the game uses, and the version whose source they are true of.

A newer Textual fails here if it has changed one of them: read its source, and pin it anew.
"""

import hashlib
import inspect
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest
from textual.document._wrapped_document import WrappedDocument
from textual.driver import Driver
from textual.widgets import Input, TextArea

TEXTUAL = (8, 2, 8)

SOURCES: dict[Callable[..., Any], str] = {
    TextArea._build_highlight_map: "08a9cc360a6c",  # overridden in tui/widgets/toml_area.py
    TextArea._render_line: "11d1cc3274dc",
    WrappedDocument.wrap: "7e67ba98b0c4",  # fills _offset_to_line_info
    WrappedDocument.wrap_range: "87d7fcc7c34a",
    Input._on_paste: "4130f8efa484",  # runs after on_paste of the sandbox
    Driver.suspend_application_mode: "20cef4924da3",  # overridden in tui/terminal_driver.py
    Driver.resume_application_mode: "f223590ce241",  # reads _must_signal_resume
}


def digest(function: Callable[..., Any]) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:12]


def test_the_private_attributes_of_the_editor_are_still_there() -> None:
    area = TextArea("a = 1")
    assert [name for name in ("_line_cache", "_theme") if not hasattr(area, name)] == []
    assert hasattr(area.wrapped_document, "_offset_to_line_info")


@pytest.mark.parametrize("function", SOURCES, ids=lambda function: function.__qualname__)
def test_the_private_source_that_the_game_depends_on_has_not_changed(
    function: Callable[..., Any],
) -> None:
    installed = tuple(map(int, version("textual").split(".")[:3]))
    if installed < TEXTUAL:
        pytest.skip(f"pinned for {TEXTUAL}; older versions are tested by what they do")
    assert digest(function) == SOURCES[function], (
        f"Textual {installed} has changed {function.__qualname__}: compare, and pin it anew"
    )
