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
from reports.gate.fingerprints import ASKED, SHORTEST, Shingles, shingles_of
from reports.gate.passages import passages_of
from reports.gate.rewording import is_reworded
from reports.gate.stored import texts_of
from reports.gate.text import Passage, ReportText
from reports.models import CopyMark, Report

COMMON = 40
"""Reports that have a fingerprint at most for it to count."""
CANDIDATES, OF_PARAGRAPH = 12, 24
"""Reports that share the most with the whole of one, and those that share the most with a paragraph of it."""
AT_ONCE = 5_000
SHARED = 5
"""Shingles that two paragraphs share at least before their passages are looked at."""
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
class _Stretch:
    """A paragraph, by its number among those of its report, or a passage within it that starts somewhere."""

    passage: Passage
    number: int
    shingles: Shingles
    text: str
    start: int = 0
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class _Pair:
    """A stretch, what it is most alike to of another report and how much, and how much of it stands anywhere there."""

    own: _Stretch
    other: _Stretch
    alike: float
    share: float


def marks_of_text(text: ReportText) -> set[int]:
    """Return the fingerprints of a report."""
    return {mark for paragraph in _paragraphs(text) for mark in paragraph.shingles.marks()}


def enter_marks(reports: Sequence[int], marks: Sequence[Collection[int]]) -> None:
    """Store the fingerprints of new reports, in one go."""
    # In their order, of all reports together: neighbours are written to the same pages of the index.
    rows = sorted((value, report) for report, own in zip(reports, marks, strict=True) for value in own)
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
    marks = {key: [one.shingles.marks(ASKED) for one in rows] for key, rows in own.items()}
    holders = _holders({mark for rows in marks.values() for values in rows for mark in values})
    wanted = {key: _candidates(key, marks[key], holders, unrelated.get(key, set())) for key in texts}
    others = {key: _paragraphs(text) for key, text in _load(wanted, texts).items()}
    found: dict[int, list[Finding]] = {}
    for key, rows in own.items():
        stretches = [*rows, *_passages(rows)] if wanted[key] else []
        mine = {shingle for row in rows for shingle in row.shingles.hashes}
        compared = [
            (other, _compare(stretches, _near(others[other], mine))) for other in wanted[key] if other in others
        ]
        found[key] = [_finding(rows, other, told) for other, told in compared if told]
    return found


def _load(wanted: Mapping[int, Iterable[int]], texts: Mapping[int, ReportText]) -> dict[int, ReportText]:
    keys = {key for keys in wanted.values() for key in keys}
    missing = list(Report.objects.filter(pk__in=keys - texts.keys()).only("title", "summary", "language"))
    return {**{key: texts[key] for key in keys & texts.keys()}, **texts_of(missing)}


def _paragraphs(text: ReportText) -> list[_Stretch]:
    long = [
        p for p in text.passages if len(p.text) >= SHORTEST and p.place.field not in {"title", "summary", "heading"}
    ]
    found = [(passage, shingles_of(passage.text)) for passage in long]
    return [
        _Stretch(passage, number, shingles, passage.text)
        for number, (passage, shingles) in enumerate(found)
        if shingles.hashes
    ]


def _passages(rows: Iterable[_Stretch]) -> Iterator[_Stretch]:
    for row in rows:
        for start, end in passages_of(row.text):
            text = row.text[start:end]
            yield _Stretch(row.passage, row.number, shingles_of(text), text, start, is_whole=False)


def _near(rows: Sequence[_Stretch], shingles: AbstractSet[int]) -> list[_Stretch]:
    """The paragraphs of another report, with the passages of those that share some shingles."""
    return [*rows, *_passages(row for row in rows if len(row.shingles.hashes & shingles) >= SHARED)]


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
    chosen = ((whole, CANDIDATES), (single, OF_PARAGRAPH))
    best = [sorted(keys, key=lambda key: (-by[key], key))[:most] for by, most in chosen]
    return list(dict.fromkeys(key for keys in best for key in keys))


def _compare(own: Sequence[_Stretch], theirs: Sequence[_Stretch]) -> list[_Pair]:
    """What is to be told of another report: paragraphs that stand there, and passages within others."""
    pairs = [pair for pair in _pairs(own, theirs) if pair.share >= LEAST_REWORDED]
    best = [pair for pair in pairs if pair.own.is_whole]
    told = [pair for pair in best if _is_copied(pair)]
    alike = [pair for pair in best if pair.share >= REWORDED]
    if len(told) * 2 < len(alike) and (told or _is_whole(own, theirs)):
        told = alike
    known = {pair.own.number for pair in told}
    return told + [
        pair for pair in pairs if not pair.own.is_whole and pair.own.number not in known and _is_copied(pair)
    ]


def _finding(rows: Sequence[_Stretch], other: int, told: Sequence[_Pair]) -> Finding:
    """The finding of one other report, with the longest of what stands there."""
    first = max(told, key=lambda pair: length_of(pair.own.text))
    spans: dict[int, set[int]] = defaultdict(set)
    for pair in told:
        spans[pair.own.number].update(range(pair.own.start, pair.own.start + len(pair.own.text)))
    size = sum(len(row.text) for row in rows)
    return Finding(
        FindingKind.COPY,
        first.own.passage.place,
        first.own.text[:SHOWN],
        details={
            "report": other,
            "paragraphs": len(spans),
            "percent": round(100 * sum(len(span) for span in spans.values()) / size),
            "theirs": first.other.text[:SHOWN],
            "ours_end": first.own.text[SHOWN : 4 * SHOWN],
            "theirs_end": first.other.text[SHOWN : 4 * SHOWN],
        },
    )


def _pairs(own: Sequence[_Stretch], theirs: Sequence[_Stretch]) -> Iterator[_Pair]:
    """Each stretch with that of another report which is most alike, if any shares some of its shingles."""
    places: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(own):
        for shingle in one.shingles.hashes:
            places[shingle].append(number)
    shares: dict[int, float] = defaultdict(float)
    best: dict[int, tuple[float, _Stretch]] = {}
    for row in theirs:
        hashes = row.shingles.hashes
        for number, shared in Counter(at for key in hashes & places.keys() for at in places[key]).items():
            size = len(own[number].shingles.hashes)
            shares[number] = max(shares[number], shared / size)
            alike = shared / max(size, len(hashes))
            if number not in best or alike > best[number][0]:
                best[number] = alike, row
    for number, (alike, row) in sorted(best.items(), key=lambda one: one[0]):
        yield _Pair(own[number], row, alike, shares[number])


def _is_copied(pair: _Pair) -> bool:
    # Two sentences that everybody writes may well stand in another report, but not beside each other.
    if (pair.share if pair.own.is_whole else pair.alike) >= VERBATIM:
        return length_of(pair.own.text) >= LEAST_VERBATIM
    return is_reworded(pair.own.text, pair.other.text, in_halves=not pair.own.is_whole)


def _is_whole(own: Sequence[_Stretch], theirs: Sequence[_Stretch]) -> bool:
    """Whether so much of one report stands in the other that it is a copy as a whole, in other words."""
    mine, others = (
        {shingle for row in side if row.is_whole for shingle in row.shingles.hashes} for side in (own, theirs)
    )
    both = len(mine & others)
    if min(len(mine), len(others)) < LEAST_WHOLE:
        return False
    return both >= OF_WHOLE * len(mine) or both >= OF_BOTH * max(len(mine), len(others))
