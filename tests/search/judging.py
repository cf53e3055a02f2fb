"""The search judged: how near its order comes to the one that a reader of the documents gave."""

import math
import statistics
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.db.models import F, Max
from django.utils import timezone

from reports.models import Report, SearchEntry
from reports.search import SearchRequest, search_reports
from tests.benchmarks.printing import print_bar

DEMO, HELD_OUT, SEEDS = "demo", "held_out", "seeds"
"""The sets of graded searches: the order was fitted to the first one only."""

LABELS = {
    DEMO: "on the demo content",
    HELD_OUT: "on the demo content, never fitted to",
    SEEDS: "on real pages, never fitted to",
}
BEST = 10
NDCG, FIRST = 0.9, 0.85


@dataclass(frozen=True, slots=True)
class Judged:
    """A search with the grade, 1 to 3, of each report that answers it, and those that may come first."""

    query: str
    where: str
    first: Sequence[str]
    grades: dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search gave, best first, and how good that is: 1 is the best possible order."""

    judged: Judged
    given: Sequence[str]

    @property
    def ndcg(self) -> float:
        best = sorted(self.judged.grades.values(), reverse=True)
        return _gain([self.judged.grades.get(name, 0) for name in self.given]) / _gain(best)

    @property
    def is_first_expected(self) -> bool:
        return bool(self.given) and self.given[0] in self.judged.first


def judge(seeds: Path | None = None) -> None:
    """Fill the empty database with the demo, or with the seeds of a folder, and print how good the searches are."""
    call_command("migrate", verbosity=0)
    if seeds:
        # A folder of seeds may hold notes on them too.
        pages = sorted(str(path) for path in seeds.glob("[0-9]*.txt"))
        call_command("import_reports", *pages, publish=True, override="judged as they are")
        print_judged(SEEDS, outcomes(SEEDS))
        return
    call_command("load_demo")
    for name in (DEMO, HELD_OUT):
        print_judged(name, outcomes(name))


def judged_searches(name: str) -> list[Judged]:
    path = Path(__file__).with_name("judged") / f"{name}.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["search"]
    return [
        Judged(
            row["query"],
            row.get("where", ""),
            row["first"],
            {report: grade for grade in (3, 2, 1) for report in row.get(str(grade), [])},
        )
        for row in rows
    ]


def outcomes(name: str) -> list[Outcome]:
    """Return what the search gives now for each judged search of a set; its reports are loaded."""
    names = report_names()
    found = []
    for judged in judged_searches(name):
        hits = search_reports(SearchRequest(judged.query, judged.where)).hits
        found.append(Outcome(judged, [names[hit.report.pk] for hit in hits]))
    return found


def report_names() -> dict[int, str]:
    """Return for each report's key its file without the ending, and "#" with the number of a part.

    Of the files of the seeds, the number before the "_" is enough.
    """
    rows = Report.objects.values_list("pk", "source__name", "position")
    return {pk: Path(name).stem.partition("_")[0] + (f"#{part}" if part else "") for pk, name, part in rows}


def move_to_age(days: int) -> None:
    """Move all days of publication so that the latest is so many days ago, whenever this runs."""
    latest = SearchEntry.objects.aggregate(latest=Max("published_at"))["latest"]
    step = timezone.now() - timedelta(days=days) - latest
    SearchEntry.objects.update(published_at=F("published_at") + step)
    Report.objects.exclude(published_at=None).update(published_at=F("published_at") + step)


def mean_ndcg(found: Sequence[Outcome]) -> float:
    return statistics.fmean(outcome.ndcg for outcome in found)


def share_first(found: Sequence[Outcome]) -> float:
    return statistics.fmean(outcome.is_first_expected for outcome in found)


def print_judged(name: str, found: Sequence[Outcome]) -> None:
    """Print the bars of a set, then each search that falls short with what it gave and the grades."""
    for outcome in sorted(found, key=lambda outcome: outcome.ndcg):
        if outcome.ndcg < NDCG or not outcome.is_first_expected:
            print(describe(outcome))
    print()
    print_bar(f"nDCG@{BEST} of {len(found)} searches {LABELS[name]}, graded by reading", mean_ndcg(found), NDCG)
    print_bar(f"expected report first, {LABELS[name]}", share_first(found), FIRST)


def describe(outcome: Outcome) -> str:
    judged = outcome.judged
    where = f" in {judged.where}" if judged.where else ""
    given = ", ".join(f"{name} ({judged.grades.get(name, 0)})" for name in outcome.given[:4]) or "nothing"
    wanted = "" if outcome.is_first_expected else f"; expected first: {' or '.join(judged.first)}"
    return f"{outcome.ndcg:.2f}  {judged.query}{where}: {given}{wanted}"


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:BEST]))
