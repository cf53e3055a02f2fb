"""Keeping in step what published reports are compared by: key terms, sentences, and how common terms are.

The text is the one of the search index, written before in the same transaction. How common a term is, is learnt from
the first texts published in a language and from one in `COUNTED_ONE_IN` later ones; what was counted stays counted.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.db.models import F, QuerySet

from reports.discovery.near_copies import COMMON, LEAST_SHARED, holders_of, regroup
from reports.discovery.wording import count_terms, hash_sentences, hash_text
from reports.models import KeyTerm, NearCopy, SearchEntry, SentenceHash, TermCount, TextProfile

KEY_TERMS = 40
COUNTED_FIRST = 500
COUNTED_ONE_IN = 16
COMMON_SHARE = 0.25
"""A term that a larger share of the texts holds is no key term ..."""

COMMON_AT_LEAST = 20
"""... if it is so many: of a handful of reports most may well be on one subject."""

RARE = 5
"""Terms that fewer texts hold weigh no more: most of them are accidents of wording."""

TERMS_AT_ONCE = 2000
AT_ONCE = 50
_ALL = ""


@dataclass(frozen=True)
class Wording:
    """What a published report says."""

    report: int
    language: str
    title: str
    text: str

    @cached_property
    def digest(self) -> int:
        """A number that names title and text."""
        return hash_text(f"{self.language}\n{self.title}\n{self.text}")

    @cached_property
    def terms(self) -> dict[str, int]:
        """How often it speaks of each term that it repeats; of all terms, if those are too few to choose from."""
        terms = count_terms(self.title, self.text)
        repeated = {term: count for term, count in terms.items() if count > 1}
        return repeated if len(repeated) >= 2 * KEY_TERMS else terms

    @cached_property
    def sentences(self) -> set[int]:
        """The hashes of its sentences."""
        return hash_sentences(self.text)

    @property
    def sentences_digest(self) -> int | None:
        """A number that names the sentences, if they are enough to tell."""
        return hash_text(" ".join(map(str, sorted(self.sentences)))) if len(self.sentences) >= LEAST_SHARED else None


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare terms of a language are. A term that is not known is as rare as can be."""

    total: int
    counts: Mapping[str, int]

    def share(self, term: str) -> float:
        """Return the share of the texts that hold a term, 0 to 1."""
        return min(1.0, self.counts.get(term, 0) / max(1, self.total))

    def weight(self, term: str) -> float:
        """Return how telling a term is: 0 where so many texts hold it that it tells nothing."""
        count = self.counts.get(term, 0)
        if count > max(COMMON_AT_LEAST, self.total * COMMON_SHARE):
            return 0.0
        return math.log(1 + self.total / max(count, RARE))


def rarity_of(language: str, terms: Iterable[str]) -> Rarity:
    """Return how rare terms are in a language. One query for each 2,000 terms."""
    counts: dict[str, int] = {}
    for part in _parts(sorted({_ALL, *terms})):
        rows = TermCount.objects.filter(language=language, term__in=part)
        counts |= dict(rows.values_list("term", "count"))
    return Rarity(counts.pop(_ALL, 0), counts)


@transaction.atomic
def describe(keys: Iterable[int]) -> None:
    """Bring terms, sentences and groups of near-copies up to date for reports that were published or changed.

    Reports without a row in the index are forgotten. About 20 queries, however many reports; 2 where no text changed.
    """
    wanted = set(keys)
    digests = dict(TextProfile.objects.filter(report__in=wanted).values_list("report", "digest"))
    found = {wording.report: wording for wording in _wordings(wanted)}
    changed = [wording for pk, wording in found.items() if digests.get(pk) != wording.digest]
    if changed:
        count_terms_of([wording for wording in changed if wording.report not in digests])
        replace(changed)
    if gone := digests.keys() - found.keys():
        forget(gone)


@transaction.atomic
def forget(keys: Iterable[int]) -> None:
    """Compare reports with others no longer."""
    gone = set(keys)
    _delete_rows(gone)
    regroup({pk: set() for pk in gone})


def undescribed() -> Iterator[list[int]]:
    """Yield the keys of the published reports that are not described yet, some at a time; they are to be described."""
    return _in_turn(SearchEntry.objects.filter(report__text_profile=None))


