"""Submissions as learning platforms deliver them: files, folders, zip files, zips in zips.

Nothing is unpacked to the disk, no link is followed, and no more is read than a submission may
hold, so that names in zip files lead nowhere and zip bombs are refused as too large.
"""

import bz2
import io
import lzma
import os.path
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from descent_game.errors import DescentError, printable
from descent_game.homework.submission import MAX_BYTES

SUFFIX = ".json"
MAX_MEMBERS = 100_000
MAX_NESTED = 50 * MAX_BYTES
"""Bytes of a zip file inside a zip file."""
MAX_UNPACKED = 500 * MAX_BYTES
"""Bytes that all members of one download are unpacked to; a large course needs a tenth of them."""
LONGEST = 300
"""The most characters of a file's name or of a reason that are reported."""
LEAST_WINDOW = 4096
"""Bytes of the smallest window of LZMA."""
CHUNK = 4096
"""Bytes read at a time: some compression methods unpack at once in proportion to it."""


class SubmissionFile(NamedTuple):
    """A file that may be a submission; without content there is a reason."""

    source: str
    content: bytes = b""
    reason: str = ""


def find_submissions(paths: Sequence[Path], suffix: str = SUFFIX) -> Iterator[SubmissionFile]:
    """Yield every submission at some paths, in the order of their names.

    Args:
        paths: Files, folders and zip files.
        suffix: The end of a submission's name, in any case of letters.

    Raises:
        DescentError: A path does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise DescentError(f"{path}: there is no such file or folder")
    for path in paths:
        if os.path.isdir(path):
            for inner in sorted(path.rglob("*")):
                if _looks_like_one(inner.name, suffix) and (
                    inner.is_symlink() or not inner.is_dir()
                ):
                    yield from _from_file(inner, inner.relative_to(path.parent).as_posix(), suffix)
        else:
            yield from _from_file(path, path.name, suffix)


def count_submissions(paths: Sequence[Path]) -> int:
    """Return about how many submissions there are; zips in zips are counted as one."""
    files = (
        inner for path in paths for inner in (path.rglob("*") if os.path.isdir(path) else [path])
    )
    return sum(_count_in(file) for file in files if _looks_like_one(file.name, SUFFIX))


def _count_in(path: Path) -> int:
    if path.suffix.casefold() != ".zip" or os.path.islink(path) or not os.path.isfile(path):
        return 1
    try:
        with zipfile.ZipFile(path) as packed:
            names = (name.rsplit("/", 1)[-1] for name in packed.namelist())
            return sum(_looks_like_one(name, SUFFIX) for name in names)
    except Exception:  # reported when it is read, see _Download
        return 1


def _from_file(path: Path, source: str, suffix: str) -> Iterator[SubmissionFile]:
    source = printable(source, LONGEST)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "not a file"
            yield SubmissionFile(source, reason=f"{kind}, which is not followed")
        elif path.suffix.casefold() == ".zip":
            with path.open("rb") as file:
                yield from _Download(suffix).members(file, source)
        elif status.st_size > MAX_BYTES:
            yield SubmissionFile(source, reason=f"larger than {MAX_BYTES // 1024**2} MB")
        else:
            yield SubmissionFile(source, path.read_bytes())
    except OSError as error:
        yield SubmissionFile(source, reason=f"cannot be read: {error.strerror or error}")


class _Download:
    """A zip file with all its members, and how many bytes may still be unpacked.

    ``zipfile`` and its compression methods raise many kinds of exceptions for damaged files, so
    any exception is the reason why a member is refused.
    """

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._left = MAX_UNPACKED

    def members(
        self, file: io.BufferedIOBase, source: str, *, nested: bool = False
    ) -> Iterator[SubmissionFile]:
        """Yield what may be submissions in a zip file, or why there is nothing to be had."""
        try:
            packed = zipfile.ZipFile(file)
        except Exception as error:
            yield SubmissionFile(
                source, reason=f"not a zip file that can be read: {_reason(error)}"
            )
            return
        with packed:
            members = sorted(packed.infolist(), key=lambda member: member.filename)
            if len(members) > MAX_MEMBERS:
                yield SubmissionFile(
                    source, reason=f"more than {MAX_MEMBERS:,} files in a zip file"
                )
                return
            for member in members:
                if _looks_like_one(member.filename.rsplit("/", 1)[-1], self._suffix):
                    inner = f"{source}/{printable(member.filename, LONGEST)}"
                    yield from self._member(packed, member, inner, nested=nested)

    def _member(
        self, packed: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, *, nested: bool
    ) -> Iterator[SubmissionFile]:
        is_zip, content = member.filename.casefold().endswith(".zip"), b""
        reason = self._refusal(member, MAX_NESTED if is_zip else MAX_BYTES)
        if is_zip and nested:
            reason = "a zip file in a zip file in a zip file"
        if not reason:
            try:
                content = self._unpacked(packed, member)
            except Exception as error:
                reason = f"cannot be unpacked: {_reason(error)}"
        if is_zip and not reason:
            yield from self.members(io.BytesIO(content), source, nested=True)
        else:
            yield SubmissionFile(source, content, reason)

    def _refusal(self, member: zipfile.ZipInfo, largest: int) -> str:
        """Return why a member is not unpacked; "" where it may be."""
        if stat.S_ISLNK(member.external_attr >> 16):
            return "a symbolic link, which is not followed"
        if member.file_size > largest:
            return f"larger than {largest // 1024**2} MB"
        if self._left <= 0:
            return f"more than {MAX_UNPACKED // 1024**2:,} MB are packed into this zip file"
        return ""

    def _unpacked(self, packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
        """Return the bytes of a member, which are never more than it declares."""
        content = bytearray()
        alone = _alone(member)
        expands = member.compress_type in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
        if expands:  # read it as it is packed
            alone.compress_type, alone.file_size = zipfile.ZIP_STORED, member.compress_size
            del alone.CRC  # of what is unpacked
        with packed.open(alone) as stream:
            while len(content) <= MAX_NESTED and (part := stream.read(CHUNK)):
                content += part
        if expands:
            content = _expanded(content, member)
        self._left -= max(len(content), CHUNK)
        return bytes(content)


def _alone(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return a member without its neighbours.

    Since 3.13, 3.12.2 and 3.11.8 Python refuses a member where the entry of another one points into
    it, so that a damaged entry would also cost the file before it. Zip bombs, which that is meant
    for, are limited here by what is unpacked.
    """
    alone = zipfile.ZipInfo(member.orig_filename)
    alone.header_offset, alone.compress_type = member.header_offset, member.compress_type
    alone.compress_size, alone.file_size = member.compress_size, member.file_size
    alone.flag_bits, alone.CRC = member.flag_bits, member.CRC
    return alone


