"""What only several files together show, and what a check of many files returns."""

from pathlib import Path

import pytest

from descent_game.checking.check_files import Report, run_check
from descent_game.checking.findings import Finding
from descent_game.checking.rules import Severity
from tests.checking.levels import TRUE, changed, line_with, write

DATA_LOSS = (
    'formula = "((w1 - best1)**2',
    'data = "rows.csv"\nformula = "mean(0*left) + ((w1 - best1)**2',
)


def requiring(*ids: str, order: int = 1) -> str:
    listed = ", ".join(f'"{name}"' for name in ids)
    return changed(("order = 1", f"order = {order}\nrequires = [{listed}]"))


def ordered(order: int) -> str:
    return changed(("order = 1", f"order = {order}"))


def checked(folder: Path, jobs: int = 1) -> Report:
    return run_check([folder], seeds=0, jobs=jobs)


def only(report: Report) -> Finding:
    (finding,) = report.findings
    assert finding.severity is Severity.ERROR
    return finding


def test_two_files_with_one_id_are_found(tmp_path: Path) -> None:
    write(tmp_path / "a", TRUE)
    write(tmp_path / "b", TRUE)
    finding = only(checked(tmp_path))
    assert (finding.rule, finding.line, finding.key) == ("id", 2, "id")
    assert finding.file == str(tmp_path / "b" / "true-level.toml")
    assert str(tmp_path / "a" / "true-level.toml") in finding.message


def test_two_files_with_one_id_are_found_where_one_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path / "a", TRUE)
    write(tmp_path / "b", "format = 2")
    assert {finding.rule for finding in checked(tmp_path).findings} == {"schema", "id"}


def test_a_requirement_that_does_not_exist_is_found(tmp_path: Path) -> None:
    text = requiring("first-lihgt")
    write(tmp_path, text)
    finding = only(checked(tmp_path))
    assert (finding.rule, finding.line) == ("requires", line_with(text, "requires"))
    assert "did you mean 'first-light'?" in finding.message


def test_levels_of_the_course_may_be_required(tmp_path: Path) -> None:
    write(tmp_path, requiring("first-light"))
    assert checked(tmp_path).findings == ()


def test_a_circle_of_requirements_is_found_in_every_file_of_it(tmp_path: Path) -> None:
    for order, (name, required) in enumerate([("a", "c"), ("b", "a"), ("c", "b")], start=1):
        write(tmp_path, requiring(required, order=order), name)
    write(tmp_path, requiring("a", order=4), "outside")
    found = checked(tmp_path).findings
    assert {Path(finding.file).stem for finding in found} == {"a", "b", "c"}
    assert {finding.rule for finding in found} == {"requires"}
    assert "a -> c -> b -> a" in found[0].message


def test_a_level_cannot_require_itself(tmp_path: Path) -> None:
    write(tmp_path, requiring("true-level"))
    assert "true-level -> true-level" in only(checked(tmp_path)).message


def test_two_levels_in_one_place_are_found(tmp_path: Path) -> None:
    write(tmp_path, TRUE, "a")
    write(tmp_path, TRUE, "b")
    finding = only(checked(tmp_path))
    assert (finding.rule, finding.key) == ("place", "order")


def test_a_world_that_is_not_the_folders_is_found(tmp_path: Path) -> None:
    write(tmp_path / "1-other-world", TRUE)
    finding = only(checked(tmp_path))
    assert (finding.rule, finding.key) == ("place", "world")


def test_data_files_and_columns_that_nobody_uses_are_found(tmp_path: Path) -> None:
    write(tmp_path, changed(DATA_LOSS))
    (tmp_path / "rows.csv").write_text("left,right\n1,2\n3,4\n")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "old.csv").write_text("a\n1\n")
    found = {Path(finding.file).name: finding for finding in checked(tmp_path).findings}
    assert {finding.rule for finding in found.values()} == {"data-file"}
    assert "'right'" in found["true-level.toml"].message
    assert found["true-level.toml"].key == "loss.data"
    assert "no level uses this file" in found["old.csv"].message


def test_a_column_may_be_used_by_another_level(tmp_path: Path) -> None:
    other = (DATA_LOSS[0], DATA_LOSS[1].replace("left", "right"))
    write(tmp_path, changed(DATA_LOSS), "a")
    write(tmp_path, changed(other, ("order = 1", "order = 2")), "b")
    (tmp_path / "rows.csv").write_text("left,right\n1,2\n3,4\n")
    assert checked(tmp_path).findings == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"format = ", "not valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"", "'format' is missing"),
        (TRUE.encode().replace(b"par = 4", b"pra = 4"), "did you mean 'par'?"),
    ],
    ids=["truncated", "bytes", "empty", "misspelt"],
)
def test_what_cannot_be_read_is_found_and_hides_nothing(
    tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "bad.toml").write_bytes(content)
    write(tmp_path, requiring("nobody", order=2))
    found = checked(tmp_path).findings
    assert {finding.rule for finding in found} == {"schema", "requires"}
    assert says in " ".join(finding.message for finding in found)


def test_processes_find_what_one_process_finds(tmp_path: Path) -> None:
    for order, name in enumerate(["a", "b", "c"], start=1):
        write(tmp_path, ordered(order).replace("at_least = 25", "at_least = 49"), name)
    alone, together = checked(tmp_path), checked(tmp_path, jobs=2)
    assert len(alone.findings) == 3
    assert alone.findings == together.findings
    assert [level.name for level in alone.levels] == [level.name for level in together.levels]


def test_progress_is_told_after_every_file(tmp_path: Path) -> None:
    done: list[Path] = []
    for order, name in enumerate(["a", "b"], start=1):
        write(tmp_path, ordered(order), name)
    run_check([tmp_path], seeds=0, progress=done.append)
    assert [path.stem for path in done] == ["a", "b"]
