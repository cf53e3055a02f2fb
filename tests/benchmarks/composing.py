"""What one generated report says and where it stands, worked out from its number alone."""

import math
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.utils.text import slugify

from reports.enums import PeriodKind, SectionKind
from reports.models import Point, Report, Section, Unit
from reports.periods import ORDINALS, CalendarPeriod
from reports.search import indexing
from reports.workflow import content, prepare_text, stored_sections
from tests.benchmarks import vocabulary

SEED = "summaries"
FIRST_DAY = datetime(2018, 1, 1, 8, tzinfo=UTC)
DAYS = 8 * 365
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
PERIOD_KINDS = [PeriodKind.QUARTER] * 11 + [PeriodKind.MONTH] * 4 + [PeriodKind.YEAR] * 3 + [PeriodKind.HALF] * 2
CATEGORY_WIDTHS = (5, 3, 3)
UNIT_WIDTHS = (4, 4, 3, 3)
UNIT_LEVELS = [("县", "County"), ("街道", "Town"), ("社区", "Community"), ("科", "Team")]
SECTIONS = [
    # kind, paragraphs of its own, fewest and most points, sentences in a point
    (SectionKind.INTRODUCTION, 1, 0, 0, 0),
    (SectionKind.WORK_DONE, 1, 4, 8, 4),
    (SectionKind.LESSONS, 2, 0, 0, 0),
    (SectionKind.PROBLEMS, 0, 2, 4, 3),
    (SectionKind.NEXT_STEPS, 0, 3, 5, 2),
    (SectionKind.OTHER, 1, 0, 0, 0),
]
NUMERALS = "一二三四五六七八九十"
MAX_TAGS = 120
PER_COLLECTION = 5
COLLECTED = 100
"""The first `PER_COLLECTION` of every `COLLECTED` reports are one collection: 1 report in 20."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a generated tree; `parent` is an index in the same list."""

    parent: int | None
    depth: int


@cache
def tree(widths: Sequence[int]) -> list[Node]:
    """Return a tree level by level, each node of a level with as many children as the next width says."""
    nodes: list[Node] = [Node(None, 1) for _root in range(widths[0])]
    level = range(len(nodes))
    for depth, width in enumerate(widths[1:], start=2):
        start = len(nodes)
        nodes += [Node(parent, depth) for parent in level for _child in range(width)]
        level = range(start, len(nodes))
    return nodes


@cache
def level_of(widths: Sequence[int], depth: int) -> list[int]:
    return [index for index, node in enumerate(tree(widths)) if node.depth == depth]


