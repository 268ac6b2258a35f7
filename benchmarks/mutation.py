"""Mutation testing: do the tests notice it when one operator or number of the program is wrong?

``python -m benchmarks.mutation --count 150 --jobs 1`` changes a copy of the sources in one place,
runs the tests that cover it, and lists what no test noticed: it "survived". The places are drawn
from a fixed seed; a change of the program leaves the others as they are. What is known of a mutant
is kept in ``--results``, so that a run can be continued and survivors be tried again (``--again``).
``mutation_survivors.txt`` tells which may survive, and why.
"""

import argparse
import ast
import copy
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PACKAGE = "descent_game"
COPIED = (PACKAGE, "tests", "benchmarks", "levels", "docs", "pyproject.toml", "Makefile")
SEED = 13
MOST_SECONDS = 600
"""For one stage of tests; one that takes longer has noticed the mutant: it made an endless loop."""
MOST_FILES = 6
"""Of tests that are tried first."""
STAGES: dict[str, tuple[str, str]] = {
    "losses": ("losses", "golden optimizers game rendering level"),
    "optimizers": ("optimizers", "golden game level cli/test_race.py tui/test_race.py"),
    "game": ("game", "golden cli levels/test_debriefs.py tui/test_basins.py tui/test_texts.py"),
    "level": ("level", "golden cli catalogue checking homework/test_assignment.py"),
    "homework": ("homework", "golden cli tui/test_homework.py"),
}
"""By package the tests that are run: the quick ones first, then others that use the package."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip


class Mutant(NamedTuple):
    """A module with one place changed: ``file:line``, the line before and after, the new text."""

    place: str
    before: str
    after: str
    text: str

    @property
    def name(self) -> str:
        """What it is called where results are kept; line numbers may move."""
        return f"{self.place.partition(':')[0]}: {self.before} -> {self.after}"

    def __str__(self) -> str:
        return f"{self.place}: {self.before} -> {self.after}"


def sites(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Yield the places of a module that can be changed.

    Annotations are left alone, and with them the limits of files' formats, which stand in
    ``Annotated``; so are options of classes (``kw_only=True``).
    """
    left_out = [getattr(tree, "annotation", None)]
    left_out += getattr(tree, "keywords", []) if isinstance(tree, ast.ClassDef) else []
    for node in ast.iter_child_nodes(tree):
        is_limit = isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Annotated"
        if node in left_out or is_limit:
            continue
        if isinstance(node, ast.expr | ast.stmt) and changed(node) is not None:
            yield node
        yield from sites(node)


def changed(node: ast.AST) -> ast.AST | None:
    """Return a copy of a node with a mistake in it, None where there is none to make."""
    new = copy.deepcopy(node)
    if isinstance(new, ast.Compare) and len(new.ops) == 1:
        new.ops[0] = COMPARISONS[type(new.ops[0])]()
    elif isinstance(new, ast.BinOp) and type(new.op) in OPERATORS:
        new.op = OPERATORS[type(new.op)]()
    elif isinstance(new, ast.BoolOp):
        new.op = ast.Or() if isinstance(new.op, ast.And) else ast.And()
    elif isinstance(new, ast.UnaryOp) and isinstance(new.op, ast.USub | ast.Not):
        return new.operand
    elif isinstance(new, ast.If | ast.While | ast.IfExp):
        new.test = ast.UnaryOp(ast.Not(), new.test)
    elif isinstance(new, ast.Return) and not _is_nothing(new.value):
        new.value = ast.Constant(None)
    elif isinstance(new, ast.Constant) and isinstance(new.value, bool | int | float):
        new.value = not new.value if isinstance(new.value, bool) else new.value + 1
    else:
        return None
    return new