@transaction.atomic
def describe_anew() -> None:
    """Describe all published reports anew; all terms are counted before any is chosen."""
    for model in (NearCopy, SentenceHash, KeyTerm, TextProfile, TermCount):
        model.objects.all().delete()
    for keys in _in_turn(SearchEntry.objects.all()):
        count_terms_of(_wordings(keys))
    for keys in _in_turn(SearchEntry.objects.all()):
        replace(list(_wordings(keys)))


def _in_turn(entries: QuerySet[SearchEntry]) -> Iterator[list[int]]:
    """Yield the keys of the reports of index rows, some at once."""
    last = 0
    while keys := list(entries.filter(report__gt=last).order_by("report").values_list("report", flat=True)[:AT_ONCE]):
        yield keys
        last = keys[-1]


def _wordings(keys: Iterable[int]) -> Iterator[Wording]:
    """Yield what the published ones of some reports say. One query."""
    entries = SearchEntry.objects.filter(report__in=keys).order_by("report")
    for row in entries.values_list("report", "report__language", "report__title", "text"):
        yield Wording(*row)


def _delete_rows(keys: Collection[int]) -> None:
    for model in (SentenceHash, KeyTerm, TextProfile):
        model.objects.filter(report__in=keys).delete()


def replace(changed: Sequence[Wording]) -> None:
    """Store what reports are compared by in place of what they were."""
    _delete_rows({wording.report for wording in changed})
    holders = holders_of({value for wording in changed for value in wording.sentences})
    sentences = []
    for wording in changed:
        for value in sorted(wording.sentences):
            if len(holders[value]) <= COMMON:
                sentences.append(SentenceHash(value=value, report_id=wording.report))
            holders[value].add(wording.report)
    SentenceHash.objects.bulk_create(sentences)
    KeyTerm.objects.bulk_create(_key_terms(changed))
    TextProfile.objects.bulk_create(
        TextProfile(
            report_id=wording.report,
            digest=wording.digest,
            sentences=len(wording.sentences),
            sentences_digest=wording.sentences_digest,
        )
        for wording in changed
    )
    regroup({wording.report: wording.sentences for wording in changed}, holders)


def _key_terms(changed: Sequence[Wording]) -> Iterator[KeyTerm]:
    """Yield the terms that tell most about each text, considering how common they are."""
    for language, wordings in _by_language(changed).items():
        rarity = rarity_of(language, {term for wording in wordings for term in wording.terms})
        for wording in wordings:
            telling = {term: count * rarity.weight(term) for term, count in wording.terms.items()}
            best = sorted((term for term in telling if telling[term]), key=lambda term: (-telling[term], term))
            for term in best[:KEY_TERMS]:
                yield KeyTerm(term=term, report_id=wording.report, weight=wording.terms[term])


def _by_language(wordings: Iterable[Wording]) -> dict[str, list[Wording]]:
    found: dict[str, list[Wording]] = defaultdict(list)
    for wording in sorted(wordings, key=lambda wording: (wording.language, wording.report)):
        found[wording.language].append(wording)
    return found


def count_terms_of(new: Iterable[Wording]) -> None:
    """Add texts that were not published before to what is known of terms."""
    for language, wordings in _by_language(new).items():
        TermCount.objects.bulk_create([TermCount(language=language, term=_ALL)], ignore_conflicts=True)
        # Who counts at the same time waits here.
        counted = TermCount.objects.select_for_update().get(language=language, term=_ALL).count
        steps: Counter[str] = Counter()
        for wording in wordings:
            if counted + steps[_ALL] < COUNTED_FIRST or wording.report % COUNTED_ONE_IN == 0:
                steps.update([_ALL, *wording.terms])
        if steps:
            _add_to_counts(language, steps)


def _add_to_counts(language: str, steps: Mapping[str, int]) -> None:
    for part in _parts(sorted(steps)):
        known = set(TermCount.objects.filter(language=language, term__in=part).values_list("term", flat=True))
        TermCount.objects.bulk_create(
            TermCount(language=language, term=term, count=steps[term]) for term in part if term not in known
        )
        by_step = defaultdict(list)
        for term in known:
            by_step[steps[term]].append(term)
        for step, terms in by_step.items():
            TermCount.objects.filter(language=language, term__in=terms).update(count=F("count") + step)


def _parts(terms: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(terms), TERMS_AT_ONCE):
        yield terms[start : start + TERMS_AT_ONCE]
