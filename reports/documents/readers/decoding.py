"""What a source is (format) and which characters its bytes are (encoding)."""

import codecs
import io
import re
import zipfile
from pathlib import PurePath

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from reports.documents.readers.refusals import UnreadableSource

_SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "md", ".markdown": "md",
}  # fmt: skip
_LATER = {
    ".doc": "Word 97",
    ".docx": "damaged Word",
    ".wps": "WPS",
    ".pdf": "PDF",
    ".rtf": "RTF",
    ".odt": "OpenDocument",
}
_MAGIC = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf", ".rtf"))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HTML_START = re.compile(r"\s{0,200}(?:<!--.{0,2000}?-->\s{0,200})?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_COMMON_HAN = frozenset("的一是在了和有我中人工作年大会国为上个以到地不要进行度总结第主下")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_TRADITIONAL_HAN = frozenset("的一是在了和有我中人工作年大會國為上個以到地不要進行度總結第主下")


def is_word(data: bytes) -> bool:
    """Whether `data` is a Word document (.docx): a zip file with a main document of Word's."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith("word/") and name.endswith(".xml") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of `data` with "\\n" line ends, and its format ("txt", "html", "md").

    Raises UnreadableSource for empty, binary or undecodable input and for formats not read yet.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableSource(_("The file is empty. Choose a file that holds the text of a report."))
    suffix = next((ending for magic, ending in _MAGIC if data.startswith(magic)), PurePath(name).suffix.lower())
    if suffix in _LATER:
        raise UnreadableSource(
            _("%(format)s files cannot be read yet. Save the document as text, HTML or Markdown and import that.")
            % {"format": _LATER[suffix]}
        )
    text = _decode_bytes(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if not text.strip():
        raise UnreadableSource(_("The file is empty. Choose a file that holds the text of a report."))
    return text, recognise_format(text, name)


def recognise_format(text: str, name: str) -> str:
    """Return "html", "md" or "txt" for decoded `text`; an HTML page is recognised under any name."""
    if _HTML_START.match(text):
        return "html"
    return _SUFFIXES.get(PurePath(name).suffix.lower(), "txt")


def _decode_bytes(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    if (wide := _utf16_without_mark(data)) is not None:
        return wide
    if _CONTROLS.search(data[:65536].decode("latin-1")):
        raise UnreadableSource(
            _("This is not a text file. Save the document as text, HTML or Markdown and import that.")
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _META_CHARSET.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii").lower()
        try:
            return data.decode("gb18030" if encoding in ("gb2312", "gbk", "gb18030") else encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return _guess_legacy(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            _("The file's text is damaged: it says it is %(encoding)s but is not. Save it again as UTF-8.")
            % {"encoding": encoding}
        ) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 text without a byte order mark: its ASCII characters and line ends show as zero bytes on one side."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or not even + odd:
        return None
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros and not others:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _CONTROLS.search(text) and sum(map(str.isprintable, text[:500])) > 0.8 * len(text[:500]):
                return text
    return None


def _guess_legacy(data: bytes) -> str:
    """Choose among the encodings Chinese texts were saved in by how many everyday characters each gives."""
    best, best_share = "", 0.0
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = [char for char in text[:20000] if char > "\u2e80"]
        everyday = _COMMON_HAN | _TRADITIONAL_HAN
        share = sum(char in everyday for char in letters) / max(1, len(letters))
        if share > best_share:
            best, best_share = text, share
    if best_share >= 0.04:
        return best
    guess = from_bytes(data).best()
    if guess is None:
        raise UnreadableSource(_("The file's encoding is not known. Save it again as UTF-8."))
    return str(guess)
