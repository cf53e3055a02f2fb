"""Filling of a migrated database with generated reports, the same ones for the same number, in bulk."""

import multiprocessing
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, transaction
from taggit.models import Tag

from reports import listings
from reports.documents.writers.html import render_markup
from reports.enums import Relation, ReportStatus, Shelf, UnitKind
from reports.models import (
    Category,
    Collection,
    Period,
    Point,
    Report,
    ReportTag,
    SearchEntry,
    Section,
    SidebarEntry,
    Source,
    Topic,
    TopicEntry,
    Unit,
)
from reports.search.lists import pack
from reports.workflow import prepare_pages, prepare_shelves, refresh_sidebars
from tests.benchmarks import vocabulary
from tests.benchmarks.composing import (
    CATEGORY_WIDTHS,
    COLLECTED,
    MAX_TAGS,
    UNIT_WIDTHS,
    Composed,
    Placement,
    Writer,
    compose,
    place,
    tree,
    unit_names,
)

CHUNK = 200
RELATED = 6
PREPARED = 100


def fill(total: int, processes: int | None = None) -> None:
    """Write `total` published reports and all that goes with them into an empty database; says how far it is."""
    started = time.monotonic()
    placements = [place(number, total) for number in range(1, total + 1)]
    # The processes are forked before this one has a connection that they would share.
    pool = multiprocessing.get_context("fork").Pool(processes or os.cpu_count())
    with pool, without_inverted_indexes(), fast_writes():
        structure = Structure(placements)
        scopes = Scopes(structure)
        done = 0
        for texts in pool.imap(compose_all, chunks(placements, CHUNK)):
            write_reports(texts, placements, structure, scopes)
            done += len(texts)
            say(started, f"{done:,} of {total:,} reports written")
    with fast_writes():
        write_sidebars(placements, structure)
        say(started, "sidebars written")
        make_topics(total)
        # pk order is the order of time, and one pass with an iterator keeps the memory small.
        reports = Report.objects.published().select_related("category", "unit", "period").prefetch_related("tags")
        listings.rebuild(reports.defer("prepared").order_by("pk").iterator(chunk_size=2000))
        say(started, "listings written")
        write_pages()
    finish()
    say(started, f"{total:,} reports are there", end="\n")


@contextmanager
def without_inverted_indexes() -> Iterator[None]:
    """Without the search's indexes on PostgreSQL: made after the rows, they take a fraction of the time."""
    definitions: list[tuple[str, str]] = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE %s AND schemaname = current_schema()",
                ["% USING gin %"],
            )
            definitions = cursor.fetchall()
        for name, _definition in definitions:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        for _name, definition in definitions:
            cursor.execute(definition)


def say(started: float, text: str, end: str = "") -> None:
    print(f"\r  {time.monotonic() - started:5.0f} s  {text:<60}", end=end, file=sys.stderr, flush=True)


def chunks(placements: Sequence[Placement], size: int) -> Iterator[list[Placement]]:
    rows = iter(placements)
    while chunk := list(islice(rows, size)):
        yield chunk


def compose_all(placements: Sequence[Placement]) -> list[Composed]:
    return [compose(placement) for placement in placements]


@contextmanager
def fast_writes() -> Iterator[None]:
    """One transaction, without durability: the database can be generated again."""
    if connection.vendor == "sqlite":
        connection.features.max_query_params = 20_000
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -256000")
    with transaction.atomic():
        yield


class Structure:
    """What reports refer to: rows of categories, units, periods and tags, by the placements' numbers."""

    def __init__(self, placements: Sequence[Placement]) -> None:
        self.categories = _make_tree(Category, CATEGORY_WIDTHS, _category_values)
        self.units = _make_tree(Unit, UNIT_WIDTHS, _unit_values)
        values = {value.code: value for row in placements for value in (row.period, *row.period.containing())}
        self.periods = {code: Period.objects.for_value(value) for code, value in sorted(values.items())}
        names = list(dict.fromkeys([*vocabulary.CHINESE[::6], *vocabulary.ENGLISH[30::3]]))[:MAX_TAGS]
        self.tags = [Tag.objects.create(name=name, slug=f"tag-{number}") for number, name in enumerate(names)]


