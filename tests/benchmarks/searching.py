"""Times of the search by class of query, on corpora of two sizes in turn, with their ratio; and the index's size."""

import multiprocessing
import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.utils import ConnectionHandler

from reports.models import SearchEntry, Suggestion, SuggestionKey
from reports.queries import rebuild_suggestions, suggestions_for
from reports.search import SearchRequest, is_of_text, results, search_reports
from reports.search.ranking import Question
from summaries import environment
from tests.benchmarks.memory import one_worker, resident_mib, send

SAMPLE = 3000
"""Reports whose tokens say how frequent each is."""

QUERIES = 30
ROUNDS = 3
BANDS = {"> 30 %": (0.3, 0.95), "10-30 %": (0.1, 0.3), "2-10 %": (0.02, 0.1), "0.2-2 %": (0.002, 0.02)}
CLIENTS = 4
SEED = 11


def measure(addresses: Mapping[int, str]) -> None:
    """Print the table of each corpus, and their ratios class by class."""
    found, ranked = {}, {}
    for size, address in addresses.items():
        use(address)
        call_command("migrate", verbosity=0)
        queries = draw()
        print(f"\n{size:,} reports on {connection.display_name}; milliseconds of a call, {ROUNDS} rounds, warm\n")
        with parts_timed() as parts:
            found[size] = times(queries, parts)
        ranked[size] = {name: parts[name]["ranking"] for name in queries}
        print_table(found[size], parts)
        print_sizes(size)
        print_clients(address, queries, found[size])
        print_suggestions()
        print_worker(address, queries)
    if len(found) > 1:
        small, large = min(found), max(found)
        print(f"\n{large:,} against {small:,} reports: p50 and p95 of the whole call, of the ranking")
        for name in found[large]:
            pairs = [(p(own[large][name]) / p(own[small][name])) for own in (found, ranked) for p in (p50, p95)]
            print(f"{name:<26}" + "".join(f"{ratio:>8.2f}" for ratio in pairs))


