"""One result for each student, from the results of all files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import NamedTuple

from descent_game.errors import quoted
from descent_game.homework.assignment import Assignment, student_key
from descent_game.homework.results import Graded, Status
from descent_game.homework.roster import Roster, RosterStudent
from descent_game.homework.similarity import Similar, similar_games
from descent_game.homework.uploaders import normalized, students_by_name, uploader_of


class ClassResult(NamedTuple):
    """The result of each student of a class, and what the instructor has to look at.

    Attributes:
        results: One for every student, in the order of their ids, then one for every refused file.
        set_aside: Further submissions, which do not count.
        unmatched: Submissions of students who are not on the roster.
        ambiguous: Submissions with a name that several students share.
        missing: Students on the roster without a submission.
        similar: Similar games of different students.
        contested: Ids under which several people of a platform handed something in.
    """

    assignment: Assignment
    results: tuple[Graded, ...]
    set_aside: tuple[Graded, ...] = ()
    unmatched: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    similar: tuple[Similar, ...] = ()
    roster: Roster | None = None
    contested: tuple[str, ...] = ()

    @property
    def graded(self) -> tuple[Graded, ...]:
        """The results of those who handed something in that could be graded."""
        return tuple(each for each in self.results if each.status is Status.GRADED)

    @property
    def refused(self) -> tuple[Graded, ...]:
        """The files that are no submissions."""
        return tuple(each for each in self.results if each.status is Status.REFUSED)

    def names_of(self, student: str) -> tuple[str, ...]:
        """Return every name by which others may know a student."""
        enrolled = self.roster.find(student) if self.roster else None
        return enrolled.names if enrolled else ()


def consolidate(
    results: Iterable[Graded], assignment: Assignment, roster: Roster | None = None
) -> ClassResult:
    """Return one result for each student; the order of the files does not matter.

    Args:
        results: Of all files.
        assignment: Its ``counts`` says which of several submissions counts.
        roster: The students of the course; it may have times of upload.
    """
    refused: list[Graded] = []
    by_student: dict[str, list[Graded]] = defaultdict(list)
    unmatched: list[str] = []
    ambiguous: list[str] = []
    uploaders = students_by_name(roster)
    for each in results:
        enrolled = roster.find(each.student) if roster else None
        graded = _with_uploader(each, enrolled, uploaders)
        if graded.status is not Status.GRADED:
            refused.append(graded)
            continue
        if roster and enrolled is None:
            named = student_key(graded.student) in roster.ambiguous
            (ambiguous if named else unmatched).append(f"{graded.student} ({graded.source})")
        settled = _with_upload(graded, enrolled, assignment)
        by_student[student_key(settled.student)].append(settled)
    chosen, aside, contested = [], [], []
    for several in by_student.values():
        counting = _choose(several, assignment.file.counts)
        others = [each for each in several if each is not counting]
        aside += others
        people = {who.key for each in several if (who := uploader_of(each.source))}
        if len(people) > 1:
            files = ", ".join(sorted(each.source for each in several))
            contested.append(f"{counting.student}: {files}")
        chosen.append(_noted(counting, others))
    missing = _missing(roster, by_student.keys(), assignment)
    chosen += missing
    chosen.sort(key=lambda each: (student_key(each.student), each.student))
    refused.sort(key=lambda each: (each.source, each.reason))
    return ClassResult(
        assignment=assignment,
        results=(*chosen, *refused),
        set_aside=tuple(sorted(aside, key=_when)),
        unmatched=tuple(sorted(unmatched)),
        ambiguous=tuple(sorted(ambiguous)),
        contested=tuple(sorted(contested)),
        missing=tuple(each.student for each in missing),
        similar=tuple(similar_games(p for each in chosen for p in each.fingerprints)),
        roster=roster,
    )


def _with_uploader(
    graded: Graded, claimed: RosterStudent | None, uploaders: Mapping[str, RosterStudent | None]
) -> Graded:
    """Return a result, refused where another student uploaded the file."""
    uploader = uploader_of(graded.source)
    if uploader is None or graded.status is not Status.GRADED:
        return graded
    who = uploaders.get(normalized(uploader.name))
    if claimed and who and who is not claimed:
        reason = f"uploaded by {who.id}, but made for {quoted(graded.student)}"
        refused = graded._replace(status=Status.REFUSED, points=0.0, reason=reason)
        return refused._replace(student="", levels=(), facts=(), fingerprints=())
    return graded


def _with_upload(graded: Graded, enrolled: RosterStudent | None, assignment: Assignment) -> Graded:
    """Return a result with the roster's id and, where it has none, the roster's time of upload."""
    if enrolled is None:
        return graded
    uploaded = graded.uploaded or enrolled.uploaded
    late, lost = assignment.lost(graded.student, uploaded)
    points = round(graded.earned * (1.0 - lost), 4)
    named = graded._replace(student=enrolled.id, uploaded=uploaded, late=late, lost=lost)
    return named._replace(points=points)


def _choose(several: Sequence[Graded], counts: str) -> Graded:
    in_order = sorted(several, key=_when)
    if counts == "last":
        return in_order[-1]
    return in_order[0] if counts == "first" else max(in_order, key=lambda each: each.points)


def _when(graded: Graded) -> tuple[str, str, str]:
    """Return the sort key of submissions: time of upload, the student's clock, file name."""
    uploaded = graded.uploaded.astimezone(UTC).isoformat() if graded.uploaded else ""
    return uploaded, graded.made, graded.source


def _noted(counting: Graded, others: Sequence[Graded]) -> Graded:
    if not others:
        return counting
    note = f"{len(others)} more submissions set aside"
    return counting._replace(notes=(*counting.notes, note))


def _missing(roster: Roster | None, there: Iterable[str], assignment: Assignment) -> list[Graded]:
    keys = set(there)
    return [
        Graded("", student.id, Status.MISSING, 0.0, assignment.max_points)
        for student in (roster.students if roster else ())
        if student_key(student.id) not in keys
    ]
