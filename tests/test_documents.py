"""Every piece of a file in a document is one that the program takes.

A piece of a level is put into the guide's level, a whole file goes to its own reader. The guide is
walked from top to bottom: what it shows is what the program makes.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from descent_game.catalogue.pack import read_pack
from descent_game.checking.level_check import inspect
from descent_game.errors import DescentError
from descent_game.homework.assignment import read_assignment
from descent_game.homework.assignment_template import template
from descent_game.homework.bots import race_bot
from descent_game.homework.submission_files import SubmissionFile
from descent_game.losses.formula import parse
from tests.guide import DOCS, GUIDE, LEVEL, PICTURES, ROOT, blocks, level_text, merged, walk

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md"))]
PIECES = [
    pytest.param(block.text, id=f"{document.name}:{block.line}")
    for document in DOCUMENTS
    for block in blocks(document)
    if block.kind == "toml" and document != GUIDE
]
FUNNEL = (DOCS / LEVEL).read_text("utf-8")


UNNEEDED = "take the waiver out"
"""What the check says of a waiver that the guide's level does not need; another one may."""


def read_level_piece(piece: str, folder: Path) -> None:
    path = folder / LEVEL
    path.write_text(merged(FUNNEL, piece), encoding="utf-8")
    for finding in inspect(path, LEVEL, 0).findings:
        if UNNEEDED not in finding.message:
            raise DescentError(finding.shown)


def read_pack_file(text: str, folder: Path) -> None:
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    (folder / LEVEL).write_text(FUNNEL, encoding="utf-8")
    read_pack(folder, folder.name)


def read_homework(text: str, folder: Path) -> None:
    path = folder / f"{tomllib.loads(text)['id']}.toml"
    path.write_text(text, encoding="utf-8")
    read_assignment(path)


def read_bot(text: str, folder: Path) -> None:
    path = folder / f"{tomllib.loads(text)['assignment']}.toml"
    path.write_text(f"{template(path.stem)}\n[race]\nmaps = 1\n", encoding="utf-8")
    raced = race_bot(SubmissionFile("bot.toml", text.encode()), read_assignment(path))
    if raced.reason:
        raise DescentError(raced.reason)


READERS: Mapping[str, Callable[[str, Path], None]] = {
    "student": read_bot,
    "levels": read_homework,
    "about": read_pack_file,
}
"""What reads a whole file, by a key that only such a file has."""


def read(piece: str, folder: Path) -> None:
    """Give a piece to what reads its kind. Raises ``DescentError`` where it is not taken."""
    try:
        keys = tomllib.loads(piece)
    except tomllib.TOMLDecodeError as error:
        raise DescentError(str(error)) from None
    (reader,) = [READERS[key] for key in keys if key in READERS] or [read_level_piece]
    reader(piece, folder)


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_a_file_in_a_document_is_taken(piece: str, tmp_path: Path) -> None:
    read(piece, tmp_path)


@pytest.mark.parametrize(
    "piece",
    [
        "[loss]\nformula = 'w1 + w3'\n",
        "[[waivers]]\nrule = 'naive'\n",
        "[[waivers]]\nrule = 'nave'\nbecause = 'so'\n",
        "[mop]\n",
        "[[claims]]\nname = 'a'\nsay = 'A'\nmeasure = 'slope'\nat_least = 3.5\n",
        "title = \n",
        "name = 'a pack'\nabout = 'no lower-case words joined by hyphens'\n",
        "format = 1\nassignment = 'a'\nstudent = 'b'\noptimizer = 'gd'\nrate = 1.0\n",
        "format = 1\nid = 'a'\ntitle = 'A'\n[[levels]]\nlevel = 'ravin'\npoints = 1\n",
    ],
)
def test_a_broken_piece_is_refused(piece: str, tmp_path: Path) -> None:
    with pytest.raises(DescentError):
        read(piece, tmp_path)


def test_no_piece_is_overlooked() -> None:
    texts = [document.read_text("utf-8") for document in DOCUMENTS]
    written = sum(len(re.findall(r"``` *toml|~~~", text)) for text in texts)
    assert written == len(PIECES) + sum(block.kind == "toml" for block in blocks(GUIDE))


def test_the_guide_shows_what_the_program_prints_and_ends_with_a_proved_level(
    tmp_path: Path,
) -> None:
    *before, _ = shown = list(walk(tmp_path))
    assert [part.command for part in shown if not part.is_true] == []
    checked = [part.printed for part in before if part.command.startswith("descent level check")]
    assert checked[-1].endswith(": 0 errors, 0 warnings, 0 notes.\n")
    assert level_text(tmp_path) == FUNNEL, "make guide writes it anew"
    made = {path.name: path.read_bytes() for path in tmp_path.glob("*.svg")}
    kept = {name: (PICTURES / name).read_bytes() for name in made}
    assert made == kept, "make guide writes them anew"
    for name in made:
        assert f"](pictures/{name})" in GUIDE.read_text("utf-8")


def test_the_shapes_in_the_guide_are_formulas() -> None:
    table = GUIDE.read_text("utf-8").partition("| shape | formula |")[2].partition("\n\n")[0]
    formulas = [cell for row in table.splitlines()[2:] for cell in re.findall("`(.+?)`", row)]
    assert len(formulas) >= 11
    for formula in formulas:
        names = set(re.findall(r"\b[a-z]\w*\b(?!\()", formula))
        parse(formula, names | {"w1", "w2"})


def anchors(page: Path) -> set[str]:
    """Return what a link can lead to within a page: its headings, as web sites write them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    for link in re.findall(r"\]\((?!https:)([^)\s]+)\)", page.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert not [page.name for page in DOCS.glob("*.md") if f"](docs/{page.name}" not in readme]


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_modules_that_are_named_are_there(page: Path) -> None:
    modules = [f"/{path.relative_to(ROOT)}" for path in ROOT.glob("[a-z]*/**/*.py")]
    for name in re.findall(r"`([\w/]+\.py)`", page.read_text("utf-8")):
        assert any(module.endswith(f"/{name}") for module in modules), name
    for name in re.findall(r"`(descent_game/[\w/]+/)`", page.read_text("utf-8")):
        assert (ROOT / name).is_dir(), name
