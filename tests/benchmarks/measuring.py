"""Times of the pages and of their floors, in one process, through the WSGI handler that servers call."""

import io
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from django.core.handlers.wsgi import WSGIHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from reports.listings import sizes_of
from reports.models import Category, Collection, Report
from reports.views.pagination import PAGE_SIZE
from reports.workflow import prepare_pages, publish_when_due, refresh_sidebars
from summaries import environment

WARM_UP = 20
DEEP_PAGE = 500
SEARCHES = {
    "search: two characters": ["卫生", "培训", "消防", "应急", "水质", "蔬菜"],
    "search: longer Chinese": ["环境卫生", "安全生产", "加强组织", "检查制度", "供水工作总结"],
    "search: English": ["training", "water supply", "bridge repair", "inspection", "community service"],
    "search: both": ["培训 Town", "卫生 county", "消防 Team", "柳桥 Willow"],
    "search: no hit": ["龘靐", "zzyzx", "卫生 zzyzx", "qwertyuiop"],
}
REPORT, COLLECTION, HOME, FIRST, DEEP = "report", "collection", "home", "category page 1", "category page %d"


@dataclass(slots=True)
class Timing:
    """What was seen of one page of one site: milliseconds, bytes and the number of queries of each request."""

    pages: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    with_query: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.pages)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.pages, n=20)[-1]

    @property
    def ratio_to_bare(self) -> float:
        return self.median / statistics.median(self.bare)

    @property
    def ratio_to_query(self) -> float:
        return self.median / statistics.median(self.with_query)


@dataclass(slots=True)
class Site:
    """One database with the addresses that are measured on it."""

    reports: int
    connection: BaseDatabaseWrapper
    pages: dict[str, list[str]] = field(default_factory=dict)
    timings: dict[str, Timing] = field(default_factory=dict)
    deep_page: int = 0

    def use(self) -> None:
        connections[DEFAULT_DB_ALIAS] = self.connection


