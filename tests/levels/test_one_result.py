"""One result on every machine: the deciding numbers of all levels, however the machine computes."""

import importlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

simd = importlib.import_module("numpy._core._multiarray_umath")
SCRIPT = [sys.executable, "-m", "tests.levels.deciding_numbers"]
IS_X86 = platform.machine().lower() in ("x86_64", "amd64")


def simd_off() -> dict[str, str] | str:
    """Return what turns off whatever this processor can do beyond NumPy's least."""
    known, has = simd.__cpu_dispatch__, simd.__cpu_features__
    names = [name for name in known if has.get(name)]
    return (
        {"NPY_DISABLE_CPU_FEATURES": " ".join(names)} if names else "NumPy has nothing to turn off"
    )


def blas_of(core: str) -> Callable[[], dict[str, str] | str]:
    """Return what makes OpenBLAS compute as on a processor of some kind."""

    def setting() -> dict[str, str] | str:
        told = json.dumps(np.show_config(mode="dicts"))
        if not IS_X86 or "openblas" not in told.lower():
            return "NumPy computes with no OpenBLAS for x86"
        if core != "Nehalem" and not simd.__cpu_features__.get("AVX2"):
            return f"this processor cannot compute as a {core}"
        return {"OPENBLAS_CORETYPE": core}

    return setting


def old_library() -> dict[str, str] | str:
    """Return what makes the GNU C library compute as on a processor of 2010."""
    if not IS_X86 or platform.libc_ver()[0] != "glibc":
        return "the C library is not glibc on x86"
    return {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"}


SETTINGS: dict[str, Callable[[], dict[str, str] | str]] = {
    "simd": simd_off,
    "old-blas": blas_of("Nehalem"),
    "new-blas": blas_of("Haswell"),
    "libc": old_library,
}


@cache
def numbers(*settings: tuple[str, str]) -> dict[str, Any]:
    """Return the deciding numbers as they come out in a fresh process under some settings."""
    done = subprocess.run(
        SCRIPT, env={**os.environ, **dict(settings)}, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", SETTINGS)
def test_the_deciding_numbers_are_the_same(name: str) -> None:
    changed = SETTINGS[name]()
    if isinstance(changed, str):
        pytest.skip(changed)
    here, there = numbers(), numbers(*changed.items())
    assert here.keys() == there.keys()
    for level, usual in here.items():
        assert there[level]["exact"] == usual["exact"], level
        assert there[level]["close"] == pytest.approx(
            usual["close"], rel=1e-9, abs=1e-12, nan_ok=True
        ), level
