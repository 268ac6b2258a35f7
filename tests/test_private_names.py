"""The private names of Textual and textual-serve that the game uses, and what they are true of.

All of them are here. A class that uses one more fails, and a newer version of a library fails if it
has changed one of them: read its source, and pin it anew.
"""

import ast
import hashlib
import inspect
import pkgutil
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from typing import Any

import pytest
from textual.document._wrapped_document import WrappedDocument
from textual.driver import Driver
from textual.drivers.web_driver import WebDriver
from textual.widgets import Input, TextArea
from textual_serve.app_service import AppService
from textual_serve.server import Server

from descent_game import tui, web

PINNED = {"textual": (8, 2, 8), "textual_serve": (1, 1, 3)}
"""The versions that the digests are of."""

USED = {
    "TomlArea": {"_build_highlight_map", "_line_cache", "_render_line", "_theme"},
    "TerminalDriver": {"_must_signal_resume", "_writer_thread"},
    "GameProcess": {"_build_environment", "_open_app_process", "_process", "_stdin"},
    "DescentServer": {"_make_app", "_process_messages"},
    "GuestDriver": {"_app"},
}
"""The private names of its bases that a class of the game reads, sets or overrides."""

USED_OF_OTHERS = {"_offset_to_line_info"}
"""Those of objects that it was given."""

SOURCES: dict[Callable[..., Any], str] = {
    TextArea._build_highlight_map: "08a9cc360a6c",
    TextArea._render_line: "11d1cc3274dc",
    WrappedDocument.wrap: "7e67ba98b0c4",  # fills _offset_to_line_info
    WrappedDocument.wrap_range: "87d7fcc7c34a",
    Input._on_paste: "4130f8efa484",  # runs after on_paste of the sandbox
    Driver.suspend_application_mode: "20cef4924da3",
    Driver.resume_application_mode: "f223590ce241",  # reads _must_signal_resume
    WebDriver.run_input_thread: "3864aaf4ca91",
    AppService._build_environment: "7411a31d53d5",
    AppService._open_app_process: "1202e78eb3e9",
    AppService.start: "677839f69c78",  # calls it, and reads _stdin and _process
    AppService.run: "065799c360c5",
    AppService.stop: "e17b0255d820",
    Server._make_app: "f49af73ecb6e",
    Server._process_messages: "c30aaa2d9521",
}
"""The digest of each function that the game overrides or depends on."""

TUPLES_AND_SYSTEM = {"_replace", "_exit", "_asdict"}
"""Public names that begin with an underscore."""


def classes_of_the_game() -> Iterator[type]:
    """Yield the classes of ``tui`` and ``web``, of which some are Textual's on this system only."""
    for package in (tui, web):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("terminal_driver") and sys.platform == "win32":
                continue
            for each in vars(import_module(module.name)).values():
                if inspect.isclass(each) and each.__module__ == module.name:
                    yield each


def private_names(each: type) -> tuple[set[str], set[str]]:
    """Return the private names that a class defines or has of itself, and those of others."""
    own: set[str] = set()
    others: set[str] = set()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(each)))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            own.add(node.name)
        elif isinstance(node, ast.Attribute):
            base = ast.unparse(node.value)
            (own if base in ("self", "super()", "cls", each.__name__) else others).add(node.attr)
    return tuple({n for n in names if re.match("_[a-z]", n)} for names in (own, others))  # type: ignore[return-value]


def test_every_private_name_that_a_class_uses_is_listed() -> None:
    used, of_others = {}, set()
    for each in classes_of_the_game():
        bases = [base for base in each.__mro__ if base.__module__.split(".")[0] in PINNED]
        sources = "\n".join(map(inspect.getsource, bases))
        own, others = private_names(each)
        of_others |= others - TUPLES_AND_SYSTEM
        shared = {name for name in own if re.search(rf"(self\.|def ){name}\b", sources)}
        if shared:
            used[each.__name__] = shared
    assert {name: names for name, names in USED.items() if name in used} == used
    assert of_others == USED_OF_OTHERS


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
    library = function.__module__.split(".")[0]
    installed = tuple(map(int, version(library.replace("_", "-")).split(".")[:3]))
    if installed < PINNED[library]:
        pytest.skip(f"pinned for {PINNED[library]}; older versions are tested by what they do")
    assert digest(function) == SOURCES[function], (
        f"{library} {installed} has changed {function.__qualname__}: compare, and pin it anew"
    )
