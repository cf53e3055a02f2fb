"""Places that an editor should look at: masks, lost text, personal data, doubts."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from reports.documents.folding import fold
from reports.documents.personal_data import personal_spans
from reports.documents.values import replace
from reports.importer.blocks import text_of
from reports.importer.draft import Draft
from reports.importer.result import SourceWarning

_MASK = re.compile(
    r"20[xX×＊*_○]{2}|(?:19|20)\d[xX×*_](?![\d*])|(?<!hapter )(?<!Part )(?<!olume )(?<!rticle )(?<!ppendix )[xX]{2,8}(?![A-Za-z\d]| century)|(?:(?<![\dA-Za-z])×+|×+(?![\dA-Za-z×]))\*?|\*\s\*{2}|\*{2,8}(?![^*\n]{1,60}\*\*)|[_\uff3f]{2,}|"
    r"[xX](?=[余多个名户月日年省市县区镇乡村局街路%％]|(?:季度|公司|单位|同志|社区|学校))|某某|○{2,}(?!\d)|某(?=[省市县区镇乡村局])"
)
_OPENING_SHOWN = 30
GARBLED = re.compile(
    r"\ufffd+|(?<!\?)\?{2,}+(?=\s?\w)|(?<=\w)\?{2,}|锟斤拷|烫烫烫|(?:Ã[\x80-\xbf€-™]){1,8}|(?:ï¼.|ã€.){1,8}|(?:â€[^\s]?){1,8}|Â[\xa0-\xbf]|â\u201a¬"
    r"|(?:[\xc2-\xf4][\x80-\xbf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]{1,3}){2,20}|[\xa1-\xff]{4,60}|[锛銆]"
)
_HINT = re.compile(
    r"[xX×*_\uff3f某○\ufffd?锟烫锛銆\xc0-\xd6\xd8-\xff@\uff20+\uff0b0-9\uff10-\uff19]"
    r"(?:(?<=\d)\d[^\d\n]{0,2}\d{3}|(?<=[+\uff0b])\d|(?<=\d[xX])|(?<=[xX])(?=[^a-wyzA-WYZ\s,.])|(?<![xX+\uff0b\d]))"
)
"""What every mask, lost text or personal datum has that is not yet folded."""


def merge_warnings(*groups: Iterable[SourceWarning]) -> tuple[SourceWarning, ...]:
    """Return the warnings with equal code and text counted as one, in order of first appearance."""
    merged: dict[tuple[str, str], SourceWarning] = {}
    for group in groups:
        for warning in group:
            key = (warning.code, warning.text)
            old = merged.get(key)
            merged[key] = (
                warning if old is None else SourceWarning(old.code, old.text, old.line, old.count + warning.count)
            )
    return tuple(merged.values())


def note_places(draft: Draft) -> Draft:
    """Add a warning for every mask, lost piece of text and personal datum of the source.

    Of a page's own lines (footer, contact) that are no block only personal data are noted.
    """
    found: list[SourceWarning] = []
    texts = [text_of(block) for block in draft.blocks]
    for at in _suspects(texts):
        found += find_places(texts[at], draft.blocks[at].line)
    if draft.format == "html":
        read, lines = {block.line for block in draft.blocks}, draft.text.split("\n")
        left = [at for at in _suspects(lines) if at + 1 not in read]
        found += [place for at in left for place in find_places(lines[at], at + 1) if place.code == "personal_data"]
    return replace(draft, warnings=merge_warnings(draft.warnings, found))


def note_doubts(draft: Draft) -> Draft:
    """Add the warnings that need the reports: those without a title, a single one as well."""
    untitled = [(report, part) for report, part in zip(draft.reports, draft.parts, strict=True) if not report.title]
    found = [
        SourceWarning(
            "untitled_part", text_of(part.blocks[0])[:_OPENING_SHOWN] if part.blocks else "", report.start_line
        )
        for report, part in untitled
    ]
    return replace(draft, warnings=merge_warnings(draft.warnings, found))


def _suspects(texts: Sequence[str]) -> list[int]:
    """Which of the texts may hold a place: asked of all at once, because most hold none."""
    ends = list(accumulate(len(text) + 1 for text in texts))
    text = "\n".join(texts)
    return sorted({bisect_right(ends, match.start()) for match in _HINT.finditer(text)})


def find_places(line: str, number: int | None = None) -> list[SourceWarning]:
    """Return the masks, lost text and personal data of one line."""
    found = [SourceWarning("masked_value", match[0], number) for match in _MASK.finditer(line)]
    found += [SourceWarning("garbled_text", match[0], number) for match in GARBLED.finditer(line)]
    found += [SourceWarning("personal_data", line[start:end], number) for start, end in personal_spans(fold(line))]
    return found
