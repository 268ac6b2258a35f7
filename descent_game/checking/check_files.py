"""The check of many files: each by itself, in processes of their own, then all together."""

import multiprocessing
import os
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from descent_game.catalogue.catalogue import course_files
from descent_game.catalogue.pack import PACK_FILE
from descent_game.checking.cache import FindingsCache
from descent_game.checking.course_rules import course_faults
from descent_game.checking.findings import Finding, located
from descent_game.checking.level_check import Inspection, inspect
from descent_game.checking.rules import Severity
from descent_game.level.loading import SUFFIX
from descent_game.processes import completed, process_pool

DEFAULT_SEEDS = 20
"""Variants of every level that are tried: with them the course takes well under a minute."""


class Report(NamedTuple):
    """The files that were checked, and everything found, in the order of files and lines."""

    levels: tuple[Inspection, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings make the check fail."""
        return self.count(Severity.ERROR)

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def run_check(
    paths: Sequence[Path],
    seeds: int = DEFAULT_SEEDS,
    jobs: int = 1,
    progress: Callable[[Path], None] = lambda path: None,
    cache: FindingsCache | None = None,
) -> Report:
    """Return what is wrong with level files, and with all of those in folders.

    Args:
        paths: Files and folders.
        seeds: The number of variants on which each level is checked.
        jobs: The number of processes.
        progress: Called with every file that has been checked.
        cache: Where findings are kept; None to check every file anew.
    """
    files = level_files(paths)
    levels = sorted(
        _inspections(files, seeds, jobs, progress, cache), key=lambda i: files.index(i.facts.path)
    )
    folders = [path for path in paths if path.is_dir()]
    between_files = course_faults(
        [level.facts for level in levels], _requirements_of_course(), folders
    )
    findings = [finding for level in levels for finding in level.findings]
    texts = {level.facts.path: level.text for level in levels}
    for path, fault in between_files:
        findings += located([fault], _name(path), texts.get(path, ""))
    order = {_name(path): number for number, path in enumerate(files)}
    findings.sort(key=lambda found: (order.get(found.file, len(files)), found.file, found.line))
    return Report(tuple(levels), tuple(findings))


def level_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files among some paths and the level files in their folders, each once."""
    files: dict[str, Path] = {}
    for path in paths:
        for file in sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]:
            if file.name != PACK_FILE:
                files.setdefault(os.path.realpath(file), file)  # a link may lead to itself
    return list(files.values())


def _inspections(
    files: Sequence[Path],
    seeds: int,
    jobs: int,
    progress: Callable[[Path], None],
    cache: FindingsCache | None,
) -> Iterator[Inspection]:
    """Yield the inspection of every file: those that are kept first, then the others."""
    changed = []
    for file in files:
        if kept := cache.load(file, _name(file)) if cache else None:
            yield kept
            progress(file)
        else:
            changed.append(file)
    for done in _new_inspections(changed, seeds, jobs):
        if cache:
            cache.save(done)
        yield done
        progress(done.facts.path)


def _new_inspections(files: Sequence[Path], seeds: int, jobs: int) -> Iterator[Inspection]:
    if jobs == 1 or len(files) < 2:
        for file in files:
            yield inspect(file, _name(file), seeds)
        return
    with process_pool(min(jobs, len(files))) as pool:
        try:
            for done in completed(pool.submit(inspect, f, _name(f), seeds) for f in files):
                yield done.result()
        except BaseException:  # without this the pool waits for all that was begun
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
            raise


def _name(path: Path) -> str:
    """Return a path for findings: relative where it is below the working folder."""
    full = Path(os.path.realpath(path))
    here = Path.cwd()
    return str(full.relative_to(here)) if full.is_relative_to(here) else str(path)


def _requirements_of_course() -> dict[str, tuple[str, ...]]:
    """Return what every level of the course requires, as far as its file can be read."""
    requires = {}
    for path in course_files():
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8")).get("requires", [])
        except (OSError, ValueError):
            given = []
        requires[path.stem] = tuple(map(str, given)) if isinstance(given, list) else ()
    return requires
