"""The libraries that grading needs, as wheels for Gradescope's machines: Linux on x86-64."""

import importlib.metadata
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from descent_game.errors import DescentError

PYTHONS = ("3.11", "3.12", "3.13")
"""The versions that an autograder is packed for by default: those of Ubuntu's releases."""
PLATFORMS = ("manylinux2014_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64")
TIMEOUT = 300
"""Seconds for the downloads of one Python."""


class PackingError(DescentError):
    """An autograder that cannot be made here."""


def fetch_wheels(names: Sequence[str], python: str, folder: Path) -> list[Path]:
    """Return the wheels of some libraries for a Python, downloaded with pip into a folder.

    Raises:
        PackingError: There is no pip or no network.
    """
    platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--only-binary=:all:", "--implementation", "cp", *platforms),
        *("--python-version", python, "--dest", str(folder)),
        *map(requirement, names),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - pip, with names of our own
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=TIMEOUT,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PackingError(_advice(python, str(error))) from None
    if done.returncode != 0:
        errors = done.stderr.strip().splitlines() or ["pip failed"]
        raise PackingError(_advice(python, errors[-1]))
    return [find_wheel(name, python, folder) for name in names]


def find_wheel(name: str, python: str, folder: Path) -> Path:
    """Return the wheel of a library for a Python in a folder.

    Raises:
        PackingError: There is none.
    """
    tag = f"cp{python.replace('.', '')}"
    found = [
        wheel
        for wheel in sorted(folder.glob("*.whl"))
        if wheel.name.split("-")[0].lower() == name and f"-{tag}-" in wheel.name
    ]
    if not found:
        raise PackingError(f"{folder}: no wheel of {name} for Python {python} ({tag}) on Linux")
    return found[-1]


def unpack_wheel(wheel: Path, folder: Path) -> None:
    """Unpack a wheel, which is a zip file, into a folder for ``sys.path``, without its tests.

    Raises:
        PackingError: It is damaged.
    """
    try:
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                if "/tests/" not in name and ".data/" not in name and not name.endswith(".pyi"):
                    packed.extract(name, folder)
    except Exception as error:  # zipfile's compression methods raise many kinds
        raise PackingError(f"{wheel}: cannot be unpacked: {error}") from None


def requirement(name: str) -> str:
    """Return this program's requirement of a library: its name and the allowed versions."""
    try:
        required = importlib.metadata.requires("descent-game") or []
    except importlib.metadata.PackageNotFoundError:
        required = []
    named = (line for line in required if re.match(rf"{name}\b", line) and ";" not in line)
    return next(named, name)


def _advice(python: str, reason: str) -> str:
    return (
        f"cannot fetch the libraries for Python {python}: {reason}. Making an autograder needs pip "
        "and a network (grading does not); or give a folder of wheels with --wheels"
    )