def _expanded(packed: bytearray, member: zipfile.ZipInfo) -> bytearray:
    """Return what a bzip2 or LZMA stream begins with, as long as the member declares to be.

    The reader of zip files unpacks 4 KB at once, which may be gigabytes with these methods.
    """
    unpacker: bz2.BZ2Decompressor | lzma.LZMADecompressor = bz2.BZ2Decompressor()
    if member.compress_type == zipfile.ZIP_LZMA:  # APPNOTE.TXT of PKWARE, section 5.8.8
        _, length, bits, window = struct.unpack_from("<HHBI", packed)
        unpacker = lzma.LZMADecompressor(
            lzma.FORMAT_RAW,
            filters=[
                {
                    "id": lzma.FILTER_LZMA1,
                    "lc": bits % 9,
                    "lp": bits // 9 % 5,
                    "pb": bits // 45,
                    "dict_size": min(window, max(member.file_size, LEAST_WINDOW)),
                }
            ],
        )
        packed = packed[4 + length :]
    content = unpacker.decompress(packed, member.file_size)
    if zlib.crc32(content) != member.CRC:
        raise zipfile.BadZipFile("Bad CRC-32")
    return bytearray(content)


def _reason(error: Exception) -> str:
    """Return the message of an error, or its name where it has none."""
    return printable(str(error), LONGEST) or type(error).__name__


def _looks_like_one(name: str, suffix: str) -> bool:
    """Tell whether a name may be that of a submission: files of the system begin with a dot."""
    return name.casefold().endswith((suffix, ".zip")) and not name.startswith(".")
