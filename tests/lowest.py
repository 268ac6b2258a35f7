"""Print the lowest versions of the dependencies that pyproject.toml allows, as constraints for pip.

The checks' own tools are left free: other versions of them format and judge otherwise.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def constraints() -> Iterator[str]:
    """Yield one constraint for each direct dependency, those of the extra ``web`` as well.

    Raises ``ValueError`` where a dependency names no lowest version.
    """
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["web"]):
        found = re.match(r"([\w.-]+)>=([\d.]+)", requirement)
        if found is None:
            raise ValueError(f"{requirement!r} names no lowest version, as in 'numpy>=2.0,<3'")
        yield f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{constraint}\n" for constraint in constraints())
