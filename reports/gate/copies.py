"""Copies: other reports in which passages of a report stand, word for word or reworded.

Candidates share fingerprints (`fingerprints`); their texts decide. A report is told of another one where a paragraph
stands there nearly as it is, where much of what it says does, or where several long paragraphs do in other words.
Fingerprints that many reports have belong to phrases of the trade and do not count.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from reports.enums import FindingKind
from reports.gate.completeness import length_of
from reports.gate.findings import Finding
from reports.gate.fingerprints import SHORTEST, marks_of, shingles_of
from reports.gate.stored import texts_of
from reports.gate.text import Passage, ReportText
from reports.models import CopyMark, Report

COMMON = 40
"""Reports that have a fingerprint at most for it to count."""
CANDIDATES = 12
AT_ONCE = 5_000
VERBATIM = 0.75
"""From this share of a paragraph's shingles on it is taken over as it is."""
REWORDED = 0.3
"""What is left of the shingles of a paragraph when a third of its words are changed."""
LEAST_VERBATIM = 30
"""Characters or words of a paragraph that is worth telling of."""
LONG = 650
"""Characters or words in reworded paragraphs that cannot be alike by chance."""
OF_WHOLE, OF_BOTH = 0.31, 0.26
"""Shares of a whole report: of this one, or of both."""
LEAST_WHOLE = 100
SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Paragraph:
    passage: Passage
    shingles: AbstractSet[int]


@dataclass(frozen=True, slots=True)
class _Pair:
    own: _Paragraph
    other: _Paragraph
    share: float


def marks_of_text(text: ReportText) -> set[int]:
    """Return the fingerprints of a report."""
    return {mark for paragraph in _paragraphs(text) for mark in marks_of(paragraph.shingles)}


def enter_marks(reports: Sequence[int], marks: Sequence[Collection[int]]) -> None:
    """Store the fingerprints of new reports, in one go."""
    rows = [(value, report) for report, own in zip(reports, marks, strict=True) for value in sorted(own)]
    if rows:
        # By hand: dozens of two numbers for each report take as long as all else of it if they become objects first.
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO reports_copymark (value, report_id) VALUES (%s, %s)", rows)


def replace_marks(reports: Sequence[int], marks: Sequence[Collection[int]]) -> None:
    """Store the fingerprints of reports whose text was changed. Two queries; unchanged ones are left as they are."""
    stored: dict[int, set[int]] = defaultdict(set)
    for value, report in CopyMark.objects.filter(report__in=reports).values_list("value", "report"):
        stored[report].add(value)
    changed = [(report, own) for report, own in zip(reports, marks, strict=True) if stored[report] != set(own)]
    if any(stored[report] for report, _own in changed):
        CopyMark.objects.filter(report__in=[report for report, _own in changed]).delete()
    enter_marks([report for report, _own in changed], [own for _report, own in changed])


def copies_in(texts: Mapping[int, ReportText], unrelated: Mapping[int, AbstractSet[int]]) -> dict[int, list[Finding]]:
    """Return the findings of reports whose passages stand in others; `unrelated` ones are not looked at.

    Up to five queries, and two more for each 5,000 fingerprints, however many reports there are.
    """
    own = {key: _paragraphs(text) for key, text in texts.items()}
    marks = {key: {m for one in rows for m in marks_of(one.shingles)} for key, rows in own.items()}
    holders = _holders({mark for values in marks.values() for mark in values})
    wanted = {key: _candidates(key, marks[key], holders, unrelated.get(key, set())) for key in texts}
    others = {key: _paragraphs(text) for key, text in _load(wanted, texts).items()}
    return {
        key: [
            finding for other in wanted[key] if other in others for finding in _compare(own[key], other, others[other])
        ]
        for key in texts
    }


