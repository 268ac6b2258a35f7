"""``python -m tests.versions``: the tests with several Pythons and both ends of the dependencies.

Every pair of a Python and a range gets an environment of its own, in a folder that is thrown away.
``lowest`` takes each direct dependency at its lower bound in ``pyproject.toml``. Arguments after
``--`` go to pytest. Where uv is installed it makes the environments, else venv and pip do.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
RANGES = ("lowest", "newest")


def requirements() -> list[Requirement]:
    """Return every dependency that ``pyproject.toml`` names, of the program and of its tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return [Requirement(text) for text in texts]


def lower_bounds(needed: Iterable[Requirement], python: str) -> dict[str, str]:
    """Return the lower bound of each dependency for a Python such as ``3.13``."""
    bounds: dict[str, Version] = {}
    for requirement in needed:
        if requirement.marker and not requirement.marker.evaluate({"python_version": python}):
            continue
        low = [Version(each.version) for each in requirement.specifier if each.operator == ">="]
        name = requirement.name
        bounds[name] = max([*low, *([bounds[name]] if name in bounds else [])])
    return {name: str(bound) for name, bound in bounds.items()}


def pythons() -> dict[str, str]:
    """Return the interpreters of this machine by version: on the path, and where pyenv has them."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = {}
    for version in PYTHONS:
        candidates = [shutil.which(f"python{version}"), *versions.glob(f"{version}*/bin/python")]
        for candidate in map(str, filter(None, candidates)):
            asked = subprocess.run([candidate, "-c", ""], capture_output=True, check=False)
            if asked.returncode == 0:  # pyenv has names on the path for what it does not start
                found[version] = candidate
                break
    return {".".join(platform.python_version_tuple()[:2]): sys.executable, **found}


def install(python: str, version: str, which: str, folder: Path) -> Path:
    """Make an environment with the program and its tests; return its Python."""
    made = folder / "bin" / "python"
    constraints = folder.with_suffix(".txt")
    bounds = lower_bounds(requirements(), version) if which == "lowest" else {}
    constraints.write_text("".join(f"{name}=={low}\n" for name, low in bounds.items()))
    options = ["--quiet", "--constraint", str(constraints), "--editable", f"{ROOT}[test]"]
    uv = shutil.which("uv")
    if uv:
        run([uv, "venv", "--quiet", "--seed", "--python", python, str(folder)])
        run([uv, "pip", "install", "--python", str(made), *options])
    else:
        run([python, "-m", "venv", str(folder)])
        run([str(made), "-m", "pip", "install", "--disable-pip-version-check", *options])
    return made


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Run a command. Raises ``CalledProcessError`` where it fails."""
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def passes(python: str, version: str, which: str, tests: Sequence[str]) -> bool:
    """Tell whether the tests pass, in a new environment."""
    with tempfile.TemporaryDirectory() as name:
        try:
            made = install(python, version, which, Path(name) / "venv")
            run([str(made), "-m", "pytest", "--numprocesses", "auto", *tests])
        except subprocess.CalledProcessError:
            return False
        return True


def main() -> None:
    """Test every pair; leave with 1 where one fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.versions", description=__doc__)
    parser.add_argument("--python", action="append", metavar="VERSION", choices=PYTHONS)
    parser.add_argument("--range", choices=RANGES, dest="which")
    parser.add_argument("tests", nargs="*", help="what pytest is told; all tests by default")
    options = parser.parse_args()
    here, results = pythons(), {}
    for version in options.python or PYTHONS:
        for which in [options.which] if options.which else RANGES:
            if version not in here:
                results[version, which] = "not on this machine"
                continue
            print(f"Python {version}, {which} dependencies", flush=True)
            good = passes(here[version], version, which, options.tests)
            results[version, which] = "passed" if good else "FAILED"
    for (version, which), result in results.items():
        print(f"Python {version}, {which} dependencies: {result}")
    sys.exit("FAILED" in results.values())


if __name__ == "__main__":
    main()