class Scopes:
    """The lists that placements stand in, worked out once for each unit, category and period."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.keys = {type(row): {} for row in (structure.categories[0], structure.units[0])}
        for row in (*structure.categories, *structure.units):
            self.keys[type(row)][row.path] = row.pk
        self.known: dict[tuple[type, int], list[int]] = {}

    def of(self, placement: Placement, language: str, kinds: Iterable[str]) -> list[str]:
        structure = self.structure
        rows = {
            "category": structure.categories[placement.category],
            "unit": structure.units[placement.unit],
            "period": structure.periods[placement.period.code],
        }
        return [
            listings.ALL,
            f"language:{language}",
            *(f"kind:{kind}" for kind in kinds),
            *(f"tag:{structure.tags[tag].pk}" for tag in placement.tags),
            *(f"{sort}:{pk}" for sort, row in rows.items() for pk in self.around(row)),
        ]

    def around(self, row: Category | Unit | Period) -> list[int]:
        """Return the keys of a row and of all that contains it."""
        place = (type(row), row.pk)
        if place not in self.known:
            if isinstance(row, Period):
                self.known[place] = [period.pk for period in listings.periods_around(row)]
            else:
                self.known[place] = [self.keys[type(row)][path] for path in listings.path_prefixes(row)]
        return self.known[place]


def _make_tree(model, widths, values_of) -> list:
    rows = []
    for index, node in enumerate(tree(widths)):
        values = values_of(index)
        rows.append(
            model.objects.add_root(values)
            if node.parent is None
            else model.objects.add_child(rows[node.parent], values)
        )
    return rows


def _category_values(index: int) -> dict[str, str]:
    topics, english = vocabulary.TOPICS, vocabulary.ENGLISH_TOPICS
    number = f" {index // len(topics) + 1}" if index >= len(topics) else ""
    return {
        "name_zh": topics[index % len(topics)] + number.strip(),
        "name_en": english[index % len(topics)].capitalize() + number,
        "slug": f"category-{index}",
    }


def _unit_values(index: int) -> dict[str, str]:
    chinese, english = unit_names(index)
    return {
        "name_zh": chinese,
        "name_en": english,
        "short_name_zh": chinese[:3],
        "short_name_en": english.split(" ")[0],
        "slug": f"unit-{index}",
        "kind": UnitKind.OTHER,
    }


def write_reports(
    texts: Sequence[Composed], placements: Sequence[Placement], structure: Structure, scopes: Scopes
) -> None:
    """Write a chunk of reports with sections, points, sources, collections, tags and index rows."""
    rows = [(text, placements[text.number - 1]) for text in texts]
    Source.objects.bulk_create(
        Source(
            pk=text.number,
            name=f"report-{text.number}.txt",
            url=f"https://example.org/reports/{text.number}.html",
            fingerprint=f"{text.number:064x}",
            text=text.source_text,
        )
        for text, _placement in rows
    )
    Collection.objects.bulk_create(
        _collection(placement.collection, placement, structure)
        for _text, placement in rows
        if placement.number % COLLECTED == 1
    )
    Report.objects.bulk_create(_report(text, placement, structure) for text, placement in rows)
    sections = [Section(report_id=text.number, **section) for text, _placement in rows for section in text.sections]
    Section.objects.bulk_create(sections)
    Point.objects.bulk_create(
        Point(section=section, **point)
        for section, points in zip(sections, (own for text in texts for own in text.points), strict=True)
        for point in points
    )
    ReportTag.objects.bulk_create(
        ReportTag(content_object_id=placement.number, tag=structure.tags[tag])
        for _text, placement in rows
        for tag in placement.tags
    )
    SearchEntry.objects.bulk_create(
        SearchEntry(report_id=text.number, **{**text.search_entry, **_placed(text, placement, scopes)})
        for text, placement in rows
    )


def _placed(text: Composed, placement: Placement, scopes: Scopes) -> dict[str, object]:
    """Return what an index row says of where the report stands, and when."""
    kinds = dict.fromkeys(str(section["kind"]) for section in text.sections)
    own = scopes.of(placement, placement.language, kinds)
    return {"published_at": placement.published_at, "facets": " ".join(own), "lists": pack(own)}


def _report(text: Composed, placement: Placement, structure: Structure) -> Report:
    return Report(
        pk=text.number,
        language=placement.language,
        category=structure.categories[placement.category],
        unit=structure.units[placement.unit],
        period=structure.periods[placement.period.code],
        collection_id=placement.collection,
        position=(text.number - 1) % COLLECTED + 1 if placement.collection else None,
        source_id=text.number,
        status=ReportStatus.PUBLISHED,
        published_at=placement.published_at,
        changed_at=placement.published_at,
        is_recommended=placement.is_recommended,
        popularity=placement.popularity,
        byline=unit_names(placement.unit)[0],
        attribution="https://example.org/",
        **text.report,
    )


def _collection(number: int, placement: Placement, structure: Structure) -> Collection:
    writer = Writer(random.Random(f"collection:{number}"), placement.language)
    introduction = writer.sentences(4)
    return Collection(
        pk=number,
        title=writer.phrase(4),
        slug=f"collection-{number}",
        language=placement.language,
        introduction=introduction,
        introduction_html=render_markup(introduction),
        category=structure.categories[placement.category],
    )


def write_sidebars(placements: Sequence[Placement], structure: Structure) -> None:
    """Write what stands beside each report: its unit's reports before and after, others of its category."""
    by_unit, by_category = defaultdict(list), defaultdict(list)
    for row in sorted(placements, key=lambda row: (row.period.start, row.number)):
        by_unit[row.unit, row.period.kind].append(row)
        by_category[row.category, row.language].append(row)
    entries: list[SidebarEntry] = []
    for rows in by_unit.values():
        for place_in_time, row in enumerate(rows):
            neighbours = {Shelf.PREVIOUS: rows[place_in_time - 1] if place_in_time else None}
            neighbours[Shelf.NEXT] = rows[place_in_time + 1] if place_in_time + 1 < len(rows) else None
            entries += [
                SidebarEntry(report_id=row.number, target_id=other.number, shelf=shelf, position=0)
                for shelf, other in neighbours.items()
                if other
            ]
    for rows in by_category.values():
        for place_in_list, row in enumerate(rows):
            others = [rows[(place_in_list + step * 7) % len(rows)] for step in range(1, RELATED + 1)]
            targets = dict.fromkeys(other for other in others if other is not row)
            entries += [_related(row, other, position, structure) for position, other in enumerate(targets)]
    for start in range(0, len(entries), 5000):
        SidebarEntry.objects.bulk_create(entries[start : start + 5000])
    refresh_sidebars([])


