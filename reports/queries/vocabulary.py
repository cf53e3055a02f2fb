"""The words of published reports, kept to correct queries by; written where they are described."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import add

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least

from reports.documents.readings import syllables
from reports.models import Report, SearchEntry, VocabularyKey, VocabularyWord

ENOUGH = 100
"""Reports that a word is counted in: more would only have every publication write the rows of the same words."""

SHORTEST, LONGEST = 4, 20
"""Letters of an English word that is corrected, or corrected to."""

HAN = "\u3400-\u9fff"
_ENGLISH = re.compile(r"(?<![^\W_])[a-z]{%d,%d}(?![^\W_])" % (SHORTEST, LONGEST))  # noqa: UP031
_CHINESE = re.compile(f"[{HAN}]{{2,}}")
_PROMINENT_LINES = 3
"""Lines at the beginning of an index row's text that are title, units and summary."""

_AT_ONCE = 1000
_COLUMNS = ("word", "pk", "frequency")


@transaction.atomic
def learn_words(reports: Iterable[Report | int]) -> None:
    """Take up the words of published reports, whose index rows are written; a report that has no profile is counted.

    A profile is made right after, in the same transaction, so that each is counted once. Words of reports that are
    withdrawn stay: a correction is offered only when it finds reports. Up to three queries for each 1,000 words, and
    five for each 1,000 that are new.
    """
    runs: dict[str, str] = {}
    counts: Counter[str] = Counter()
    rows = SearchEntry.objects.filter(report__in=reports).order_by("report")
    for text, headings, profile in rows.values_list("text", "headings", "report__text_profile"):
        found = dict(_words_of(text, headings))
        runs |= found
        if profile is None:
            counts.update(found.keys())
    for batch in _batches(runs):
        known = {row[0]: row[1:] for row in VocabularyWord.objects.filter(word__in=batch).values_list(*_COLUMNS)}
        _insert({word: runs[word] for word in batch if word not in known}, counts)
        _count({pk: counts[word] for word, (pk, frequency) in known.items() if frequency < ENOUGH and counts[word]})


def _count(steps: Mapping[int, int]) -> None:
    """Count words once more; rows that another publication is just writing are left out, not waited for."""
    by_step: dict[int, list[int]] = defaultdict(list)
    free = VocabularyWord.objects.filter(pk__in=steps).order_by("pk").select_for_update(skip_locked=True)
    for pk in free.values_list("pk", flat=True) if steps else ():
        by_step[steps[pk]].append(pk)
    for step, keys in sorted(by_step.items()):
        rows = VocabularyWord.objects.filter(pk__in=keys)
        rows.update(frequency=Least(F("frequency") + step, ENOUGH))


def rebuild_vocabulary() -> None:
    """Make the vocabulary anew from the index rows, in one transaction."""
    runs: dict[str, str] = {}
    counts: Counter[str] = Counter()
    rows = SearchEntry.objects.order_by("pk").values_list("text", "headings")
    for text, headings in rows.iterator(chunk_size=500):
        found = dict(_words_of(text, headings))
        runs |= found
        counts.update(found.keys())
    with transaction.atomic():
        VocabularyKey.objects.all().delete()
        VocabularyWord.objects.all().delete()
        for batch in _batches(runs):
            _insert({word: runs[word] for word in batch}, counts)


def _batches(words: Iterable[str]) -> Iterator[list[str]]:
    """Yield the words some at a time, in one order, so that two who publish at once wait for each other."""
    ordered = iter(sorted(words))
    while batch := list(islice(ordered, _AT_ONCE)):
        yield batch


def _words_of(text: str, headings: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a folded text, each with the run of characters that it is read in.

    English ones have none; Chinese ones are the pairs of characters in its titles and headings.
    """
    for word in _ENGLISH.findall(text):
        yield word, ""
    for run in _CHINESE.findall("\n".join([*text.split("\n", _PROMINENT_LINES)[:_PROMINENT_LINES], headings])):
        for pair in map(add, run, run[1:]):
            yield pair, run


def _insert(runs: Mapping[str, str], counts: Mapping[str, int]) -> None:
    """Store new words; Chinese ones with their reading as a key."""
    rows = [VocabularyWord(word=word, frequency=min(counts[word], ENOUGH)) for word in runs]
    VocabularyWord.objects.bulk_create(rows, ignore_conflicts=True)
    # Another publication may have stored some meanwhile, with their keys.
    pairs = [word for word, run in runs.items() if run]
    without = VocabularyWord.objects.filter(word__in=pairs, keys=None).values_list("pk", "word")
    spoken = {run: syllables(run) for run in set(runs.values())}
    VocabularyKey.objects.bulk_create(
        VocabularyKey(word_id=pk, key=_reading(word, runs[word], spoken[runs[word]])) for pk, word in without
    )


def _reading(pair: str, run: str, spoken: Sequence[str]) -> str:
    place = run.index(pair)
    return f"{spoken[place]} {spoken[place + 1]}"
