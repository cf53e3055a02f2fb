"""Reading of found documents, each on its own, so that any process may do it: one bad file never stops the others."""

import logging
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reports.documents.readers import UnreadableSource
from reports.importer.gathering import Found
from reports.importer.pipeline import import_document
from reports.importer.storing import ReadyImport, fingerprint, ready_import

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a found document: `ready` to be stored, known by its `fingerprint` already, or refused.

    `output` is the import in the importer's output format, where that was asked for; `size` is in bytes.
    """

    refusal: str = ""
    fingerprint: str = ""
    ready: ReadyImport | None = None
    output: dict[str, Any] | None = None
    size: int = 0

    @property
    def is_known(self) -> bool:
        """Whether the same bytes are stored already, and nothing was read."""
        return not self.ready and not self.refusal


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads found documents. Bytes whose fingerprint is in `known` are not read again."""

    units: tuple[str, ...] = ()
    known: Set[bytes] = frozenset()
    gives_output: bool = False
    makes_pages: bool = False
    asks_gate: bool = False

    def __call__(self, found: Found) -> Parsed:
        """Return what is in a document; never raises."""
        if found.refusal:
            return Parsed(found.refusal)
        try:
            return self._parse(found)
        except UnreadableSource as error:
            return Parsed(error.reason)
        except OSError as error:
            return Parsed(error.strerror or str(error))
        except MemoryError:
            return Parsed(_("There is not enough memory to read the file."))
        except Exception as error:
            # A mistake of ours, which must not cost anybody the other files.
            _log.debug("%s cannot be read", found.place, exc_info=True)
            return Parsed(
                _("The importer failed on this file (%(error)s). Please report it.") % {"error": type(error).__name__}
            )

    def _parse(self, found: Found) -> Parsed:
        data = found.read()
        mark = fingerprint(data)
        if bytes.fromhex(mark) in self.known:
            return Parsed(fingerprint=mark, size=len(data))
        result = import_document(data, found.name, self.units)
        return Parsed(
            fingerprint=mark,
            ready=ready_import(result, data, with_pages=self.makes_pages, with_gate=self.asks_gate),
            output=result.to_json() if self.gives_output else None,
            size=len(data),
        )
