"""Copies: other reports in which passages of a report stand, word for word or reworded.

Candidates share fingerprints (`fingerprints`); their texts decide. A report is told of another one where a paragraph
stands there nearly as it is or reworded all through (`rewording`), or where much of what it says does.
Fingerprints that many reports have belong to phrases of the trade and do not count.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from reports.enums import FindingKind
from reports.gate.completeness import length_of
from reports.gate.findings import Finding
from reports.gate.fingerprints import ASKED, SHORTEST, marks_of, shingles_of
from reports.gate.rewording import is_reworded
from reports.gate.stored import texts_of
from reports.gate.text import Passage, ReportText
from reports.models import CopyMark, Report

COMMON = 40
"""Reports that have a fingerprint at most for it to count."""
CANDIDATES = 12
"""Reports that share the most with the whole of one, and those that share the most with a paragraph of it."""
AT_ONCE = 5_000
VERBATIM = 0.75
"""From this share of a paragraph's shingles on it is taken over as it is."""
LEAST_REWORDED, REWORDED = 0.15, 0.3
"""What is left of the shingles of a paragraph when a third of its words are changed: at least, and mostly."""
LEAST_VERBATIM = 30
"""Characters or words of a paragraph that is worth telling of."""
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
    marks = {key: [marks_of(one.shingles, ASKED) for one in rows] for key, rows in own.items()}
    holders = _holders({mark for rows in marks.values() for values in rows for mark in values})
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
    report: int, marks: Iterable[Iterable[int]], holders: Mapping[int, Sequence[int]], unrelated: AbstractSet[int]
) -> list[int]:
    """The reports that share the most fingerprints, rare ones above all, with the whole report or with a paragraph."""
    whole: dict[int, float] = defaultdict(float)
    single: dict[int, float] = defaultdict(float)
    for values in marks:
        weights: dict[int, float] = defaultdict(float)
        for known in (holders[mark] for mark in values if mark in holders):
            for other in known:
                weights[other] += 1 / len(known)
        for other, weight in weights.items():
            whole[other] += weight
            single[other] = max(single[other], weight)
    keys = whole.keys() - {report} - unrelated
    best = [sorted(keys, key=lambda key: (-by[key], key))[:CANDIDATES] for by in (whole, single)]
    return list(dict.fromkeys(key for keys in best for key in keys))


def _compare(own: Sequence[_Paragraph], other: int, rows: Sequence[_Paragraph]) -> Iterator[Finding]:
    """The finding of one other report, if enough of this one stands there."""
    best = [pair for pair in _pairs(own, rows) if pair.share >= LEAST_REWORDED]
    told = [pair for pair in best if _is_copied(pair)]
    alike = [pair for pair in best if pair.share >= REWORDED]
    if len(told) * 2 < len(alike) and (told or _is_whole(own, rows)):
        told = alike
    if not told:
        return
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


def _pairs(own: Sequence[_Paragraph], rows: Sequence[_Paragraph]) -> Iterator[_Pair]:
    """Each paragraph with that of another report that has most of its shingles, if any has some."""
    places: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(own):
        for shingle in one.shingles:
            places[shingle].append(number)
    best: dict[int, tuple[int, _Paragraph]] = {}
    for row in rows:
        for number, shared in Counter(at for key in row.shingles & places.keys() for at in places[key]).items():
            if number not in best or shared > best[number][0]:
                best[number] = shared, row
    for number, (shared, row) in sorted(best.items()):
        yield _Pair(own[number], row, shared / len(own[number].shingles))


def _is_copied(pair: _Pair) -> bool:
    if pair.share >= VERBATIM:
        return _length(pair) >= LEAST_VERBATIM
    return is_reworded(pair.own.passage.text, pair.other.passage.text)


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
