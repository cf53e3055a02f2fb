"""Finding of documents to import: files, folders, zip files, standard input. Nothing is decided by what they hold."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from reports.documents.readers import MAX_BYTES
from reports.importer.archives import count_files, files_in, is_archive, is_hidden

STANDARD_INPUT = "-"
MAX_ARCHIVE = 1024 * 1024 * 1024
MAX_UNPACKED = 4 * MAX_ARCHIVE
MAX_PACKED_FILES = 100_000

SUFFIXES = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".shtml",
        ".mht",
        ".docx",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
        ".ofd",
        ".pages",
        ".pdf",
        ".zip",
    ]
)
"""What is taken out of a folder: formats that are read, and those for which there is advice."""

_UNNAMED = "standard-input"
_OWN_NOTES = "readme.md"


@dataclass(frozen=True, slots=True)
class Found:
    """A document to import: `place` tells a person where it is, `name` is its file name.

    It is read from `path`, or is there as `data`; `refusal` says why it is neither.
    """

    place: str
    name: str
    path: str | None = None
    data: bytes | None = None
    refusal: str = ""

    def read(self) -> bytes:
        """Return the document's bytes. Raises OSError."""
        if self.data is not None or self.path is None:
            return self.data or b""
        # A file may grow, and a device has no end: one byte more than is taken shows that it is too big.
        with open(self.path, "rb") as file:
            return file.read(MAX_BYTES + 1)

    def size(self) -> int:
        """Return the document's bytes, 0 where they cannot be told."""
        if self.data is not None or self.path is None:
            return len(self.data or b"")
        try:
            return os.stat(self.path).st_size
        except OSError:
            return 0


class Gathering:
    """The documents in files, folders and zip files, one after the other; `total` is how many are known of so far.

    `passed_over` counts files in folders that are no documents.
    """

    def __init__(self, paths: Sequence[str], standard_input: BinaryIO | None = None, name: str = "") -> None:
        self._input, self._name = standard_input, name or _UNNAMED
        self.passed_over = 0
        self._starts: list[tuple[str, str]] = []
        for path in paths:
            is_folder = path != STANDARD_INPUT and os.path.isdir(path)
            # A folder without documents stays, to be told.
            self._starts += (list(self._files_of(path)) if is_folder else []) or [(Path(path).name, path)]
        self.total = len(self._starts)

    def __iter__(self) -> Iterator[Found]:
        """Yield the documents; only archives are opened."""
        for place, path in self._starts:
            if path == STANDARD_INPUT:
                yield from self._take_input()
            else:
                yield from self._look_at(place, path)

    def _files_of(self, folder: str) -> Iterator[tuple[str, str]]:
        """Yield place and path of the documents in a folder, in the order of their names, folders after files."""
        for parent, folders, files in os.walk(folder):
            folders[:] = sorted(name for name in folders if not is_hidden(name))
            for name in sorted(files):
                path = os.path.join(parent, name)
                if Path(name).suffix.lower() in SUFFIXES and not is_hidden(name) and name.lower() != _OWN_NOTES:
                    yield Path(path).relative_to(folder).as_posix(), path
                elif not is_hidden(name):
                    self.passed_over += 1

    def _take_input(self) -> Iterator[Found]:
        data = self._input.read(MAX_BYTES + 1) if self._input else b""
        if len(data) > MAX_BYTES:
            yield Found(self._name, self._name, refusal=_too_big(MAX_BYTES))
        elif is_archive(data):
            yield from self._unpack(self._name, data)
        else:
            yield Found(self._name, self._name, data=data)

    def _look_at(self, place: str, path: str) -> Iterator[Found]:
        name = Path(path).name
        try:
            size = os.stat(path).st_size
        except OSError as error:
            yield Found(place, name, path, refusal=error.strerror or str(error))
            return
        if os.path.isdir(path):
            yield Found(place, name, path, refusal=_("No document was found in the folder."))
        elif not os.path.isfile(path):
            yield Found(place, name, path, refusal=_("This is no file."))
        elif name.lower().endswith(".zip") and size <= MAX_ARCHIVE:
            yield from self._look_into(place, path)
        elif size > MAX_BYTES:
            yield Found(place, name, path, refusal=_too_big(MAX_BYTES))
        else:
            yield Found(place, name, path)

    def _look_into(self, place: str, path: str) -> Iterator[Found]:
        try:
            with open(path, "rb") as file:
                if is_archive(file):
                    yield from self._unpack(place, file)
                else:
                    # A document that is a zip file itself, or a broken one: the readers tell.
                    yield Found(place, Path(path).name, path)
        except (OSError, BadZipFile) as error:
            yield Found(place, Path(path).name, path, refusal=str(error))

    def _unpack(self, place: str, packed: bytes | BinaryIO) -> Iterator[Found]:
        self.total += count_files(packed) - 1
        for file in files_in(packed, most=MAX_PACKED_FILES, total=MAX_UNPACKED):
            name = PurePosixPath(file.name).name
            yield Found(f"{place}/{file.name}", name, data=file.data, refusal=file.refusal)


def _too_big(limit: int) -> str:
    return _("The file is larger than %(limit)d MB; split it and import the parts.") % {"limit": limit // 1024 // 1024}
