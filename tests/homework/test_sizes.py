"""Files of any size: what is taken to the last byte, and what is refused with its limit."""

from pathlib import Path

import pytest

from descent_game.errors import DescentError
from descent_game.homework import submission
from descent_game.homework.exports import table
from descent_game.homework.submission import SubmissionError, read_submission
from descent_game.homework.submission_files import find_submissions


@pytest.mark.parametrize(("more", "reason"), [(0, ""), (1, "larger than 2 MB")])
def test_a_submission_may_be_as_large_as_the_limit(tmp_path: Path, more: int, reason: str) -> None:
    (tmp_path / "a.json").write_bytes(b" " * (submission.MAX_BYTES + more))
    (found,) = find_submissions([tmp_path])
    assert (found.reason, len(found.content)) == (reason, 0 if reason else submission.MAX_BYTES)


@pytest.mark.parametrize(("more", "reason"), [(0, "not JSON"), (1, "larger than 2 MB")])
def test_a_submission_is_read_up_to_the_limit(more: int, reason: str) -> None:
    with pytest.raises(SubmissionError, match=reason):
        read_submission(b" " * (submission.MAX_BYTES + more))


def test_a_gradebook_that_is_too_large_is_told_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    with path.open("wb") as file:
        file.truncate(table.MAX_BYTES + 1)
    with pytest.raises(DescentError, match="larger than 20 MB"):
        table.read_table(path)
