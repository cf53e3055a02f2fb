"""Everything that stands in a report finds it, and nothing else does: against a look at every text."""

import re
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reports.search import SearchRequest, fold, search_reports
from reports.search.request import MAX_PAGE
from reports.search.tokens import LETTER
from tests.search.corpus import holding, publish_texts, random_texts

pytestmark = pytest.mark.django_db

TITLE_CHARACTERS = "清理溝渠沟卫衛生一二〇（）、，。“”「」·-—_*'：％ abcxyzABÉé0189２㎡①🚰　"
NOT_CHECKED = [HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow]
TEXT_CHARACTERS = "清理溝渠沟卫衛生一二〇（）、，。“”：％ abcxyzABé0189２🚰"


def found_by(query, **request):
    """The keys of all reports that are found, page by page."""
    keys = []
    for page in range(1, MAX_PAGE + 1):
        hits = search_reports(SearchRequest(query, page=page, **request)).hits
        if not hits:
            break
        keys += [hit.report.pk for hit in hits]
    assert len(keys) == len(set(keys))
    return set(keys)


def test_chinese_substrings_find_all_that_hold_them_and_no_other():
    texts = random_texts(60)
    reports = publish_texts(texts)
    places = {report.pk: place for place, report in enumerate(reports)}
    chance = Random(3)
    lines = [line for title, own in texts for line in (title, *own)]
    right = 0
    while right < 200:
        line = chance.choice(lines)
        length = right % 8 + 1
        start = chance.randrange(len(line))
        needle = line[start : start + length]
        if not re.fullmatch(f"[\u4e00-\u9fff]{{{length}}}", needle):
            continue
        assert {places[pk] for pk in found_by(needle)} == holding(texts, needle) != set(), needle
        right += 1


def is_cut(text, start, end):
    """Whether a stretch of text begins or ends within a Latin word or a number."""

    def joined(before, after):
        return bool(re.search(f"{LETTER}$", fold(before)) and re.match(LETTER, fold(after)))

    return any(0 < place < len(text) and joined(text[place - 1], text[place]) for place in (start, end))


@st.composite
def stretches(draw, characters):
    text = draw(st.text(characters, min_size=1, max_size=30))
    assume(text.strip())
    start = draw(st.integers(0, len(text) - 1))
    end = min(len(text), start + draw(st.integers(1, 6)))
    assume(not is_cut(text, start, end) and re.search(r"[^\W_]", fold(text[start:end])))
    return text, text[start:end]


def is_found(title, line, part):
    with transaction.atomic():
        (report,) = publish_texts([(title, [line])])
        publish_texts([("Another", ["Nothing of the kind"])])
        quoted = '"' + re.sub('["“”„‟″〝〞「」『』]', " ", part) + '"'
        queries = [quoted] if re.search(r"(?<!\S)[-－]|[\"“”「」]", part) else [quoted, part]
        answers = {query: report.pk in found_by(query) for query in queries}
        transaction.set_rollback(True)
    assert all(answers.values()), answers


@given(stretches(TITLE_CHARACTERS))
@settings(suppress_health_check=NOT_CHECKED, max_examples=100)
def test_every_part_of_a_title_finds_its_report(db, stretch):
    title, part = stretch
    is_found(title, "Nothing", part)


@given(stretches(TEXT_CHARACTERS))
@settings(suppress_health_check=NOT_CHECKED, max_examples=100)
def test_every_part_of_a_text_finds_its_report(db, stretch):
    line, part = stretch
    is_found("Report", line, part)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("環境衛生", {0, 1}),
        ("环境卫生", {0, 1}),
        ("２０２５", {2}),
        ("2025", {2}),
        ("HSE培训", {0}),
        ("HSE 培训", {0, 2}),
        ("hse培訓", {0}),
        ("（一）", {1}),
        ("(一)", {1}),
        ('"环境卫生 整治"', {1}),
        ('"整治环境"', set()),
        ('"环境卫生" -整治', {0}),
        ("环境 -HSE培训", {1}),
        ('环境 -"卫生，整治"', {0}),
        ("-环境", {2}),
        ("环境 -环境", set()),
        ("卫生 整治", {1}),
        ("整治 卫生", {1}),
        ('"night crews"', {2}),
        ('"crew night"', set()),
        ("c++", {2}),
        ("8%", {2}),
        ("卫？", {0, 1}),
    ],
)
def test_query_finds_exactly(query, found):
    reports = publish_texts(
        [
            ("街道環境衛生", ["开展HSE培训三场"]),
            ("街道环境卫生", ["（一）环境卫生，整治十二次", "98%"]),
            ("Night crew", ["HSE 2025，培训；C++ 8％，９８％"]),
        ]
    )
    places = {report.pk: place for place, report in enumerate(reports)}
    assert {places[pk] for pk in found_by(query)} == found
