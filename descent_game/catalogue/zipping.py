"""Reproducible zip files: the same content gives the same bytes."""

import zipfile

EXECUTABLE, PLAIN = 0o755, 0o644
DATE = (2020, 1, 1, 0, 0, 0)
"""The date of every file in the zip file."""


def add_file(packed: zipfile.ZipFile, name: str, content: bytes, mode: int = PLAIN) -> None:
    """Add a file under a name, with the permissions of ``mode``."""
    member = zipfile.ZipInfo(name, DATE)
    member.external_attr = (0o100000 | mode) << 16
    member.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(member, content)
