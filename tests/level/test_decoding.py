"""No key of a file is left out in silence, wherever it stands."""

import copy
import tomllib
from collections.abc import Iterator
from typing import Any

from descent_game.catalogue.catalogue import course_files
from descent_game.errors import KeyPath
from descent_game.homework.assignment import AssignmentFile
from descent_game.level.decoding import Problems, decode_fields
from descent_game.level.schema import LevelFile, Section

FREE = {"parameters", "columns", "pixels", "given", "bot", "ghosts"}
"""Tables whose keys are the author's, or settings that the optimizer checks."""

ASSIGNMENT = """
[[levels]]
level = "ravine"
points = 5
[levels.scoring]
turns = 0.1
[[students]]
id = "ada"
[race]
[points]
[late]
[variants]
"""


def tables(node: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the paths of all tables in a document whose keys are fixed."""
    if isinstance(node, dict):
        if not {*path[-1:], *path[-2:-1]} & FREE or path[-2:-1] == ("parameters",):
            yield path
        for key, value in node.items():
            yield from tables(value, (*path, key))
    elif isinstance(node, list):
        for position, value in enumerate(node):
            yield from tables(value, (*path, position))


def refused(struct: type[Section], document: dict[str, Any], path: KeyPath) -> bool:
    """Tell whether an unknown key in one table of a document is reported there."""
    changed = copy.deepcopy(document)
    table: Any = changed
    for key in path:
        table = table[key]
    table["zzz"] = 1
    problems: Problems = []
    decode_fields(struct, changed, (), problems)
    return [problem.path for problem in problems] == [(*path, "zzz")]


def test_an_unknown_key_is_refused_in_every_kind_of_table_of_the_course() -> None:
    kinds: dict[KeyPath, tuple[dict[str, Any], KeyPath]] = {}
    for file in course_files():
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        for path in tables(document):
            drawn = path[-2:-1] == ("parameters",)
            names = tuple(part for part in path if isinstance(part, str))
            kinds.setdefault(names[:-1] if drawn else names, (document, path))
    silent = [path for document, path in kinds.values() if not refused(LevelFile, document, path)]
    assert silent == []
    assert len(kinds) >= 18


def test_an_unknown_key_is_refused_in_every_table_of_an_assignment() -> None:
    document = tomllib.loads('format = 1\nid = "a"\ntitle = "A"\n' + ASSIGNMENT)
    silent = [path for path in tables(document) if not refused(AssignmentFile, document, path)]
    assert silent == []
    assert len(list(tables(document))) == 8