def _load(wanted: Mapping[int, Iterable[int]], texts: Mapping[int, ReportText]) -> dict[int, ReportText]:
    keys = {key for keys in wanted.values() for key in keys}
    missing = list(Report.objects.filter(pk__in=keys - texts.keys()).only("title", "summary", "language"))
    return {**{key: texts[key] for key in keys & texts.keys()}, **texts_of(missing)}


def _paragraphs(text: ReportText) -> list[_Paragraph]:
    long = [
        p for p in text.passages if len(p.text) >= SHORTEST and p.place.field not in {"title", "summary", "heading"}
    ]
    return [_Paragraph(passage, shingles) for passage in long if (shingles := shingles_of(passage.text))]


def _holders(marks: AbstractSet[int]) -> dict[int, list[int]]:
    """The reports that have each fingerprint, of those that few have."""
    found: dict[int, list[int]] = defaultdict(list)
    values = sorted(marks)
    for start in range(0, len(values), AT_ONCE):
        rows = CopyMark.objects.filter(value__in=values[start : start + AT_ONCE])
        counted = rows.values("value").annotate(number=Count("report")).filter(number__lte=COMMON)
        rare = list(counted.values_list("value", flat=True))
        for value, report in CopyMark.objects.filter(value__in=rare).values_list("value", "report"):
            found[value].append(report)
    return found


def _candidates(
    report: int, marks: AbstractSet[int], holders: Mapping[int, Sequence[int]], unrelated: AbstractSet[int]
) -> list[int]:
    """The reports that share the most fingerprints, rare ones above all."""
    weights: dict[int, float] = defaultdict(float)
    for mark in marks:
        known = holders.get(mark, ())
        for other in known:
            weights[other] += 1 / len(known)
    keys = weights.keys() - {report} - unrelated
    return sorted(keys, key=lambda key: (-weights[key], key))[:CANDIDATES]


def _compare(own: Sequence[_Paragraph], other: int, rows: Sequence[_Paragraph]) -> Iterator[Finding]:
    """The finding of one other report, if enough of this one stands there."""
    pairs = [pair for one in own if (pair := _best(one, rows)) and pair.share >= REWORDED]
    if not pairs:
        return
    verbatim = [pair for pair in pairs if pair.share >= VERBATIM and _length(pair) >= LEAST_VERBATIM]
    if not verbatim and sum(map(_length, pairs)) < LONG and not _is_whole(own, rows):
        return
    told = verbatim if verbatim and len(verbatim) * 2 >= len(pairs) else pairs
    first = max(told, key=_length)
    text = first.own.passage.text
    yield Finding(
        FindingKind.COPY,
        first.own.passage.place,
        text[:SHOWN],
        details={
            "report": other,
            "paragraphs": len(told),
            "percent": round(100 * sum(len(pair.own.passage.text) for pair in told) / _size(own)),
            "theirs": first.other.passage.text[:SHOWN],
            "ours_end": text[SHOWN : 4 * SHOWN],
            "theirs_end": first.other.passage.text[SHOWN : 4 * SHOWN],
        },
    )


def _best(one: _Paragraph, rows: Sequence[_Paragraph]) -> _Pair | None:
    """The paragraph of another report that has most of this one's shingles."""
    best = max(rows, key=lambda row: len(one.shingles & row.shingles), default=None)
    return _Pair(one, best, len(one.shingles & best.shingles) / len(one.shingles)) if best else None


def _is_whole(own: Sequence[_Paragraph], rows: Sequence[_Paragraph]) -> bool:
    """Whether so much of one report stands in the other that it is a copy as a whole, in other words."""
    mine, theirs = ({shingle for row in side for shingle in row.shingles} for side in (own, rows))
    both = len(mine & theirs)
    if min(len(mine), len(theirs)) < LEAST_WHOLE:
        return False
    return both >= OF_WHOLE * len(mine) or both >= OF_BOTH * max(len(mine), len(theirs))


def _length(pair: _Pair) -> int:
    return length_of(pair.own.passage.text)


def _size(rows: Sequence[_Paragraph]) -> int:
    return sum(len(row.passage.text) for row in rows) or 1