class Caller:
    """Calls the site as a server does; the agent is one whose views are not counted, so that nothing is written."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.status = ""

    def _start(self, status: str, _headers: Sequence[tuple[str, str]]) -> Callable[[bytes], None]:
        self.status = status
        return lambda _data: None

    def __call__(self, address: str) -> tuple[float, int]:
        """Return the milliseconds until the response is closed, and its length."""
        parts = urlsplit(address)
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_USER_AGENT": "benchmark (python)",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        started = time.perf_counter()
        response = self.handler(environ, self._start)
        size = sum(len(part) for part in response)
        response.close()
        milliseconds = (time.perf_counter() - started) * 1000
        if not self.status.startswith("200"):
            raise RuntimeError(f"{address}: {self.status}")
        return milliseconds, size


def measure(addresses: Mapping[int, str], requests: int, language: str) -> None:
    """Time all pages of all databases in turn, and print tables."""
    sites = open_sites(addresses, requests, language)
    take_times(sites, Caller(), requests, language)
    for site in sites:
        print_table(site)
        print_bars(site)
    if len(sites) > 1:
        print_ratios(sites)


def open_sites(addresses: Mapping[int, str], requests: int, language: str) -> list[Site]:
    """Return the databases with the addresses to ask for."""
    sites = []
    for size, address in addresses.items():
        settings = dict(connections[DEFAULT_DB_ALIAS].settings_dict) | environment.read_database("BENCHMARK", address)
        site = Site(size, ConnectionHandler({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS])
        site.use()
        choose_pages(site, requests + WARM_UP, f"/{language}/")
        sites.append(site)
    return sites


def choose_pages(site: Site, requests: int, root: str) -> None:
    """Find the addresses of the pages, as many different ones as there are."""
    chance = random.Random("pages")
    roots = {f"category:{row.pk}": row for row in Category.objects.get_root_nodes()}
    scope, number = max(sizes_of(list(roots)).items(), key=lambda row: row[1])
    site.deep_page = min(DEEP_PAGE, -(-number // PAGE_SIZE))
    category = f"{root}categories/{quote(roots[scope].slug)}/"
    reports = [chance.randrange(1, site.reports + 1) for _request in range(requests)]
    slugs = dict(Report.objects.filter(pk__in=reports).values_list("pk", "slug"))
    # The templates may have changed since the database was filled.
    prepare_pages(slugs)
    refresh_sidebars([])
    collections = Collection.objects.filter(pk__lte=requests).values_list("pk", "slug")
    site.pages = {
        HOME: [root],
        FIRST: [category],
        DEEP % site.deep_page: [f"{category}?page={site.deep_page}"],
        REPORT: [f"{root}reports/{pk}-{quote(slugs[pk])}/" for pk in reports],
        COLLECTION: [f"{root}collections/{pk}-{quote(slug)}/" for pk, slug in collections],
        **{name: [f"{root}search/?q={quote(words)}" for words in queries] for name, queries in SEARCHES.items()},
    }
    site.timings = {name: Timing() for name in site.pages}


def take_times(sites: Sequence[Site], call: Caller, requests: int, language: str) -> None:
    """Ask for every page of every site with its floors, round after round, so that a slow moment hits all alike."""
    chance = random.Random("floors")
    for turn in range(-WARM_UP, requests):
        for site in sites:
            site.use()
            for name, pages in site.pages.items():
                timing, address = site.timings[name], pages[turn % len(pages)]
                if turn < 0:
                    timing.queries.append(count_queries(call, address))
                    continue
                milliseconds, size = call(address)
                pk = chance.randrange(1, site.reports + 1)
                timing.pages.append(milliseconds)
                timing.sizes.append(size)
                timing.bare.append(call(f"/{language}/floor/{size}/")[0])
                timing.with_query.append(call(f"/{language}/floor/{size}/{pk}/")[0])


def count_queries(call: Caller, address: str) -> int:
    count = 0

    def counting(execute, *arguments):
        nonlocal count
        count += 1
        return execute(*arguments)

    # What a process asks every few seconds is no part of the page.
    publish_when_due()
    with connections[DEFAULT_DB_ALIAS].execute_wrapper(counting):
        call(address)
    return count


def print_table(site: Site) -> None:
    vendor = site.connection.display_name
    print(f"\n{site.reports:,} reports on {vendor}; floor 1: a bare view of as many bytes, floor 2: with one query\n")
    print(f"{'page':<24}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'bytes':>9}{'x floor 1':>11}{'x floor 2':>11}")
    for name, timing in site.timings.items():
        print(
            f"{name:<24}{max(timing.queries):>8}{timing.median:>11.2f}{timing.p95:>9.2f}"
            f"{statistics.median(timing.sizes):>9.0f}{timing.ratio_to_bare:>11.1f}{timing.ratio_to_query:>11.1f}"
        )
    bare, query = (
        [value for row in site.timings.values() for value in getattr(row, n)] for n in ("bare", "with_query")
    )
    print(f"floors: {statistics.median(bare):.2f} ms and {statistics.median(query):.2f} ms")


def print_bars(site: Site) -> None:
    """Print the bars that the project has set itself, with what was measured."""
    report, deep = site.timings[REPORT], site.timings[DEEP % site.deep_page]
    lists = max(max(site.timings[name].queries) for name in site.timings if name != REPORT)
    note = "" if site.deep_page == DEEP_PAGE else f" (page {site.deep_page} is the last)"
    print()
    print_bar("report page, queries", max(report.queries), 4)
    print_bar("report page, x floor 2", report.ratio_to_query, 3)
    print_bar("list pages, queries", lists, 8)
    print_bar(f"category page {DEEP_PAGE}{note}, x page 1", deep.median / site.timings[FIRST].median, 1.3)


def print_ratios(sites: Sequence[Site]) -> None:
    """Print how much slower each page is on the larger database."""
    small, large = sites[0], sites[-1]
    print(f"\n{large.reports:,} reports against {small.reports:,}: ratio of medians\n")
    for (name, before), (other_name, after) in zip(small.timings.items(), large.timings.items(), strict=True):
        label = name if name == other_name else f"{name} and {other_name.rsplit(' ', 1)[1]}"
        print_bar(label, after.median / before.median, 1.3)


def print_bar(label: str, value: float, most: float) -> None:
    shown = f"{value}" if isinstance(value, int) else f"{value:.2f}"
    print(f"{'met    ' if value <= most else 'NOT met'}  {label}: {shown} (at most {most})")
