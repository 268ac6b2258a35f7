"""The direction of imports: lower never imports higher, and screens stay out of the core."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import descent_game

PACKAGE = Path(descent_game.__file__).parent
LAYERS = [
    "errors", "stopping", "processes", "losses", "optimizers", "level", "catalogue", "game",
    "measuring",
    "checking", "authoring", "api", "player", "homework", "view", "tui", "web", "cli",
]  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield every module that a file imports anywhere; of a package also what is taken from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield str(node.module)
            if node.module == "descent_game":
                taken = {f"descent_game.{alias.name}" for alias in node.names}
                yield from taken - {"descent_game.__version__"}


def package_of(module: str) -> str:
    return [*module.split("."), ""][1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_a_higher_one(path: Path) -> None:
    home = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imported(path):
        if not module.startswith("descent_game."):
            continue
        package = package_of(module)
        if home == "rendering":
            assert package in ("rendering", "losses", "errors")
        elif home in LAYERS and package in LAYERS:
            assert LAYERS.index(package) <= LAYERS.index(home), f"{path} imports {module}"
        elif home in LAYERS:
            assert package == "rendering", f"{path} imports {module}"
            assert home in ("player", "homework", "view", "tui", "cli"), f"{path} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_in_their_places(path: Path) -> None:
    home = path.relative_to(PACKAGE).parts[0]
    for module in imported(path):
        library = module.partition(".")[0]
        if library in ("textual", "rich"):
            allowed = home == "tui" or path.name == "guest.py" or module == "rich.cells"
            assert allowed, f"{path} imports {module}"
        if library in ("textual_serve", "aiohttp", "aiohttp_jinja2"):
            assert home == "web", f"{path} imports {module}"
        if library == "click":
            assert home == "cli", f"{path} imports {module}"
        if library == "plotext":
            assert path == PACKAGE / "rendering" / "chart.py", f"{path} imports {module}"


def test_nobody_hides_imports_from_the_program() -> None:
    assert not [path for path in MODULES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]


def test_there_are_no_import_cycles() -> None:
    graph = {
        module_name(path): {
            module for module in imported(path) if module.startswith("descent_game.")
        }
        for path in MODULES
    }
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, f"import cycle: {' -> '.join([*way, module])}"
        if module not in done:
            for needed in graph.get(module, ()):
                visit(needed, (*way, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def loaded_after(statement: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys; print(*{{m.partition('.')[0] for m in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import descent_game", {"numpy", "textual", "click", "msgspec", "plotext", "rich"}),
        ("import descent_game.cli.main", {"numpy", "textual", "msgspec", "plotext", "rich"}),
        (
            "from descent_game import Game, load_level, run_bot",
            {"numpy", "textual", "click", "plotext"},
        ),
        (
            "from descent_game import Game, Move, load_level\n"
            "Game(load_level('first-light')).play(Move(40, 2))",
            {"numpy", "textual", "click"},
        ),
        ("import descent_game.rendering.map_layer", {"textual", "click", "msgspec"}),
        ("import descent_game.rendering.chart", {"plotext", "textual", "click", "msgspec"}),
        ("import descent_game.cli.race", {"plotext", "textual"}),
        (
            "import descent_game.tui.app",
            {"numpy", "click", "plotext"},
        ),  # the first screen comes sooner
    ],
)
def test_what_is_not_needed_is_not_loaded(statement: str, absent: set[str]) -> None:
    assert not loaded_after(statement) & absent
