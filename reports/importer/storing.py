"""Storing of an import: the only module of the importer that touches the database.

A source is known by the fingerprint of its bytes: storing it again changes nothing. Everything of one source is
stored in one transaction, as drafts.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

from reports.documents.markup import to_markup
from reports.documents.tree import Paragraph, Section
from reports.documents.writers.html import render_markup
from reports.importer.result import ImportResult, ParsedReport
from reports.models import Category, Collection, Period, Report, Source, Unit, UnitAlias
from reports.models.bilingual import free_slug
from reports.search import fold, tokenise
from reports.workflow import PointDraft, SectionDraft, write_sections

MAX_HEADING = 500
MAX_MARKER = 50
MAX_TITLE = 300
TITLE_FROM_TEXT = 36
SHORTEST_OPENING = 8
_MASK = re.compile(r"[xX×*_＊]{2,}|[xX×]+(?=[\u4e00-\u9fff])")
_CHINESE = re.compile("[\u3400-\u9fff]")
_SITE_NAME = re.compile(r"(?i)\b(?:web)?site\b|^home$|^(?:首页|首頁|主页|主頁)$|(?:网|網|网站|網站)$")


@dataclass(frozen=True, slots=True)
class StoredImport:
    """What storing did: `is_new` is False where the same bytes were stored before."""

    source: Source
    reports: Sequence[Report]
    is_new: bool


def fingerprint(data: bytes) -> str:
    """Return the identity of a source: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def known_unit_names() -> list[str]:
    """Return all names and aliases of units that the importer should recognise. Two queries."""
    names = Unit.objects.values_list("name_en", "name_zh", "short_name_en", "short_name_zh")
    found = {name for row in names for name in row if name}
    return sorted(found | set(UnitAlias.objects.values_list("name", flat=True)))


@transaction.atomic
def store_import(result: ImportResult, data: bytes, category: Category | None = None) -> StoredImport:
    """Store the reports of one source as drafts; `category` overrules the breadcrumb.

    Returns the reports stored before where the same bytes are known already.
    """
    mark = fingerprint(data)
    known = Source.objects.filter(fingerprint=mark).first()
    if known:
        return StoredImport(known, list(known.reports.order_by("position", "pk")), is_new=False)
    source = Source.objects.create(
        name=result.source[:255],
        url=_valid_url(result.permalink),
        fingerprint=mark,
        text=result.text,
        findings={key: result.to_json()[key] for key in ("breadcrumb", "links", "warnings")},
    )
    category = category or _category_of(result)
    collection = _store_collection(result, source, category) if result.is_collection else None
    reports = [
        _store_report(result, parsed, source, category, collection, position)
        for position, parsed in enumerate(result.reports, start=1)
    ]
    return StoredImport(source, reports, is_new=True)


def _store_collection(result: ImportResult, source: Source, category: Category | None) -> Collection:
    title = (result.title or result.introduction or result.source)[:MAX_TITLE]
    introduction = to_markup(Paragraph(text) for text in result.introduction.split("\n\n"))
    return Collection.objects.create(
        title=title,
        slug=slugify(title, allow_unicode=True)[:80] or "-",
        language=result.language,
        introduction=introduction,
        introduction_html=render_markup(introduction),
        category=category,
        source=source,
    )


def _store_report(
    result: ImportResult,
    parsed: ParsedReport,
    source: Source,
    category: Category | None,
    collection: Collection | None,
    position: int,
) -> Report:
    report = Report.objects.create(
        title=_title_of(result, parsed),
        language=result.language,
        category=category,
        unit=_unit_of(parsed.unit),
        period=Period.objects.for_value(parsed.period) if parsed.period else None,
        byline=(parsed.byline or parsed.signature)[:200],
        attribution=(result.attribution or result.copyright)[:500],
        source=source,
        collection=collection,
        position=position if collection else None,
    )
    write_sections(report, [_section_draft(section) for section in parsed.sections])
    return report


