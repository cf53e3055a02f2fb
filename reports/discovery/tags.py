"""Tags to propose for a report: known ones that its text speaks of or like reports bear, and new keywords.

Words are weighted against the whole library: what every report says tells nothing. Nothing is stored here: an editor
takes a proposal or leaves it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from taggit.models import Tag

from reports.discovery.keywords import find_keywords
from reports.enums import Language
from reports.models import Category, Report, SearchEntry, Unit
from reports.search import fold, is_of_text, stemmed, tokenise

MOST = 6
MOST_NEW = 1
"""New tags beside known ones; where few known tags suit, new ones may fill up to `FEW`."""

FEW = 4
SAMPLE = 300
"""Newest published reports that say how common a word is."""

EARLIER = 12
"""Newest reports of the same unit (or category) whose tags are looked at."""

TITLE_COUNTS = 3
HEADING_COUNTS = 2
HEADING_LENGTH = 40
EARLIER_WEIGHT = 6.0
SMOOTHING = 2
"""Two reports alike are no habit yet: as if two more had been looked at that bear none."""

MOST_TEXT = 20_000
"""Characters of a report that are looked at; of a longer one the beginning, which names what it is about."""

LEAST_SCORE = 1.1
LEAST_NEW_SCORE = 4.4
LEAST_SHARE = 0.2
"""A proposal far weaker than the best one is none."""


@dataclass(frozen=True, slots=True)
class TagProposal:
    """A tag to propose, with its evidence.

    `count` says how often the text names it, `evidence` is the first passage that does ("" where it is not named),
    `earlier` on how many of the newest reports of the same unit or category it stands; `is_known` is False for a
    tag that the site does not have yet. The higher `score`, the better.
    """

    name: str
    is_known: bool
    count: int
    evidence: str
    earlier: int
    score: float


class Library:
    """What the newest published reports in a language say: how common a phrase is. One query."""

    def __init__(self, language: Language) -> None:
        entries = SearchEntry.objects.filter(report__language=language).order_by("-report")
        self.texts = [
            frozenset(filter(is_of_text, tokens.split()))
            for tokens in entries.values_list("tokens", flat=True)[:SAMPLE]
        ]

    def frequency(self, phrase: str) -> float:
        """Return the share of the reports that hold all tokens of a phrase, 0 to 1."""
        tokens = _tokens(phrase)
        return sum(tokens <= text for text in self.texts) / max(1, len(self.texts))


def propose_tags(
    title: str, texts: Sequence[str], *, unit: Unit | None = None, category: Category | None = None, most: int = MOST
) -> list[TagProposal]:
    """Return the tags that suit a report, the best first. At most 5 queries, whatever the size of the library.

    `texts` are the report's plain headings and paragraphs; `unit` and `category` are those it will have, if known.
    """
    passages = [title, *_beginning(texts)]
    is_chinese = not fold("".join(passages)).isascii() and _is_chinese("".join(passages))
    library = Library(Language.CHINESE if is_chinese else Language.ENGLISH)
    known = _known(passages, library, _earlier_tags(unit, category))
    room = max(MOST_NEW, FEW - len(known))
    new = _new(passages, library, known, is_chinese=is_chinese)[: max(0, min(room, most))]
    return [*known[: most - len(new)], *new]


def _beginning(texts: Iterable[str]) -> Iterator[str]:
    room = MOST_TEXT
    for text in texts:
        if room <= 0:
            return
        yield text[:room]
        room -= len(text)


def _is_chinese(text: str) -> bool:
    chinese = sum("\u3400" <= character <= "\u9fff" for character in text)
    return chinese * 3 >= len(text) - chinese


def _tokens(phrase: str) -> set[str]:
    """Return the tokens that a text with the phrase holds, single characters left out where there are longer ones."""
    tokens = tokenise(phrase)
    return {token for token in tokens if len(token) > 1} or tokens


def _known(passages: Sequence[str], library: Library, earlier: Counter[str]) -> list[TagProposal]:
    """Return the site's own tags that suit; of tags that differ in script only, the one that fits best."""
    lines = [stemmed(passage) for passage in passages]
    whole = "\n".join(lines)
    best: dict[str, TagProposal] = {}
    reports = earlier.pop("", 0)
    for name in Tag.objects.values_list("name", flat=True):
        needle = _needle(name)
        count = whole.count(needle)
        if not count and not earlier[name]:
            continue
        weight = _weight(lines, passages, needle) if count else 0
        rarity = math.log(1 / (library.frequency(name) + 0.02))
        score = math.log1p(weight) * rarity + EARLIER_WEIGHT * (earlier[name] / (reports + SMOOTHING)) ** 2
        if score < LEAST_SCORE or (weight < 2 and not earlier[name] and rarity < 2):
            continue
        proposal = TagProposal(name, True, count, _passage(needle, passages, lines), earlier[name], round(score, 3))
        other = best.get(fold(name))
        if other is None or _fits(proposal, passages) > _fits(other, passages):
            best[fold(name)] = proposal
    ranked = sorted(best.values(), key=lambda proposal: (-proposal.score, proposal.name))
    return [proposal for proposal in ranked if proposal.score >= LEAST_SHARE * ranked[0].score][:MOST]