def use(address: str) -> None:
    settings = dict(connections[DEFAULT_DB_ALIAS].settings_dict) | environment.read_database("BENCHMARK", address)
    connections[DEFAULT_DB_ALIAS] = ConnectionHandler({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS]


def draw() -> dict[str, list[SearchRequest]]:
    """Return queries of each class, drawn from the corpus by how many of a sample of its reports hold them."""
    chance = random.Random(SEED)
    last = SearchEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    numbers = chance.sample(range(1, last + 1), min(SAMPLE, last))
    counts: Counter[str] = Counter()
    texts = []
    for start in range(0, len(numbers), 500):
        rows = SearchEntry.objects.filter(number__in=numbers[start : start + 500]).order_by("number")
        for text, tokens in rows.values_list("text", "tokens"):
            texts.append(text)
            counts.update(filter(is_of_text, tokens.split()))
    shares = {token: count / len(texts) for token, count in sorted(counts.items())}
    words = {token: share for token, share in shares.items() if len(token) > 1 and not token.isdigit()}
    by_class = {name: pick(chance, words, *band) for name, band in BANDS.items()}
    by_class["rare"] = pick(chance, words, 0, 0.002)
    by_class["one character"] = pick(
        chance, {t: s for t, s in shares.items() if len(t) == 1 and t > "\u4e00"}, 0.001, 1
    )
    frequent = pick(chance, words, 0.05, 0.5, 2 * QUERIES)
    by_class["two words"] = [" ".join(chance.sample(frequent, 2)) for _query in range(QUERIES)]
    by_class["phrase"] = list(phrases(chance, texts))
    requests = {name: [SearchRequest(query) for query in queries] for name, queries in by_class.items()}
    common = [*by_class["> 30 %"], *by_class["10-30 %"], *by_class["2-10 %"]]
    facets = some_facets(chance)
    requests["with a filter"] = [SearchRequest(chance.choice(common), facets=((f,),)) for f in facets[:QUERIES]]
    requests["filter leaves nothing"] = [
        SearchRequest(chance.choice(common), facets=(("language:zh",), ("language:en",)))
        for _query in range(QUERIES // 2)
    ] + [SearchRequest(query, facets=(("tag:999999",),)) for query in common[: QUERIES // 2]]
    requests["in problems"] = [SearchRequest(query, where="problems") for query in common[:QUERIES]]
    requests["page 50"] = [SearchRequest(query, page=50) for query in by_class["10-30 %"]]
    return requests


def pick(
    chance: random.Random, shares: Mapping[str, float], least: float, most: float, number: int = QUERIES
) -> list[str]:
    fitting = [token for token, share in shares.items() if least <= share < most]
    return chance.sample(fitting, min(number, len(fitting)))


def phrases(chance: random.Random, texts: Sequence[str]) -> Iterator[str]:
    """Yield substrings of three to six Chinese characters and quoted English phrases, as they stand in the texts."""
    drawn = 0
    while drawn < QUERIES:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        piece = text[start : start + chance.randint(3, 6)]
        if all("\u4e00" <= character <= "\u9fff" for character in piece):
            yield piece
            drawn += 1
        elif text[start : start + 40].isascii() and len(words := text[start : start + 40].split()) > 4:
            yield f'"{words[1]} {words[2]}"'
            drawn += 1


def some_facets(chance: random.Random) -> list[str]:
    rows = SearchEntry.objects.order_by("-number").values_list("facets", flat=True)[:200]
    facets = sorted(
        {facet for row in rows for facet in row.split() if facet.split(":")[0] in {"category", "unit", "period"}}
    )
    return chance.sample(facets, min(QUERIES, len(facets)))


PARTS = {"counts": (Question, "census"), "ranking": (results, "_first"), "showing": (results, "_hits")}
"""What a call consists of: counting, candidates checked and ranked, a page of cards with passages."""


@contextmanager
def parts_timed() -> Iterator[dict[str, dict[str, list[float]]]]:
    """Yield the milliseconds of the parts of each call, by class of query: as they are added."""
    spent: dict[str, dict[str, list[float]]] = {"": {name: [] for name in PARTS}}
    kept = {name: getattr(owner, function) for name, (owner, function) in PARTS.items()}

    def watched(name: str) -> Callable:
        def run(*arguments: Any) -> Any:
            started = time.perf_counter()
            try:
                return kept[name](*arguments)
            finally:
                spent[""][name].append((time.perf_counter() - started) * 1000)

        return run

    for name, (owner, function) in PARTS.items():
        setattr(owner, function, watched(name))
    try:
        yield spent
    finally:
        for name, (owner, function) in PARTS.items():
            setattr(owner, function, kept[name])


def times(queries: Mapping[str, Sequence[SearchRequest]], parts: dict) -> dict[str, list[float]]:
    """Return the milliseconds of all calls of each class; the first round is not counted."""
    found: dict[str, list[float]] = {name: [] for name in queries}
    for turn in range(ROUNDS + 1):
        for name, requests in queries.items():
            parts[""] = parts.setdefault(name, {part: [] for part in PARTS}) if turn else {part: [] for part in PARTS}
            for request in requests:
                took, answer = timed(request)
                if turn:
                    found[name].append(took)
                    if answer.has_timed_out:
                        print(f"timed out: {request}")
    return found


def timed(request: SearchRequest):
    started = time.perf_counter()
    answer = search_reports(request)
    return (time.perf_counter() - started) * 1000, answer


def p50(times: Sequence[float]) -> float:
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def print_table(found: Mapping[str, Sequence[float]], parts: Mapping[str, Mapping[str, Sequence[float]]]) -> None:
    heads = "".join(f"{part:>10}{'':>8}" for part in PARTS)
    print(f"{'':<26}{'':>8}{'whole call':>24}{heads}")
    print(f"{'class':<26}{'calls':>8}" + f"{'p50':>8}{'p95':>8}{'max':>8}" + f"{'p50':>10}{'p95':>8}" * len(PARTS))
    for name, own in found.items():
        line = f"{name:<26}{len(own):>8}{p50(own):>8.1f}{p95(own):>8.1f}{max(own):>8.1f}"
        print(line + "".join(f"{p50(part):>10.1f}{p95(part):>8.1f}" for part in parts[name].values()))


def print_sizes(reports: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_relation_size('reports_searchentry_lexemes'), pg_total_relation_size('reports_searchentry')"
            )
            gin, everything = cursor.fetchone()
            print(f"index: {everything / reports / 1024:.1f} KB a report, of these GIN {gin / reports / 1024:.1f}")
        else:
            cursor.execute(
                "SELECT (SELECT sum(length(block)) FROM reports_searchentry_fts_data)"
                " + (SELECT sum(length(lists)) FROM reports_searchentry_lists)"
            )
            print(f"full-text index and lists: {cursor.fetchone()[0] / reports / 1024:.1f} KB a report")


def print_clients(
    address: str, queries: Mapping[str, Sequence[SearchRequest]], alone: Mapping[str, Sequence[float]]
) -> None:
    """Print the times of several clients at once, each a process with a connection of its own, as workers are."""
    mixed = [request for name, own in queries.items() if name != "page 50" for request in own]
    connection.close()
    with multiprocessing.get_context("fork").Pool(CLIENTS) as pool:
        found = pool.starmap(client, [(address, mixed, seed) for seed in range(CLIENTS)], chunksize=1)
    together = [took for own in found for took in own]
    one = [took for name, own in alone.items() if name != "page 50" for took in own]
    ratio = p95(together) / p95(one)
    print(f"{CLIENTS} clients at once: p50 {p50(together):.1f}, p95 {p95(together):.1f} ({ratio:.1f}x one)")


def print_suggestions() -> None:
    """Print the time of suggestions for beginnings of titles, as they are written, in pinyin and in initials."""
    if not Suggestion.objects.exists():
        print("making suggestions ...", flush=True)
        rebuild_suggestions()
    chance = random.Random(SEED)
    last = Suggestion.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    chosen = [chance.randrange(1, last + 1) for _place in range(QUERIES * ROUNDS)]
    keys = SuggestionKey.objects.filter(suggestion__in=chosen).order_by("pk").values_list("key", flat=True)
    typed = [key[:length] for key in keys for length in (1, 2, 4)]
    spent: list[float] = []

    def watched(execute: Callable, *arguments: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent.append((time.perf_counter() - started) * 1000)

    whole = []
    with connection.execute_wrapper(watched):
        for turn in (False, True):
            spent.clear()
            for beginning in typed:
                started = time.perf_counter()
                suggestions_for(beginning)
                whole += [(time.perf_counter() - started) * 1000] * turn
    print(f"suggestions for {len(typed)} beginnings: p50 {p50(whole):.1f}, p95 {p95(whole):.1f} in all", end="")
    print(f"; p50 {p50(spent):.1f}, p95 {p95(spent):.1f} in the database")


def print_worker(address: str, queries: Mapping[str, Sequence[SearchRequest]]) -> None:
    """Print the memory of a gunicorn worker that has shown the results of all queries, two at a time."""
    connection.close()
    os.environ["SUMMARIES_DATABASE_URL"] = address
    words = [request.query for own in queries.values() for request in own]
    paths = [f"/{language}/search/?q={quote(query)}" for language in ("en", "zh-hans") for query in words]
    with one_worker() as (port, pid):
        send(port, paths, 0, len(paths))
        print(f"a worker after {len(paths)} pages of results: {resident_mib(pid):.0f} MiB")


def client(address: str, requests: Sequence[SearchRequest], seed: int) -> list[float]:
    """Return the milliseconds of all requests, one after the other in an order of its own."""
    use(address)
    order = random.Random(seed).sample(requests, len(requests))
    own = [timed(request)[0] for request in order]
    connection.close()
    return own