def _is_nothing(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


class _Replacement(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def mutants(seed: int, count: int) -> list[Mutant]:
    """Return the first mutants in an order that the seed gives, whatever stands around them."""
    found: dict[bytes, tuple[Path, int]] = {}
    for package in STAGES:
        for path in sorted((ROOT / PACKAGE / package).rglob("*.py")):
            seen: Counter[str] = Counter()
            for number, node in enumerate(sites(ast.parse(path.read_text(encoding="utf-8")))):
                text = f"{path.relative_to(ROOT).as_posix()}: {ast.unparse(node)}"
                seen[text] += 1
                key = hashlib.sha256(f"{seed}/{text}/{seen[text]}".encode()).digest()
                found[key] = path, number
    return [_mutant(*found[key]) for key in sorted(found)[:count]]


def _mutant(path: Path, number: int) -> Mutant:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    old = list(sites(tree))[number]
    new = changed(old)
    assert new is not None
    line = old.lineno
    before, after = (_shown(node) for node in (old, new))
    place = f"{path.relative_to(ROOT).as_posix()}:{line}"
    mutated = ast.unparse(ast.fix_missing_locations(_Replacement(old, new).visit(tree)))
    return Mutant(place, f"{text.splitlines()[line - 1].strip()} | {before}", after, mutated)


def _shown(node: ast.AST) -> str:
    shown = node.test if isinstance(node, ast.If | ast.While) else node
    return " ".join(ast.unparse(shown).split())


def survives(mutant: Mutant, folder: Path) -> bool:
    """Tell whether the tests pass with a mutant put into a copy of the sources."""
    name = mutant.place.partition(":")[0]
    path = folder / name
    original = path.read_text(encoding="utf-8")
    try:
        _write(path, mutant.text)
        return all(_pass(folder, tests) for tests in _stages(name, folder))
    finally:
        _write(path, original)


def _stages(name: str, folder: Path) -> Iterator[Sequence[str]]:
    """Yield the tests to run: those that name the module, its package's, then wider ones."""
    module = Path(name).with_suffix("")
    words = ".".join(module.parts)
    own = [
        str(path.relative_to(folder))
        for path in sorted((folder / "tests").rglob("test_*.py"))
        if path.stem == f"test_{module.name}" or f"{words} " in path.read_text(encoding="utf-8")
    ]
    yield from [own[:MOST_FILES]] if own else []
    for stage in STAGES[module.parts[1]]:
        yield [f"tests/{place}" for place in stage.split()]


def _write(path: Path, text: str) -> None:
    """Write a module; what was compiled of it goes, since its time and size may be the same."""
    path.write_text(text, encoding="utf-8")
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
        compiled.unlink()


def check_baseline(folder: Path) -> None:
    """Leave unless the tests pass without a mutant: else nothing could be learnt."""
    stages = chain.from_iterable(STAGES.values())
    tests = dict.fromkeys(f"tests/{place}" for stage in stages for place in stage.split())
    failing = [test for test in tests if not ((folder / test).exists() and _pass(folder, [test]))]
    if failing:
        sys.exit(f"without a mutant the tests have to pass; these do not: {', '.join(failing)}")


def _pass(folder: Path, tests: Sequence[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    try:
        done = subprocess.run(
            [*command, *tests], cwd=folder, env=environment, timeout=MOST_SECONDS,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def copy_of_sources(folder: Path) -> Path:
    """Return a folder that holds a copy of what tests need."""
    for name in (*COPIED, *(path.name for path in ROOT.glob("*.md"))):
        source = ROOT / name
        copied = shutil.copytree if source.is_dir() else shutil.copy
        copied(source, folder / name)
    return folder


def main() -> None:
    """Try mutants and list those that survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--results", type=Path, default=ROOT / ".mutation.json")
    parser.add_argument("--again", action="store_true", help="try those that survived again")
    options = parser.parse_args()
    known = json.loads(options.results.read_text("utf-8")) if options.results.exists() else {}
    drawn = mutants(options.seed, options.count)
    left = [m for m in drawn if m.name not in known or (options.again and known[m.name])]
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(options.jobs) as pool:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in range(options.jobs):
            (Path(name) / str(number)).mkdir()
            free.put(copy_of_sources(Path(name) / str(number)))
        if not known:
            check_baseline(Path(name) / "0")

        def tried(mutant: Mutant) -> tuple[Mutant, bool]:
            folder = free.get()
            try:
                return mutant, survives(mutant, folder)
            finally:
                free.put(folder)

        for mutant, alive in pool.map(tried, left):
            known[mutant.name] = alive
            options.results.write_text(json.dumps(known, indent=1), encoding="utf-8")
            print("survived" if alive else "killed", mutant, flush=True)
    alive_now = [mutant for mutant in drawn if known[mutant.name]]
    print(f"{len(alive_now)} of {len(drawn)} survived")
    for mutant in alive_now:
        print(mutant)


if __name__ == "__main__":
    main()
