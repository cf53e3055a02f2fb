"""Digests of texts: they tell what a new version of a source changed, and whether an editor changed a report."""

import hashlib
import json
from collections.abc import Sequence

from reports.models import Report
from reports.workflow import SectionDraft, stored_sections


def fingerprint(data: bytes) -> str:
    """Return the identity of a source: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def text_digest(fields: Sequence[str], sections: Sequence[SectionDraft]) -> str:
    """Return the digest of all that a report says: `fields` are its title, byline and attribution."""
    levelled = [[_level(text) for text in fields], [_levelled_section(draft) for draft in sections]]
    return hashlib.sha256(json.dumps(levelled, ensure_ascii=False).encode()).hexdigest()


def stored_digest(report: Report) -> str:
    """Return the digest of what a report says as it stands; its sections and points should be loaded."""
    return text_digest([report.title, report.byline, report.attribution], stored_sections(report))


def _levelled_section(draft: SectionDraft) -> list[object]:
    texts = [_level(text) for text in (draft.marker, draft.heading, draft.body, draft.closing)]
    points = [[_level(text) for text in (row.marker, row.heading, row.text)] for row in draft.points]
    return [draft.kind.value, texts, points]


def _level(text: str) -> str:
    """Return a text without what a browser changes in a form that is saved as it is: line ends and outer spaces."""
    return text.replace("\r\n", "\n").strip()