def _title_of(result: ImportResult, parsed: ParsedReport) -> str:
    """Return the report's title; where the source gives none, the opening words of its own text."""
    if parsed.title:
        return parsed.title[:MAX_TITLE]
    texts = (block.text for section in parsed.sections for block in section.blocks if isinstance(block, Paragraph))
    opening = ""
    for clause in re.findall(r"[^,，。；;]+[,，。；;]?", next(texts, "")):
        opening += clause
        if len(opening) >= SHORTEST_OPENING:
            break
    opening = opening.rstrip(",，。；; ")
    if len(opening) > TITLE_FROM_TEXT:
        opening = f"{opening[:TITLE_FROM_TEXT]}…"
    return opening or (result.title or _("Untitled report"))[:MAX_TITLE]


def _section_draft(section: Section) -> SectionDraft:
    heading, blocks = section.heading, list(section.blocks)
    if len(heading) > MAX_HEADING:
        heading, blocks = "", [Paragraph(heading), *blocks]
    points = []
    for point in section.points:
        title, texts = point.heading, list(point.blocks)
        if len(title) > MAX_HEADING:
            title, texts = "", [Paragraph(title), *texts]
        text = to_markup(texts)
        if title or text:
            points.append(PointDraft(point.marker[:MAX_MARKER], title, text))
    return SectionDraft(
        section.kind, section.marker[:MAX_MARKER], heading, to_markup(blocks), points, to_markup(section.closing)
    )


def _unit_of(name: str | None) -> Unit | None:
    """Return the unit that a document names, made if it is new; a masked name is none."""
    if not name or _MASK.search(name):
        return None
    key = fold(name)
    for alias in UnitAlias.objects.select_related("unit"):
        if fold(alias.name) == key:
            return alias.unit
    for unit in Unit.objects.all():
        if key in {fold(known) for known in (unit.name_en, unit.name_zh, unit.short_name_en, unit.short_name_zh)}:
            return unit
    return Unit.objects.add_root({**_bilingual(name), "slug": free_slug(Unit.objects.all(), name)})


def _category_of(result: ImportResult) -> Category | None:
    """Return the category that the breadcrumb leads to; crumbs that the site lacks are made below those it has."""
    crumbs = _category_crumbs(result)
    names = {_name_key(name): row for row in Category.objects.all() for name in (row.name_en, row.name_zh) if name}
    node, start = None, 0
    for place in range(len(crumbs) - 1, -1, -1):
        if node := names.get(_name_key(crumbs[place])):
            start = place + 1
            break
    for crumb in crumbs[start:]:
        values = {**_bilingual(crumb), "slug": free_slug(Category.objects.all(), crumb)}
        categories = Category.objects
        node = categories.add_child(node, values) if node else categories.add_root(values)
    return node


def _category_crumbs(result: ImportResult) -> list[str]:
    """Return the breadcrumb without the site's own name and without the page's title."""
    crumbs = [crumb[:200] for crumb in result.breadcrumb]
    if crumbs and result.title and _name_key(crumbs[-1]) == _name_key(result.title):
        crumbs.pop()
    while crumbs and (_SITE_NAME.search(crumbs[0]) or _is_host(crumbs[0], result.permalink)):
        crumbs.pop(0)
    return crumbs


def _is_host(crumb: str, permalink: str) -> bool:
    """Tell whether a crumb is the name of the site itself: its letters (or readings) are the host's name."""
    labels = (urlsplit(permalink).hostname or "").split(".")
    return "".join(lazy_pinyin(crumb)).lower().replace(" ", "") in labels


def _name_key(name: str) -> frozenset[str]:
    return frozenset(tokenise(name))


def _bilingual(name: str) -> dict[str, str]:
    return {"name_zh" if _CHINESE.search(name) else "name_en": name[:200]}


def _valid_url(address: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return ""
    return address[:1000]
