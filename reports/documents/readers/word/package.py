"""A Word document's package: a zip file of XML parts, opened within limits and without trust.

Only the parts that hold text are unpacked: macros, pictures, fonts and embedded files stay packed.
"""

import io
import posixpath
import zipfile
import zlib
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from reports.documents.readers.refusals import UnreadableSource

MAX_PART = 40 * 1024 * 1024
"""Bytes that one part of XML may unpack to. A report of 3 MB of text makes about 20 MB; a bomb makes gigabytes."""

MAX_MEMBERS = 5000
"""Files in the package: a report with hundreds of pictures has some hundreds."""

_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        _TRANSITIONAL + b"officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _TRANSITIONAL + b"officeDocument/2006/math"),
)
"""ISO's names of the vocabularies ("Strict Open XML") and the usual names that mean the same."""

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def damaged() -> UnreadableSource:
    """Return the refusal of a package that is broken or no Word document."""
    return UnreadableSource(
        _("This Word document is damaged. Open it in Word, save it again as .docx and import that.")
    )


class Package:
    """The parts of a Word document by what they are to it: "officeDocument", "styles", "numbering", "footnotes" ..."""

    def __init__(self, data: bytes) -> None:
        """Open the package in `data`; UnreadableSource for what is no zip file, too big or holds no document."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        if len(self._archive.infolist()) > MAX_MEMBERS:
            raise _too_big()
        self._main = self._targets("").get("officeDocument", "word/document.xml")
        self._related = self._targets(self._main)

    def document(self) -> Any:  # noqa: ANN401 - lxml's elements have no types
        """Return the root element of the document's text."""
        root = self._part(self._main)
        if root is None:
            raise damaged()
        return root

    def part(self, kind: str) -> Any:  # noqa: ANN401
        """Return the root element of the part that is `kind` to the document, or None where there is none."""
        return self._part(self._related[kind]) if kind in self._related else None

    def _targets(self, source: str) -> dict[str, str]:
        """The paths of the parts that the relations of `source` name, by the last word of their type."""
        folder, name = posixpath.split(source)
        root = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        found: dict[str, str] = {}
        for relation in root.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                found.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], target.lstrip("/"))
        return found

    def _part(self, path: str) -> Any:  # noqa: ANN401
        """The root element of one part: without entities, document types, network or unbounded nesting."""
        try:
            entry = self._archive.getinfo(path)
        except KeyError:
            return None
        if entry.file_size > MAX_PART:
            raise _too_big()
        try:
            with self._archive.open(entry) as member:
                content = member.read(MAX_PART + 1)
            if len(content) > MAX_PART:
                raise _too_big()
            for strict, usual in _STRICT:
                content = content.replace(strict, usual)
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
            )
            root = etree.fromstring(content, parser)
        except (
            zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
            etree.XMLSyntaxError,
        ) as error:  # fmt: skip
            raise damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise damaged()
        return root


def _too_big() -> UnreadableSource:
    return UnreadableSource(
        _("The Word document unpacks to more than %(limit)d MB. Copy its text into a new document and import that.")
        % {"limit": MAX_PART // 1024 // 1024}
    )