def unit_names(index: int) -> tuple[str, str]:
    """Return the Chinese and the English name of the unit with an index."""
    suffix = UNIT_LEVELS[tree(UNIT_WIDTHS)[index].depth - 1]
    place, english = (names[index % len(names)] for names in (vocabulary.PLACES, vocabulary.ENGLISH_PLACES))
    more = index // len(vocabulary.PLACES)
    return (
        f"{place}{NUMERALS[more % 10] if more else ''}{suffix[0]}",
        f"{english} {suffix[1]}{f' {more}' if more else ''}",
    )


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report stands. `category` and `unit` are indexes in their trees, `tags` numbers from 0."""

    number: int
    language: str
    category: int
    unit: int
    period: CalendarPeriod
    published_at: datetime
    popularity: float
    is_recommended: bool
    tags: tuple[int, ...]

    @property
    def collection(self) -> int | None:
        """The number of the collection the report belongs to, from 1."""
        place = (self.number - 1) % COLLECTED
        return (self.number - 1) // COLLECTED + 1 if place < PER_COLLECTION else None


def place(number: int, total: int) -> Placement:
    """Return where report `number` of `total` stands; numbers follow time."""
    chance = random.Random(f"{SEED}:{number}")
    published_at = FIRST_DAY + timedelta(days=DAYS * number / total, minutes=chance.randrange(600))
    kind = chance.choice(PERIOD_KINDS)
    ordinal = None if kind is PeriodKind.YEAR else (published_at.month - 1) * ORDINALS[kind] // 12 + 1
    root = chance.choices(range(CATEGORY_WIDTHS[0]), (40, 25, 15, 12, 8))[0]
    leaves = level_of(CATEGORY_WIDTHS, 3)
    share = len(leaves) // CATEGORY_WIDTHS[0]
    views = int(chance.paretovariate(0.8)) - 1
    age = (published_at - EPOCH).total_seconds() / 86_400 / 14
    tags = {min(int(chance.paretovariate(0.7)) - 1, MAX_TAGS - 1) for _tag in range(3)}
    return Placement(
        number,
        "zh" if chance.random() < 0.6 else "en",
        leaves[root * share + chance.randrange(share)],
        chance.choice(level_of(UNIT_WIDTHS, chance.choice((2, 3, 3, 4, 4, 4)))),
        CalendarPeriod(kind, published_at.year, ordinal).previous(),
        published_at,
        age + math.log2(views + 1) if views else 0.0,
        chance.random() < 0.02,
        tuple(sorted(tags)),
    )


class Writer:
    """Makes sentences of one language."""

    def __init__(self, chance: random.Random, language: str) -> None:
        self.chance = chance
        self.is_chinese = language == "zh"
        self.words, self.weights = _words(language)

    def sentence(self) -> str:
        """Return a sentence of about 90 bytes, now and then with a figure."""
        drawn = self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(9, 17))
        if self.chance.random() < 0.3:
            figure = str(self.chance.randint(2, 2400)) + ("项" if self.is_chinese else "")
            drawn.insert(self.chance.randrange(1, len(drawn)), figure)
        if self.is_chinese:
            middle = len(drawn) // 2
            return f"{''.join(drawn[:middle])}，{''.join(drawn[middle:])}。"
        text = " ".join(drawn)
        return f"{text[0].upper()}{text[1:]}."

    def sentences(self, number: int) -> str:
        """Return a paragraph."""
        return ("" if self.is_chinese else " ").join(self.sentence() for _sentence in range(number))

    def phrase(self, number: int) -> str:
        """Return a few words, as a heading has them."""
        drawn = self.chance.choices(self.words, cum_weights=self.weights, k=number)
        return "".join(drawn) if self.is_chinese else " ".join(drawn).capitalize()


@cache
def _words(language: str) -> tuple[list[str], list[float]]:
    if language == "zh":
        return vocabulary.frequent_first([*vocabulary.CHINESE, *vocabulary.rare_chinese()])
    return vocabulary.frequent_first([*vocabulary.ENGLISH, *vocabulary.rare_english()])


@dataclass(frozen=True, slots=True)
class Composed:
    """All that is stored of a report's text; `sections` and `points` are the models' fields, in order."""

    number: int
    report: dict[str, object]
    sections: list[dict[str, object]]
    points: list[list[dict[str, object]]]
    search_entry: dict[str, str]
    source_text: str


def compose(placement: Placement) -> Composed:
    """Return the text of a report with its prepared page and index row, made by the site's own functions."""
    chance = random.Random(f"{SEED}:{placement.number}:text")
    writer = Writer(chance, placement.language)
    sections, points = [], []
    kinds = [row for row in SECTIONS if row[0] is not SectionKind.OTHER or chance.random() < 0.2]
    for position, row in enumerate(kinds, start=1):
        section, own_points = _section(writer, position, *row)
        sections.append(section)
        points.append(own_points)
    title = _title(placement)
    summary = writer.sentence() if chance.random() < 0.4 else ""
    unit = Unit(**dict(zip(("name_zh", "name_en"), unit_names(placement.unit), strict=True)))
    report = Report(
        pk=placement.number,
        title=title,
        summary=summary,
        unit=unit,
        language=placement.language,
        published_at=placement.published_at,
    )
    _with_text(report, sections, points)
    drafts = stored_sections(report)
    texts = [text for draft in drafts for text in content._texts_of(draft)]
    stored = {
        "title": title,
        "slug": slugify(title, allow_unicode=True)[:80].strip("-_"),
        "summary": summary,
        **asdict(prepare_text(drafts, summary)),
    }
    # Figures and fingerprints are rows of their own, which no public page reads.
    del stored["figures"], stored["marks"]
    source_text = "\n".join([title, *texts])
    return Composed(placement.number, stored, sections, points, indexing.columns_of(report, []), source_text)


def _section(
    writer: Writer, position: int, kind: SectionKind, paragraphs: int, fewest: int, most: int, sentences: int
) -> tuple[dict[str, object], list[dict[str, object]]]:
    body = "\n\n".join(writer.sentences(4) for _paragraph in range(paragraphs))
    marker = f"{NUMERALS[position - 1]}、" if writer.is_chinese else f"{position}."
    section = {
        "kind": kind,
        "marker": "" if kind is SectionKind.INTRODUCTION else marker,
        "heading": vocabulary.HEADINGS[kind][0 if writer.is_chinese else 1],
        "body": body,
        "position": position,
    }
    points = [
        {
            "marker": f"（{NUMERALS[place - 1]}）" if writer.is_chinese else f"{place})",
            "heading": writer.phrase(3) if place % 2 else "",
            "text": writer.sentences(sentences),
            "position": place,
        }
        for place in range(1, writer.chance.randint(fewest, most) + 1)
    ]
    return section, points


def _with_text(report: Report, sections: list[dict[str, object]], points: list[list[dict[str, object]]]) -> None:
    """Give the report its sections as rows that know their points without a database."""
    rows = []
    for section, own in zip(sections, points, strict=True):
        row = Section(pk=section["position"], report=report, **section)
        row._prefetched_objects_cache = {"points": [Point(section=row, **point) for point in own]}
        rows.append(row)
    report._prefetched_objects_cache = {"sections": rows}


def _title(placement: Placement) -> str:
    chinese, english = unit_names(placement.unit)
    topic = placement.number % len(vocabulary.TOPICS)
    period = placement.period
    part = period.ordinal or ""
    if placement.language == "zh":
        words = {
            "year": "年度",
            "half": "上半年" if part == 1 else "下半年",
            "quarter": f"第{part}季度",
            "month": f"{part}月",
        }
        return f"{chinese}{period.year}年{words[period.kind]}{vocabulary.TOPICS[topic]}工作总结"
    return f"{english}: {vocabulary.ENGLISH_TOPICS[topic]}, {period.kind.value} {part} {period.year}".replace("  ", " ")