def _related(row: Placement, other: Placement, position: int, structure: Structure) -> SidebarEntry:
    shared = [structure.tags[tag].name for tag in row.tags if tag in other.tags]
    return SidebarEntry(
        report_id=row.number,
        target_id=other.number,
        shelf=Shelf.RELATED,
        reason=Relation.SAME_SUBJECT,
        terms=shared,
        position=position,
    )


def write_pages() -> None:
    """Prepare the pages of the first reports and store copies for the others, which have the size of real ones.

    Pages that are measured are prepared for what they are just before (`measuring.choose_pages`).
    """
    prepare_shelves()
    prepare_pages(range(1, PREPARED + 1))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reports_preparedpage (report_id, language, edition, parts)"
            " SELECT report.id, page.language, page.edition, page.parts FROM reports_report report"
            " JOIN reports_preparedpage page ON page.report_id = (report.id - 1) %% %s + 1 WHERE report.id > %s",
            [PREPARED, PREPARED],
        )


def make_topics(total: int) -> None:
    """Write six topics of up to 40 reports."""
    for number in range(6):
        topic = Topic.objects.create(
            name_zh=f"{vocabulary.TOPICS[number]}专题",
            name_en=f"On {vocabulary.ENGLISH_TOPICS[number]}",
            slug=f"topic-{number}",
            position=number,
        )
        chosen = range(number + 1, total + 1, max(1, total // 40))
        TopicEntry.objects.bulk_create(
            TopicEntry(topic=topic, report_id=pk, position=position) for position, pk in enumerate(chosen)
        )


def finish() -> None:
    """Set the sequences behind the keys that were given, and gather the planner's figures where a server does so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Report, Source, Collection]):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")
    connection.close()
