"""Grading many submissions: one after another, or in several processes."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path

from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.homework.grading import grade
from descent_game.homework.results import Graded, Status
from descent_game.homework.submission_files import SubmissionFile
from descent_game.processes import completed, process_pool

CHUNK = 8
"""Submissions that go to a process at once."""
CANVAS_LATE = re.compile(r"_LATE_[^/]*$")
LATE_NOTE = "Canvas marked it late in its file name; how late stands in no file"
CHUNKS_PER_JOB = 3
"""Chunks submitted for each process: enough to keep it busy, few enough to hold in memory."""

_assignment: Assignment | None = None


def grade_all(
    found: Iterable[SubmissionFile],
    assignment: Assignment,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda count: None,
    *,
    facts: bool = False,
) -> list[Graded]:
    """Return the results of all submissions, in their order; their contents are not kept.

    Args:
        found: The submissions.
        assignment: What they are for.
        jobs: The number of processes.
        progress: Called with the number of submissions graded since the last call.
        facts: Whether results have the figures that only the class report needs.
    """
    results: list[Graded] = []
    assignment = replace(assignment, collects_facts=facts)
    for chunk in _graded_chunks(iter(found), assignment, jobs):
        results += chunk
        progress(len(chunk))
    return results


def grade_found(found: SubmissionFile, assignment: Assignment) -> Graded:
    """Return the result of one file. Nothing raises: what fails is refused, with the reason."""
    if found.reason:
        return _refused(found, assignment, found.reason)
    try:
        graded = grade(found.content, assignment, found.source)
    except Exception as error:  # one submission must never stop the rest
        return _refused(found, assignment, f"the grader failed on it ({type(error).__name__})")
    return (
        graded._replace(notes=(*graded.notes, LATE_NOTE))
        if CANVAS_LATE.search(found.source)
        else graded
    )


def _refused(found: SubmissionFile, assignment: Assignment, reason: str) -> Graded:
    return Graded(found.source, "", Status.REFUSED, 0.0, assignment.max_points, reason=reason)


def _graded_chunks(
    found: Iterator[SubmissionFile], assignment: Assignment, jobs: int
) -> Iterator[list[Graded]]:
    if jobs == 1:
        for each in found:
            yield [grade_found(each, assignment)]
        return
    in_flight: deque[tuple[list[SubmissionFile], Future[list[Graded]]]] = deque()
    with ExitStack() as pools:
        pool = pools.enter_context(_pool(jobs, assignment))
        while chunk := list(islice(found, CHUNK)):
            try:
                in_flight.append((chunk, pool.submit(_grade_chunk, chunk)))
            except BrokenExecutor:  # a process died of a submission: go on in others
                pool = pools.enter_context(_pool(jobs, assignment))
                in_flight.append((chunk, pool.submit(_grade_chunk, chunk)))
            if len(in_flight) >= CHUNKS_PER_JOB * jobs:
                yield _result(*in_flight.popleft(), assignment)
        while in_flight:
            yield _result(*in_flight.popleft(), assignment)


def _result(
    chunk: list[SubmissionFile], future: Future[list[Graded]], assignment: Assignment
) -> list[Graded]:
    """Return the results of a chunk; where a process died, bisect to find the submission."""
    try:
        return _awaited(future)
    except BrokenExecutor:
        pass
    with _pool(1, assignment) as pool:
        try:
            return _awaited(pool.submit(_grade_chunk, chunk))
        except BrokenExecutor:
            if len(chunk) == 1:
                return [_refused(chunk[0], assignment, "the grader's process died on it")]
    half = len(chunk) // 2
    return [*_in_new_process(chunk[:half], assignment), *_in_new_process(chunk[half:], assignment)]


def _awaited(future: Future[list[Graded]]) -> list[Graded]:
    return next(completed([future])).result()


def _in_new_process(chunk: list[SubmissionFile], assignment: Assignment) -> list[Graded]:
    with _pool(1, assignment) as pool:
        return _result(chunk, pool.submit(_grade_chunk, chunk), assignment)


def _pool(jobs: int, assignment: Assignment) -> ProcessPoolExecutor:
    return process_pool(
        jobs, _init_worker, assignment.path, assignment.former_folder, assignment.collects_facts
    )


def _init_worker(path: Path, former: Path | None, collects_facts: bool) -> None:
    global _assignment  # noqa: PLW0603 - read once in each process
    _assignment = replace(read_assignment(path, former), collects_facts=collects_facts)


def _grade_chunk(chunk: list[SubmissionFile]) -> list[Graded]:
    assert _assignment is not None
    return [grade_found(found, _assignment) for found in chunk]
