"""A corpus to search: short reports with realistic frequencies of words, every token of theirs in the index.

Six of ten are in Simplified Chinese, one in Traditional, three in English; one in fifty is a near-copy of the one
before. They are written in bulk, and the inverted index is laid at the end, as after a restore. Sections have no rows
of their own: the search reads none.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import product

import opencc
from django.core.management.color import no_style
from django.db import connection

from reports.enums import ReportStatus, SectionKind
from reports.models import NearCopy, Report, SearchEntry, Section
from reports.search import indexing
from reports.search.lists import pack
from tests.benchmarks import vocabulary
from tests.benchmarks.composing import Placement, Writer, place, unit_names
from tests.benchmarks.generator import Scopes, Structure, chunks, fast_writes, say, without_inverted_indexes

CHUNK = 250
PARTS = {SectionKind.WORK_DONE: 4, SectionKind.PROBLEMS: 2, SectionKind.NEXT_STEPS: 2}
"""Paragraphs in each section, of seven sentences."""

RARE_WORDS = 30_000
NEAR_COPY = 50
SQLITE_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'reports_searchentry%%'"


@dataclass(frozen=True, slots=True)
class Text:
    number: int
    title: str
    columns: dict[str, object]


def fill(total: int) -> None:
    """Write `total` published reports with their index into an empty database; says how far it is."""
    started = time.monotonic()
    placements = [place(number, total) for number in range(1, total + 1)]
    pool = multiprocessing.get_context("fork").Pool(os.cpu_count())
    with pool, without_inverted_indexes(), fast_writes(), without_triggers():
        structure = Structure(placements)
        scopes = Scopes(structure)
        done = 0
        for texts in pool.imap(compose_all, chunks(placements, CHUNK)):
            write(texts, placements, structure, scopes)
            done += len(texts)
            say(started, f"{done:,} of {total:,} reports written")
        say(started, "laying the inverted index")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in connection.ops.sequence_reset_sql(no_style(), [Report, SearchEntry]):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
    connection.close()
    say(started, f"{total:,} reports are there", end="\n")


@contextmanager
def without_triggers() -> Iterator[None]:
    """Without SQLite's triggers: the full-text table is filled in one statement at the end."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_TRIGGERS, [])
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reports_searchentry_fts(rowid, lexemes)"
            " SELECT number, facets || ' ' || tokens FROM reports_searchentry ORDER BY number"
        )
        cursor.execute("INSERT INTO reports_searchentry_fts(reports_searchentry_fts) VALUES('optimize')")
        cursor.execute("INSERT INTO reports_searchentry_lists SELECT number, report_id, lists FROM reports_searchentry")
        for _name, sql in triggers:
            cursor.execute(sql)


def write(texts: Sequence[Text], placements: Sequence[Placement], structure: Structure, scopes: Scopes) -> None:
    rows = [(text, placements[text.number - 1]) for text in texts]
    Report.objects.bulk_create(
        Report(
            pk=text.number,
            title=text.title,
            language=language_of(placement),
            category=structure.categories[placement.category],
            unit=structure.units[placement.unit],
            period=structure.periods[placement.period.code],
            status=ReportStatus.PUBLISHED,
            published_at=placement.published_at,
            is_recommended=placement.is_recommended,
            popularity=placement.popularity,
            section_kinds=list(PARTS),
        )
        for text, placement in rows
    )
    lists = [list(scopes.of(placement, language_of(placement), PARTS)) for _text, placement in rows]
    SearchEntry.objects.bulk_create(
        SearchEntry(
            number=text.number,
            report_id=text.number,
            **{
                **text.columns,
                "published_at": placement.published_at,
                "facets": " ".join(own),
                "lists": pack(own),
            },
        )
        for (text, placement), own in zip(rows, lists, strict=True)
    )
    copies = [text.number for text, _placement in rows if is_copy(text.number)]
    NearCopy.objects.bulk_create(
        NearCopy(report_id=key, group=number - 1) for number in copies for key in (number - 1, number)
    )


def is_copy(number: int) -> bool:
    """Tell whether a report is a near-copy of the one before it."""
    return number % NEAR_COPY == 2


def compose_all(placements: Sequence[Placement]) -> list[Text]:
    return [compose(placement) for placement in placements]


def language_of(placement: Placement) -> str:
    return "en" if placement.number % 10 > 6 else "zh"


def compose(placement: Placement) -> Text:
    """Return the text and the index row of a report, the same ones for the same number."""
    has_original = is_copy(placement.number)
    writer = Writer(random.Random(f"search:{placement.number - has_original}"), language_of(placement))
    writer.words, writer.weights = words(language_of(placement))
    chinese, english = unit_names(placement.unit)
    title = f"{chinese}{writer.phrase(3)}工作总结" if writer.is_chinese else f"{english}: {writer.phrase(4)}"
    sections = []
    for position, (kind, paragraphs) in enumerate(PARTS.items(), start=1):
        body = "\n\n".join(writer.sentences(7) for _paragraph in range(paragraphs))
        heading = vocabulary.HEADINGS[kind][0 if writer.is_chinese else 1]
        sections.append({"kind": kind, "heading": heading, "body": body, "position": position})
    if has_original:
        sections[0]["body"] += "\n\n" + writer.sentence()
    if placement.number % 10 == 6:
        convert = traditional().convert
        title = convert(title)
        for section in sections:
            section.update(heading=convert(section["heading"]), body=convert(section["body"]))
    report = Report(pk=placement.number, title=title, published_at=placement.published_at)
    rows = [Section(pk=own["position"], report=report, **own) for own in sections]
    for row in rows:
        row._prefetched_objects_cache = {"points": []}
    report._prefetched_objects_cache = {"sections": rows}
    return Text(placement.number, title, indexing.columns_of(report, []))


@cache
def traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def words(language: str) -> tuple[list[str], list[float]]:
    if language == "en":
        return vocabulary.frequent_first([*vocabulary.ENGLISH, *vocabulary.rare_english()])
    firsts, lasts = (list(dict.fromkeys(word[end] for word in vocabulary.CHINESE)) for end in (0, -1))
    rare = [first + last for first, last in product(firsts, lasts) if first != last]
    random.Random("words").shuffle(rare)
    return vocabulary.frequent_first([*vocabulary.CHINESE, *rare[:RARE_WORDS]])
