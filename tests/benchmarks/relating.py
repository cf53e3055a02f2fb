"""Related reports and near-copies on labelled texts: how good, and how long a report takes."""

import math
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F

from reports import listings
from reports.discovery import profiles, restock
from reports.discovery.profiles import Wording
from reports.discovery.subjects import same_subject
from reports.enums import ReportStatus
from reports.models import ListingCount, NearCopy, Report
from reports.search import fold
from tests.benchmarks.generator import fast_writes
from tests.benchmarks.labelled import Labelled, labelled_texts
from tests.benchmarks.printing import print_bar

BEST = 10
QUERIES = 1000
BATCH = 50
SINGLE = 100
GROWN = 100_000
NDCG, RECALL, FALSE, MILLISECONDS = 0.95, 0.95, 0.01, 20
COPIED = (
    ("reports_keyterm", "term, report_id, weight", "term, report_id + {step}, weight"),
    ("reports_sentencehash", "value, report_id", "value / 2 + {step}, report_id + {step}"),
    ("reports_textprofile", "report_id, digest, sentences", "report_id + {step}, 0, sentences"),
)
"""Tables with the columns that are copied to make them larger."""

FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


def measure(total: int) -> None:
    """Fill the empty database with labelled texts, print a table and the bars."""
    call_command("migrate", verbosity=0)
    texts = fill(total)
    print(f"\n{total:,} labelled reports on {connection.display_name}\n")
    found, seconds = relate(texts)
    quality = statistics.fmean(ndcg(texts[pk], best, texts) for pk, best in found.items())
    recall, false = judge_copies(texts)
    print_bar(f"nDCG@{BEST} on topics, {len(found):,} reports", quality, NDCG)
    print_bar("near-copies recognised", recall, RECALL)
    print_bar("false near-copies a report", false, FALSE, at_most=True)
    print(f"         same subject, {BATCH} at once: {seconds / len(found) * 1000:.2f} ms a report")
    print_times(total, total)
    if total * 2 <= GROWN:
        grow(total)
        print_times(total, GROWN // total * total)


def print_times(total: int, size: int) -> None:
    print(f"\n{size:,} reports, one at a time\n")
    for name, times in time_singles(total).items():
        own, clock = (sorted(row) for row in zip(*times, strict=True))
        print_bar(f"{name}, ms of one report", statistics.median(own), MILLISECONDS, at_most=True)
        within = ", ".join(
            f"{row[len(row) * 19 // 20]:.1f} ms {name}" for row, name in ((own, "own"), (clock, "clock"))
        )
        print(f"         by the clock {statistics.median(clock):.1f} ms; 95 of 100 within {within}")


def grow(total: int) -> None:
    """Make the tables larger, up to `GROWN` reports: others with the same terms, but sentences of their own."""
    with fast_writes():
        for step in range(total, GROWN // total * total, total):
            copy_reports(total, step)
            with connection.cursor() as cursor:
                for table, columns, values in COPIED:
                    chosen = values.format(step=step)
                    cursor.execute(
                        f"INSERT INTO {table} ({columns}) SELECT DISTINCT {chosen} FROM {table}"
                        f" WHERE report_id <= {total}"
                    )
        ListingCount.objects.update(count=F("count") * (GROWN // total))
    analyze()


def copy_reports(total: int, step: int) -> None:
    for start in range(0, total, 5000):
        rows = Report.objects.filter(pk__gt=start, pk__lte=min(start + 5000, total)).only("language", "published_at")
        Report.objects.bulk_create(
            Report(
                pk=row.pk + step,
                title="-",
                slug="-",
                language=row.language,
                status=ReportStatus.PUBLISHED,
                published_at=row.published_at,
            )
            for row in rows
        )


def analyze() -> None:
    """Gather the planner's figures, as a server does by itself after a while."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def fill(total: int) -> dict[int, Labelled]:
    """Write the reports and what they are compared by; return the texts by key, without their sentences."""
    kept: dict[int, Labelled] = {}
    batch: list[Labelled] = []
    spent, started = 0.0, time.monotonic()
    sizes: dict[str, int] = defaultdict(int)
    for text in labelled_texts(total):
        kept[text.number] = replace(text, sentences=())
        sizes[text.language] += 1
        batch.append(text)
        if len(batch) == BATCH or text.number == total:
            spent += store(batch)
            batch = []
            elapsed = time.monotonic() - started
            print(f"\r  {elapsed:5.0f} s  {text.number:,} of {total:,} described", end="", file=sys.stderr, flush=True)
    listings.write_counts({(f"language:{language}", "all"): number for language, number in sizes.items()})
    print(f"\n{'':<9}described {total / spent:.0f} reports a second of one core")
    analyze()
    return kept


def store(batch: Sequence[Labelled]) -> float:
    """Write some reports, return the seconds that describing them takes."""
    Report.objects.bulk_create(
        Report(
            pk=text.number,
            title=text.title,
            slug="-",
            language=text.language,
            status=ReportStatus.PUBLISHED,
            published_at=FIRST_DAY + timedelta(minutes=text.number),
        )
        for text in batch
    )
    wordings = [Wording(text.number, text.language, text.title, fold(text.text)) for text in batch]
    started = time.process_time()
    with transaction.atomic():
        profiles.count_terms_of(wordings)
        profiles.replace(wordings)
    return time.process_time() - started


def relate(texts: Iterable[int]) -> tuple[dict[int, list[int]], float]:
    """Return the best neighbours of a sample of the reports, and the seconds that took."""
    keys = sorted(texts)
    sample = random.Random("relate").sample(keys, min(QUERIES, len(keys)))
    found: dict[int, list[int]] = {}
    started = time.process_time()
    for start in range(0, len(sample), BATCH):
        reports = list(Report.objects.filter(pk__in=sample[start : start + BATCH]).with_tags())
        for pk, alike in same_subject(reports, BEST).items():
            found[pk] = [other.report for other in alike]
    return found, time.process_time() - started


def ndcg(text: Labelled, best: Sequence[int], texts: dict[int, Labelled]) -> float:
    """Return how much of the best possible order is reached: reports of the topic first."""
    gains = [1 / math.log2(place + 2) for place in range(BEST)]
    reached = sum(gains[place] for place, pk in enumerate(best) if texts[pk].topic == text.topic)
    return reached / sum(gains)


def judge_copies(texts: dict[int, Labelled]) -> tuple[float, float]:
    """Return the share of the pairs of copies that stand in one group, and wrong pairs for each report."""
    labelled: dict[int, list[int]] = defaultdict(list)
    for pk, text in texts.items():
        labelled[text.original].append(pk)
    grouped: dict[int, list[int]] = defaultdict(list)
    for pk, group in NearCopy.objects.values_list("report", "group"):
        grouped[group].append(pk)
    true, told = (
        {pair for keys in groups.values() for pair in combinations(sorted(keys), 2)} for groups in (labelled, grouped)
    )
    return len(true & told) / max(1, len(true)), len(told - true) / len(texts)


def time_singles(total: int) -> dict[str, list[tuple[float, float]]]:
    """Return the milliseconds that single reports take: neighbours worked out, and the text compared anew."""
    sample = random.Random("single").sample(range(1, total + 1), min(SINGLE, total))
    texts = {text.number: text for text in labelled_texts(total) if text.number in set(sample)}

    def rewrite(pk: int) -> None:
        text = texts[pk]
        profiles.replace([Wording(pk, text.language, text.title, fold(text.text))])

    return {
        "neighbours worked out": [milliseconds(lambda pk=pk: restock([pk])) for pk in sample],
        "text compared anew": [milliseconds(lambda pk=pk: rewrite(pk)) for pk in sample],
    }


def milliseconds(function: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds of this core, and those of the clock, in which a database server works too."""
    clock, own = time.perf_counter(), time.process_time()
    function()
    return (time.process_time() - own) * 1000, (time.perf_counter() - clock) * 1000
