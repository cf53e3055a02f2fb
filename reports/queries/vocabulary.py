"""The words of published reports, kept to correct queries by; written in the transaction that publishes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

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


@transaction.atomic
def learn_words(reports: Sequence[Report]) -> None:
    """Take up the words of published reports, whose index rows are written, that are new.

    Words of reports that are withdrawn stay: a correction is offered only when it finds reports. Two queries, and
    three more for each 1,000 new words.
    """
    words = {word: reading for each in _words_of_each(reports) for word, reading in each.items()}
    for batch in _batches(words):
        known = set(VocabularyWord.objects.filter(word__in=batch).values_list("word", flat=True))
        _insert({word: words[word] for word in batch if word not in known}, Counter())


@transaction.atomic
def count_words(reports: Sequence[Report]) -> None:
    """Count the words of reports just published once more; three queries for each 1,000.

    Rows that another publication is just writing are left out, not waited for.
    """
    counts = Counter(word for words in _words_of_each(reports) for word in words)
    for batch in _batches(counts):
        rows = VocabularyWord.objects.filter(word__in=batch, frequency__lt=ENOUGH).order_by("pk")
        keys = dict(rows.select_for_update(skip_locked=True).values_list("pk", "word"))
        for times in sorted({counts[word] for word in keys.values()}):
            counted = VocabularyWord.objects.filter(pk__in=[pk for pk, word in keys.items() if counts[word] == times])
            counted.update(frequency=Least(F("frequency") + times, ENOUGH))


def rebuild_vocabulary() -> None:
    """Make the vocabulary anew from the index rows, in one transaction."""
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    rows = SearchEntry.objects.order_by("pk").values_list("text", "headings")
    for text, headings in rows.iterator(chunk_size=500):
        found = dict(_words_of(text, headings))
        words |= found
        counts.update(found.keys())
    with transaction.atomic():
        VocabularyKey.objects.all().delete()
        VocabularyWord.objects.all().delete()
        for batch in _batches(words):
            _insert({word: words[word] for word in batch}, counts)


def _batches(words: Iterable[str]) -> Iterator[list[str]]:
    """Yield the words some at a time, in one order, so that two who publish at once wait for each other."""
    ordered = iter(sorted(words))
    while batch := list(islice(ordered, _AT_ONCE)):
        yield batch


def _words_of_each(reports: Sequence[Report]) -> Iterator[dict[str, str]]:
    """Yield the words of each report, with their readings."""
    for row in SearchEntry.objects.filter(report__in=reports).values_list("text", "headings"):
        yield dict(_words_of(*row))


def deletions(word: str) -> set[str]:
    """Return a word and all that is left of it without one of its letters.

    Of two words that differ by a letter more, less or another one, or by two in the wrong order, these are never
    all different.
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _words_of(text: str, headings: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a folded text with their readings.

    English ones have none; Chinese ones are the pairs of characters in its titles and headings.
    """
    for match in _ENGLISH.finditer(text):
        yield match[0], ""
    for run in _CHINESE.findall("\n".join([*text.split("\n", _PROMINENT_LINES)[:_PROMINENT_LINES], headings])):
        spoken = syllables(run)
        for place in range(len(run) - 1):
            yield run[place : place + 2], f"{spoken[place]} {spoken[place + 1]}"


def _insert(readings: dict[str, str], counts: Counter[str]) -> None:
    """Store new words with their keys: the reading, or for English words what is left without a letter."""
    rows = [VocabularyWord(word=word, frequency=min(counts[word], ENOUGH)) for word in readings]
    VocabularyWord.objects.bulk_create(rows, ignore_conflicts=True)
    # Another publication may have stored some meanwhile, with their keys.
    without = VocabularyWord.objects.filter(word__in=readings, keys=None).values_list("pk", "word")
    VocabularyKey.objects.bulk_create(
        (
            VocabularyKey(word_id=pk, key=key)
            for pk, word in without
            for key in ([readings[word]] if readings[word] else sorted(deletions(word)))
        ),
        batch_size=5 * _AT_ONCE,
    )
