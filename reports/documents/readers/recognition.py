"""What a source is, by its content: a format that a reader takes, or one that is refused with advice."""

import io
import re
import zipfile
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.documents.readers.refusals import UnreadableSource

_SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".md": "md", ".markdown": "md",
}  # fmt: skip
_HTML_START = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200})?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HTML_TAGS = re.compile(
    r"</?(?:p|div|span|br|h[1-6]|table|td|li|ul|ol|font|strong|b|a|section|article)\b[^<>]{0,500}>", re.I
)
_FEW_TAGS = 4
"""Tags from which a text that begins with one is a piece of a page."""

_HEAD = 4096
"""Bytes at the beginning of a file in which its format shows."""

_AS_WORD = gettext_lazy("This is a %(format)s file. Open it in Word or WPS, save it as .docx and import that.")
_PDF = gettext_lazy("This is a PDF file. Open it in Word, or copy its text into a document, and import that.")
_PICTURE = gettext_lazy("This is a picture. Have its text recognised, check it, and import the text.")
_RECORDING = gettext_lazy("This is a recording, no text. Write it down and import the text.")
_ARCHIVE = gettext_lazy("This is a packed file. Unpack it and import the documents in it.")
_SHEET = gettext_lazy("This is a spreadsheet. Copy its text into a Word document and import that.")
_SLIDES = gettext_lazy("These are slides. Copy their text into a Word document and import that.")
_LOCKED = gettext_lazy("The document is locked with a password. Open it, remove the password, save it and import that.")
_PROGRAM = gettext_lazy("This is a program, no text.")

_MAGIC: tuple[tuple[bytes, object, str], ...] = (
    (b"{\\rtf", _AS_WORD, "RTF"),
    (b"\x89PNG\r\n\x1a\n", _PICTURE, ""), (b"\xff\xd8\xff", _PICTURE, ""), (b"GIF8", _PICTURE, ""),
    (b"II*\x00", _PICTURE, ""), (b"MM\x00*", _PICTURE, ""), (b"\x00\x00\x01\x00", _PICTURE, ""),
    (b"Rar!\x1a\x07", _ARCHIVE, ""), (b"7z\xbc\xaf\x27\x1c", _ARCHIVE, ""), (b"\x1f\x8b", _ARCHIVE, ""),
    (b"BZh", _ARCHIVE, ""), (b"\xfd7zXZ\x00", _ARCHIVE, ""), (b"MSCF", _ARCHIVE, ""),
    (b"ID3", _RECORDING, ""), (b"OggS", _RECORDING, ""), (b"fLaC", _RECORDING, ""), (b"\x1aE\xdf\xa3", _RECORDING, ""),
    (b"\x7fELF", _PROGRAM, ""), (b"MZ\x90\x00", _PROGRAM, ""),
)  # fmt: skip
"""How files of formats that are no text begin, and what to say of them."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", _LOCKED, ""),
    ("WordDocument", _AS_WORD, "Word 97"),
    ("Workbook", _SHEET, ""),
    ("PowerPoint Document", _SLIDES, ""),
    ("MatOST", _AS_WORD, "Works"),
)
"""The streams by which a compound file of older Office programs tells what it is."""

_IN_ZIP = (
    ("xl/", _SHEET, ""), ("ppt/", _SLIDES, ""), ("Index/Document.iwa", _AS_WORD, "Pages"), ("OFD.xml", _AS_WORD, "OFD"),
    ("content.xml", _AS_WORD, "OpenDocument"), ("META-INF/container.xml", _AS_WORD, "EPUB"),
)  # fmt: skip


def is_word(data: bytes) -> bool:
    """Return whether `data` is a Word document (.docx). Raises UnreadableSource for other formats that are no text."""
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableSource(_("The file is empty. Choose a file that holds the text of a report."))
    is_package = data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))
    refusal = _refusal_of_package(data) if is_package else _refusal_of_file(data)
    if refusal:
        raise UnreadableSource(str(refusal[0]) % {"format": refusal[1]})
    return is_package


def _refusal_of_file(data: bytes) -> tuple[object, str] | None:
    """What to say of a file that is no text and no package, None for what may be text."""
    head = data[:_HEAD]
    if head.startswith(_COMPOUND):
        found = (entry[1:] for entry in _STREAMS if entry[0].encode("utf-16-le") in data)
        return next(found, (_AS_WORD, "Word 97"))
    for magic, advice, name in _MAGIC:
        if head.startswith(magic):
            return advice, name
    if head.startswith(b"RIFF") or head[4:8] == b"ftyp":
        return (_PICTURE if head[8:12] in (b"WEBP", b"heic", b"mif1", b"avif") else _RECORDING), ""
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return _PICTURE, ""
    return _refusal_of_marked_text(head)


def _refusal_of_marked_text(head: bytes) -> tuple[object, str] | None:
    """What to say of formats that begin as text but are none to a reader."""
    if b"%PDF-" in head[:1024]:
        return _PDF, ""
    if b"<w:wordDocument" in head or b"<pkg:package" in head:
        return _AS_WORD, "Word XML"
    if head[:64].lower().startswith((b"mime-version:", b"from:")) and b"multipart/related" in head.lower():
        return _AS_WORD, "MHTML"
    return None


def _refusal_of_package(data: bytes) -> tuple[object, str] | None:
    """What to say of a zip file that is no Word document; a broken one is Word's where it names Word's text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None if b"word/document.xml" in data else (_ARCHIVE, "")
    if any(name.startswith("word/") for name in names):
        return None
    found = (entry[1:] for entry in _IN_ZIP if any(name.startswith(entry[0]) for name in names))
    return next(found, (_ARCHIVE, ""))


def recognise_format(text: str, name: str) -> str:
    """Return "html", "md" or "txt" for decoded `text`; HTML is recognised under any name, and text named as HTML."""
    if _HTML_START.match(text):
        return "html"
    named = _SUFFIXES.get(PurePath(name).suffix.lower(), "txt")
    if named == "txt" and text.lstrip().startswith("<") and len(_HTML_TAGS.findall(text[:_HEAD])) >= _FEW_TAGS:
        return "html"
    return "txt" if named == "html" and not _HTML_TAGS.search(text) else named
