import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from descent_game.homework import submission_files as finding
from descent_game.homework.assignment import Assignment
from descent_game.homework.bulk import grade_all
from descent_game.homework.results import Graded, Status
from descent_game.homework.submission_files import count_submissions, find_submissions
from tests.homework.classes import make_assignment, submission_of
from tests.homework.hostile_zips import BAD, GOOD, KINDS, METHODS, hostile_zip, hostile_zips

COUNT = 5 * len(KINDS)
POINTS = 10.0
"""What the honest submission earns."""


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return make_assignment(tmp_path_factory.mktemp("hw"))


@pytest.fixture(scope="module")
def honest(assignment: Assignment) -> bytes:
    return submission_of(assignment, "ada")


def graded(folder: Path, assignment: Assignment) -> list[Graded]:
    assert count_submissions([folder]) > 0
    return grade_all(find_submissions([folder]), assignment)


def test_a_zip_file_in_which_anything_is_wrong_stops_nothing(
    tmp_path: Path, assignment: Assignment, honest: bytes
) -> None:
    whole = []
    for number, hostile in enumerate(hostile_zips(COUNT, honest)):
        name = f"{number:03d}-{hostile.kind}.zip"
        (tmp_path / name).write_bytes(hostile.content)
        whole += [f"{tmp_path.name}/{name}/{GOOD}"] if hostile.whole else []
    results = graded(tmp_path, assignment)
    points = {each.source: each.points for each in results}
    assert {name: points.get(name) for name in whole} == dict.fromkeys(whole, POINTS)
    for each in results:
        assert each.source.isprintable()
        assert each.reason.isprintable()
        assert each.status is not Status.REFUSED or each.reason
        assert "the grader failed" not in each.reason


@pytest.mark.parametrize("method", METHODS)
def test_every_method_is_read_where_it_is_sound(
    tmp_path: Path, assignment: Assignment, honest: bytes, method: int
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as packed:
        packed.writestr(GOOD, honest)
    assert [each.points for each in graded(tmp_path, assignment)] == [POINTS]


@pytest.mark.parametrize("kind", ["damaged", "checksum", "encrypted", "method", "offset"])
def test_the_member_at_fault_is_refused_in_one_line(
    tmp_path: Path, assignment: Assignment, honest: bytes, kind: str
) -> None:
    place = [name for name, _, _ in KINDS].index(kind)
    for number in range(place, place + 8 * len(KINDS), len(KINDS)):
        (tmp_path / "a.zip").write_bytes(hostile_zip(number, honest).content)
        good, bad = graded(tmp_path, assignment)
        assert (good.source, good.points) == (f"{tmp_path.name}/a.zip/{GOOD}", POINTS)
        assert bad.source == f"{tmp_path.name}/a.zip/{BAD}"
        assert bad.reason.startswith("cannot be unpacked: ")


def test_no_download_is_unpacked_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MAX_UNPACKED", 50_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(10):
            packed.writestr(f"{number}.json", bytes(20_000))
    found = list(find_submissions([tmp_path]))
    assert [len(each.content) for each in found] == [20_000] * 3 + [0] * 7
    assert all("are packed into this zip file" in each.reason for each in found[3:])


@pytest.mark.parametrize("method", METHODS[1:])
def test_a_bomb_is_unpacked_no_further_than_it_declares(tmp_path: Path, method: int) -> None:
    content = bytearray(_zip_of_zeros(25_000_000, method))
    entry = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, entry + 24, 100)  # the size that it declares
    (tmp_path / "a.zip").write_bytes(content)
    tracemalloc.start()
    (found,) = find_submissions([tmp_path / "a.zip"])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.reason.startswith("cannot be unpacked: Bad CRC-32")
    assert peak < 5_000_000


def _zip_of_zeros(size: int, method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        packed.writestr("a.json", bytes(size))
    return out.getvalue()