def _fits(proposal: TagProposal, passages: Sequence[str]) -> tuple[bool, int, float]:
    """Rank spellings of one tag: written like that in the text, used before, better."""
    return any(proposal.name in passage for passage in passages), proposal.earlier, proposal.score


def _needle(name: str) -> str:
    """Return a tag as it has to be looked for in stemmed text: Chinese inside a run, words whole."""
    phrase = stemmed(name)
    return phrase if phrase.isascii() else phrase.strip()


def _weight(lines: Sequence[str], passages: Sequence[str], needle: str) -> int:
    """Return how often the text names a tag, its title and headings counted more."""
    weight = 0
    for place, line in enumerate(lines):
        if count := line.count(needle):
            heads = TITLE_COUNTS if place == 0 else HEADING_COUNTS if len(passages[place]) <= HEADING_LENGTH else 1
            weight += count * heads
    return weight


def _passage(needle: str, passages: Sequence[str], lines: Sequence[str]) -> str:
    places = [place for place, line in enumerate(lines) if needle in line]
    # The text says more than the title, where both name it.
    return passages[places[min(1, len(places) - 1)]] if places else ""


def _new(
    passages: Sequence[str], library: Library, known: Sequence[TagProposal], *, is_chinese: bool
) -> list[TagProposal]:
    """Return telling phrases that are no tags yet and no names of units; what a known tag says is said."""
    title, *texts = passages
    said = [_tokens(proposal.name) for proposal in known]
    found = []
    for keyword in find_keywords(title, texts, library.frequency, is_chinese=is_chinese):
        tokens = _tokens(keyword.name)
        if keyword.score < LEAST_NEW_SCORE or any(tokens & other for other in said):
            continue
        evidence = next((passage for passage in passages if keyword.name in passage.lower()), "")
        found.append(TagProposal(keyword.name, False, keyword.count, evidence, 0, keyword.score))
    names = _unit_tokens() if found else set()
    return [proposal for proposal in found if not _tokens(proposal.name) <= names]


def _unit_tokens() -> set[str]:
    """Return the tokens of the names of all units. One query."""
    rows = Unit.objects.values_list("name_zh", "name_en", "short_name_zh", "short_name_en")[:5000]
    return _tokens(" ".join(name for row in rows for name in row if name))


def _earlier_tags(unit: Unit | None, category: Category | None) -> Counter[str]:
    """Return the tags of the newest reports of the unit, else of the category, with their numbers; two queries.

    The number of reports that were looked at stands under "".
    """
    reports = Report.objects.published().newest_first()
    if unit is not None:
        reports = reports.filter(unit=unit)
    elif category is not None:
        reports = reports.filter(category=category)
    else:
        return Counter()
    keys = list(reports.values_list("pk", flat=True)[:EARLIER])
    through = Report.tags.through
    tags = Counter(through.objects.filter(content_object__in=keys).values_list("tag__name", flat=True))
    tags[""] = len(keys)
    return tags
