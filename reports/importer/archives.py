"""Zip files of documents: what is in them, read one by one within fixed limits. Nothing is unpacked onto a disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

MAX_FILES = 2_000
MAX_FILE = 20 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_NAME = 255
MAX_DIRECTORY = 16 * 1024 * 1024
"""Bytes of the list of files in an archive: more than a hundred thousand names."""

_START = b"PK\x03\x04"
_END = b"PK\x05\x06"
_MAX_END = 22 + 0xFFFF
_PACKAGES = ("[Content_Types].xml", "mimetype", "META-INF/container.xml", "OFD.xml")
_COMPANIONS = (
    *(".css", ".js", ".mjs", ".map", ".json", ".xml", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".bmp"),
    *(".woff", ".woff2", ".ttf", ".eot", ".mp3", ".mp4"),
)
"""What stands beside pages that were saved from a browser: no documents, and nobody misses them."""

_ENCRYPTED = 0x1
_UTF8 = 0x800
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of an archive: its name with its folders, and its bytes, or the reason why there are none."""

    name: str
    data: bytes = b""
    refusal: str = ""


def is_archive(data: bytes | BinaryIO) -> bool:
    """Whether `data` is a zip file of documents, and not a document that is a zip file itself (Word, OpenDocument)."""
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    file.seek(0)
    if file.read(len(_START)) != _START or not _has_small_directory(file):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except _BROKEN:
        return False
    return bool(names) and not any(name in _PACKAGES or name.startswith("word/") for name in names)


def _has_small_directory(file: BinaryIO) -> bool:
    """Whether the list of the files in a zip file can be loaded: it is not limited by what is packed."""
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - _MAX_END))
    end = file.read()
    at = end.rfind(_END)
    return at < 0 or int.from_bytes(end[at + 12 : at + 16], "little") <= MAX_DIRECTORY


def count_files(data: bytes | BinaryIO) -> int:
    """Return how many documents `files_in` gives at most."""
    with zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data) as archive:
        return sum(_is_document(_name_of(info)) for info in archive.infolist() if not info.is_dir())


def files_in(data: bytes | BinaryIO, *, most: int = MAX_FILES, total: int = MAX_TOTAL) -> Iterator[ArchivedFile]:
    """Return the documents in a zip file, in the order of their names, with what cannot be read and why.

    Pictures, styles and scripts of saved pages are passed over, so are hidden files. At most `total` bytes of `most`
    files are unpacked, whatever the archive says of their number.
    """
    left = total
    with zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data) as archive:
        named = ((_name_of(info), info) for info in archive.infolist() if not info.is_dir())
        found = sorted(named, key=lambda pair: pair[0])
        documents = [(name, info) for name, info in found if _is_document(name)]
        for name, info in documents[:most]:
            file = _read(archive, info, name, left, total)
            left -= len(file.data)
            yield file
        if len(documents) > most:
            yield ArchivedFile(
                documents[most][0],
                refusal=_("The packed file holds more than %(limit)d documents; this one and those after it were left.")
                % {"limit": most},
            )


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: int, total: int) -> ArchivedFile:
    if info.flag_bits & _ENCRYPTED:
        return ArchivedFile(name, refusal=_("It is packed with a password. Unpack it and import the document."))
    if name.lower().endswith(".zip"):
        return ArchivedFile(name, refusal=_("It is a packed file in a packed file. Unpack it and import that one."))
    limit = min(MAX_FILE, left)
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except _BROKEN:
        return ArchivedFile(name, refusal=_("It is damaged inside the packed file. Pack it again."))
    if len(data) > MAX_FILE:
        text = _("The file is larger than %(limit)d MB; split it and import the parts.")
        return ArchivedFile(name, refusal=text % {"limit": MAX_FILE // 1024 // 1024})
    if len(data) > limit:
        text = _("Unpacked, the documents are larger than %(limit)d MB together; import them in several parts.")
        return ArchivedFile(name, refusal=text % {"limit": total // 1024 // 1024})
    return ArchivedFile(name, data)


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return a file's name: of no use as a path, and in the characters it was packed in (GB 18030, before UTF-8)."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    clean = "/".join("".join(filter(str.isprintable, part)) for part in parts)
    return clean[-MAX_NAME:] or "?"


def _is_document(name: str) -> bool:
    path = PurePosixPath(name)
    return not any(map(is_hidden, path.parts)) and path.suffix.lower() not in _COMPANIONS


def is_hidden(name: str) -> bool:
    """Whether the name of a file or folder says that nobody is to look at it: hidden, a lock of Word's, macOS's own."""
    return name.startswith((".", "__MACOSX", "~$"))
