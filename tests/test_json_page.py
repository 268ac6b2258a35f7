"""docs/json.md shows what the commands print: the same keys, and values of the same kind."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.guide import DOCS
from tests.test_door import run

PAGE = (DOCS / "json.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```sh\n([^\n]+)\n```\n\n```json\n(.*?)```", PAGE, re.DOTALL)


def differences(shown: Any, printed: Any, place: str = "") -> Iterator[str]:
    """Yield where two documents differ in form. Of a list the first entry that is shown counts."""
    if isinstance(shown, dict) and isinstance(printed, dict):
        if shown.keys() != printed.keys() and not place.endswith(".parameters"):
            yield f"{place}: {sorted(shown)} is shown, {sorted(printed)} printed"
        for key in shown.keys() & printed.keys():
            yield from differences(shown[key], printed[key], f"{place}.{key}")
    elif isinstance(shown, list) and isinstance(printed, list):
        yield from differences(shown[:1], printed[:1], place) if len(shown) > 1 else ()
        if len(shown) == 1 and printed:
            yield from differences(shown[0], printed[0], f"{place}[0]")
        elif bool(shown) != bool(printed):
            yield f"{place}: {shown} is shown, {printed} printed"
    elif type(shown) is not type(printed):
        yield f"{place}: {shown!r} is shown, {printed!r} printed"


def test_the_page_shows_every_form() -> None:
    assert len(SHOWN) == len(re.findall("^## ", PAGE, re.MULTILINE)) == 7


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=re.findall("^## (.+)", PAGE, re.M))
def test_a_form_has_the_keys_that_are_printed(command: str, shown: str, tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert done.stderr == ""
    assert list(differences(json.loads(shown), json.loads(done.stdout))) == []


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": [{"b": 1}]}, {"a": [{"c": 1}, {"b": 1}]}),
        ({"a": 1.0}, {"a": None}),
        ([[1, 2]], [1, 2]),
        ([1], []),
    ],
)
def test_another_form_is_found(shown: Any, printed: Any) -> None:
    assert list(differences(shown, printed))


def test_rows_held_out_are_as_the_page_says(tmp_path: Path) -> None:
    command = "echo '0 0.1' | descent simulate slice-of-a-net --moves - --json"
    document = json.loads(run(command, tmp_path).stdout)
    assert {"held_out_losses"} == document["player"].keys() - {
        "turns", "reached", "termination", "path", "losses"
    }  # fmt: skip
    assert "`held_out_losses`" in PAGE
