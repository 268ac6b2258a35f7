"""``python -m tests.golden``: write every golden value anew; ``git diff`` shows what changed."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from tests.golden.formats import DOCUMENTS, TEXTS
from tests.golden.levels import DATA, OF_LEVELS, chance, known_levels


def write(name: str, document: Any) -> None:
    """Write a document, an entry a line."""
    text = "".join(
        f",\n {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in document.items()
    )
    (DATA / f"{name}.json").write_text(f"{{{text[1:]}\n}}\n", encoding="utf-8")


def main() -> None:
    """Write every file below ``data``."""
    os.environ["DESCENT_PACKS"] = "off"
    for name, of_level in OF_LEVELS.items():
        write(name, {known: of_level(level) for known, level in known_levels().items()})
    write("chance", chance())
    for name, document in DOCUMENTS.items():
        write(name, in_empty_folder(document))
    for name, text in TEXTS.items():
        (DATA / name).write_text(in_empty_folder(text), encoding="utf-8", newline="\n")


def in_empty_folder(make: Any) -> Any:
    """Return what is made in a new folder, with a record of its own."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["DESCENT_HOME"] = f"{name}/record"
        return make(Path(name))


if __name__ == "__main__":
    main()
