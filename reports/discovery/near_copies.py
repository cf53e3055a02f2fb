"""Near-copies: published reports that share many sentences, gathered in groups.

Two reports are near-copies if `SHARED` of the shorter one's sentences stand in the other too. Sentences that more than
`COMMON` reports have are phrases of the trade and do not count. Reports that say exactly the same are copies, however
many there are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Min

from reports.models import NearCopy, SentenceHash, TextProfile

SHARED = 0.3
COMMON = 20
LEAST_SHARED = 3
"""Fewer sentences in common are a coincidence, however short the reports are."""

AT_ONCE = 2000

Holders = dict[int, set[int]]
"""The reports that have a sentence, by its hash."""


def holders_of(values: Iterable[int]) -> Holders:
    """Return the reports that have each of some sentences, `COMMON` + 1 at most. One query for each 2,000 sentences."""
    found: Holders = defaultdict(set)
    wanted = sorted(set(values))
    for start in range(0, len(wanted), AT_ONCE):
        rows = SentenceHash.objects.filter(value__in=wanted[start : start + AT_ONCE])
        for value, report in rows.values_list("value", "report"):
            found[value].add(report)
    return found


def near_copies_of(own: Mapping[int, set[int]], holders: Holders) -> dict[int, set[int]]:
    """Return the near-copies of reports, of exact ones the first, by their sentences and who has those. 3 queries."""
    shared = {pk: _shared(pk, values, holders) for pk, values in own.items()}
    candidates = {*own, *(other for counts in shared.values() for other in counts)}
    lengths = dict(TextProfile.objects.filter(report__in=candidates).values_list("report", "sentences"))
    found = {
        pk: {other for other, number in counts.items() if number >= SHARED * min(lengths[pk], lengths[other])}
        for pk, counts in shared.items()
    }
    for pk, first in _exact_copies(own):
        found[pk].add(first)
    return found


def _shared(report: int, values: Iterable[int], holders: Holders) -> dict[int, int]:
    """Return how many sentences that few have others share with a report, if they are enough to tell."""
    shared: Counter[int] = Counter()
    for value in values:
        others = holders.get(value, set())
        if len(others) <= COMMON:
            shared.update(others)
    return {other: number for other, number in shared.items() if number >= LEAST_SHARED and other != report}


def _exact_copies(keys: Iterable[int]) -> list[tuple[int, int]]:
    """Return reports, each with the first one that says the same."""
    own = TextProfile.objects.filter(report__in=keys, sentences_digest__isnull=False)
    digests = dict(own.values_list("report", "sentences_digest"))
    same = TextProfile.objects.filter(sentences_digest__in=set(digests.values()))
    firsts = dict(same.values_list("sentences_digest").annotate(first=Min("report"))) if digests else {}
    return [(pk, firsts[digest]) for pk, digest in digests.items() if firsts[digest] != pk]


def regroup(changed: Mapping[int, set[int]], holders: Holders | None = None) -> None:
    """Bring the groups up to date for reports whose sentences, with their holders, are new; gone ones have none.

    A group that one of them belonged to may fall apart, and is looked at as a whole. Up to 10 queries.
    """
    own = dict(changed)
    groups = set(NearCopy.objects.filter(report__in=changed).values_list("group", flat=True))
    left = set(NearCopy.objects.filter(group__in=groups).values_list("report", flat=True)) if groups else set()
    left -= changed.keys()
    if left:
        own |= _sentences_of(left)
    pairs = near_copies_of(own, _known(own, holders or {}))
    partners = {other for others in pairs.values() for other in others} - own.keys()
    leaders = set(NearCopy.objects.filter(report__in=partners).values_list("group", flat=True)) if partners else set()
    if leaders:
        for pk, leader in NearCopy.objects.filter(group__in=leaders).values_list("report", "group"):
            pairs.setdefault(pk, set()).add(leader)
    joined = [group for group in _components(pairs) if len(group) > 1]
    if groups or leaders:
        NearCopy.objects.filter(report__in={*own, *(pk for group in joined for pk in group)}).delete()
    NearCopy.objects.bulk_create(NearCopy(report_id=pk, group=min(group)) for group in joined for pk in sorted(group))


def _sentences_of(keys: Collection[int]) -> dict[int, set[int]]:
    """Return the hashes that are stored of some reports. One query."""
    found: dict[int, set[int]] = {pk: set() for pk in keys}
    for value, report in SentenceHash.objects.filter(report__in=keys).values_list("value", "report"):
        found[report].add(value)
    return found


def _known(own: Mapping[int, set[int]], holders: Holders) -> Holders:
    """Return the holders of all sentences of some reports; those that are missing are looked up."""
    missing = {value for values in own.values() for value in values} - holders.keys()
    return {**holders, **holders_of(missing)} if missing else holders


def _components(pairs: Mapping[int, Iterable[int]]) -> list[set[int]]:
    """Return the sets of reports that hang together."""
    group_of: dict[int, set[int]] = {}
    for pk, others in pairs.items():
        joined = group_of.setdefault(pk, {pk})
        for other in others:
            more = group_of.setdefault(other, {other})
            if more is not joined:
                if len(more) > len(joined):
                    joined, more = more, joined
                joined |= more
                group_of.update(dict.fromkeys(more, joined))
    return list({id(group): group for group in group_of.values()}.values())
