"""What is found, against a look at every text; what must never be found; what must never break."""

from itertools import chain
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import workflow
from reports.enums import ReportStatus, SectionKind
from reports.models import Report, SearchEntry
from reports.search import SearchRequest, fold, is_of_text, rebuild_index, search_reports, tokenise
from reports.search.results import PAGE_SIZE
from reports.search.tokens import IN_TITLE, PROMINENT
from reports.workflow import PointDraft, SectionDraft
from tests.factories import make_report, make_unit, work

pytestmark = pytest.mark.django_db

CORPUS = {
    "三季度环境卫生工作小结": "清理排水沟九条，清运垃圾四十二吨；组织卫生志愿者三十人，集中整治背街小巷。",
    "環境衛生整治情況": "本季度疏通溝渠，整治衛生死角，組織志願者巡查，並向居民發放宣傳單。",
    "供水管网检修报告": "检修管网十二公里，更换阀门８６只，停水通知提前２４小时张贴。水压稳定。",
    "安全培训总结（二季度）": "开展安全培训３场，２０２５年新进员工全部持证，培训覆盖率百分之九十八。",
    "Training of the repair crews": "Twelve crews were trained; training on valves and hydrants continues in March.",
    "Reliability of pumps, second half": "Making pumps reliable: the possibility of failure fell. ISO标准 in 2025.",
    "Café meetings with residents": "Residents’ meetings dealt with drains, skies and the mayor's summaries.",
}


@pytest.fixture(scope="module")
def corpus(shared_rows):
    for title, text in CORPUS.items():
        language = "zh" if any(character >= "\u4e00" for character in title) else "en"
        sections = [SectionDraft(SectionKind.WORK_DONE, "一、", "工作情况", "", [PointDraft("（一）", "", text)])]
        make_report(title, sections=sections, language=language, with_sidebars=False)


def titles(query, page=1):
    return {hit.report.title for hit in search_reports(SearchRequest(query, page=page)).hits}


def in_text(query):
    """Look for a Chinese query in every text, without an index."""
    return {title for title, text in CORPUS.items() if fold(query) in fold(f"{title}\n工作情况\n{text}")}


def test_chinese_substrings_of_one_to_four_characters_are_all_found(corpus):
    chance = Random(7)
    texts = [part for part in chain(*CORPUS.items()) if any(c >= "\u4e00" for c in part)]
    for length in (1, 2, 3, 4):
        pieces = {text[i : i + length] for text in texts for i in range(len(text) - length)}
        chinese = sorted(piece for piece in pieces if all("\u4e00" <= character <= "\u9fff" for character in piece))
        for piece in chance.sample(chinese, k=25):
            assert titles(piece) == in_text(piece) != set(), piece


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("卫生", {"三季度环境卫生工作小结", "環境衛生整治情況"}),
        ("環境衛生", {"三季度环境卫生工作小结", "環境衛生整治情況"}),
        ("志願者 整治", {"三季度环境卫生工作小结", "環境衛生整治情況"}),
        ("2025", {"安全培训总结（二季度）", "Reliability of pumps, second half"}),
        ("２０２５", {"安全培训总结（二季度）", "Reliability of pumps, second half"}),
        ("86", {"供水管网检修报告"}),
        ("8", set()),
        ("training", {"Training of the repair crews"}),
        ("TRAINS", {"Training of the repair crews"}),
        ("trained crew", {"Training of the repair crews"}),
        ("reliability", {"Reliability of pumps, second half"}),
        ("making possibility", {"Reliability of pumps, second half"}),
        ("iso 标准", {"Reliability of pumps, second half"}),
        ("ISO标准", {"Reliability of pumps, second half"}),
        ("cafe", {"Café meetings with residents"}),
        ("sky summary", {"Café meetings with residents"}),
        ("培训 training", set()),
        ("生环", set()),
        ("水沟渠", set()),
        ("工作情况", set(CORPUS)),
        ("rain", set()),
    ],
)
def test_query_finds_exactly(corpus, query, found):
    assert titles(query) == found


def test_characters_have_to_stand_next_to_each_other():
    make_report("甲乙 乙丙", "没有连在一起。", language="zh")
    adjacent = make_report("甲乙丙", "连在一起。", language="zh")
    assert [hit.report for hit in search_reports("甲乙丙").hits] == [adjacent]


def test_titles_that_say_little_else_come_first_then_the_latest():
    old = make_report("Valves", "Nothing else.")
    longer = make_report("Valves again", "Nothing else.")
    in_text_only = make_report("Pumps", "New valves.")
    new = make_report("Valves", "Nothing else.")
    assert [hit.report for hit in search_reports("valve").hits] == [new, old, longer, in_text_only]


def test_unit_names_in_both_languages_are_found():
    report = make_report(unit=make_unit("Liuqiao Town", name_zh="柳桥镇"))
    make_report("Elsewhere", unit=make_unit("Beacon Water"))
    assert titles("柳桥镇") == titles("liuqiao") == {report.title}


@pytest.mark.parametrize("status", [status for status in ReportStatus if status != ReportStatus.PUBLISHED])
def test_reports_that_are_not_public_are_not_found(status):
    make_report("秘密小结", status=status, language="zh")
    make_report("公开小结", language="zh")
    assert titles("小结") == {"公开小结"}
    assert titles("秘密") == set()


def test_index_row_of_an_unpublished_report_is_not_trusted():
    report = make_report("秘密小结", language="zh")
    Report.objects.filter(pk=report.pk).update(status=ReportStatus.WITHDRAWN)
    assert SearchEntry.objects.filter(report=report).exists()
    assert search_reports("秘密").hits == []


def test_index_follows_every_change(corpus):
    report = make_report("Old title", "Old words.")
    Report.objects.filter(pk=report.pk).update(title="Brand name")
    report.refresh_from_db()
    workflow.write_sections(report, [work("Fresh words.", "疏浚河道。")])
    workflow.refresh_published(report)
    assert (titles("old"), titles("brand"), titles("河道")) == (set(), {"Brand name"}, {"Brand name"})
    workflow.withdraw_report(report)
    assert titles("brand") == set()
    workflow.publish_report(report)
    assert titles("brand") == {"Brand name"}
    workflow.delete_report(report)
    assert titles("brand") == set()


def test_rebuilt_index_equals_the_one_kept_up(corpus):
    def rows():
        return [
            {name: sorted(value.split(" ")) if name in {"facets", "tokens"} else value for name, value in row.items()}
            for row in SearchEntry.objects.order_by("number").values(
                "report", "published_at", "facets", "headings", "text", "tokens"
            )
        ]

    kept = rows()
    SearchEntry.objects.update(tokens="else", text="")
    SearchEntry.objects.first().delete()
    assert list(rebuild_index()) == [len(CORPUS)]
    assert rows() == kept
    assert titles("卫生") == {"三季度环境卫生工作小结", "環境衛生整治情況"}


def test_index_row_holds_each_token_once(corpus):
    entry = SearchEntry.objects.get(report__title="供水管网检修报告")
    lexemes = entry.tokens.split(" ")
    assert len(lexemes) == len(set(lexemes))
    text = f"供水管网检修报告\n一、 工作情况\n(一) {CORPUS['供水管网检修报告']}"
    assert {lexeme for lexeme in lexemes if is_of_text(lexeme)} == tokenise(text)
    titled = tokenise("供水管网检修报告")
    assert {lexeme[1:] for lexeme in lexemes if lexeme[0] == IN_TITLE} == titled
    assert {lexeme[1:] for lexeme in lexemes if lexeme[0] == PROMINENT} == titled | tokenise("一、 工作情况") | {"水"}


def test_every_part_of_a_report_can_be_found():
    section = SectionDraft(
        SectionKind.LESSONS, "一、", "heading", "body **bold**", [PointDraft("1.", "title", "item")], "closing"
    )
    report = make_report("named", sections=[section], summary="abstract")
    for word in ("heading", "body", "bold", "title", "item", "closing", "named", "abstract"):
        assert [hit.report for hit in search_reports(word).hits] == [report], word


def test_hit_shows_its_passages_with_section_and_anchor():
    sections = [
        work("Nine drains.", "Two pumps.", "Three pumps and a valve."),
        work("Valves wear out.", heading="Lessons"),
    ]
    make_report("Report", sections=sections)
    (hit,) = search_reports("valve pumps").hits
    assert [(part.section_heading, part.anchor, list(part.parts)) for part in hit.passages] == [
        (
            "Work done",
            "s1-p2",
            [("2. Three ", False), ("pumps", True), (" and a ", False), ("valve", True), (".", False)],
        ),
        ("Work done", "s1-p1", [("1. Two ", False), ("pumps", True), (".", False)]),
    ]


HOSTILE = [
    "",
    " ",
    "\x00",
    "卫生\x00",
    '"',
    "'",
    "\\",
    "' OR 1=1 --",
    "a AND OR NOT NEAR(b)",
    "NEAR/2 ( ) * ^ - + : {title_tokens} : x",
    "tokens : 卫生",
    "卫生*",
    "a & | ! <-> b:* ::tsquery",
    "%s %(x)s {} $1 ?",
    "🚰💧",
    "卫🚰生",
    "\ud800",
    "卫生\udfff",
    "\u202e\u200b\ufeff",
    "drain" * 2000,
    "卫生" * 5000,
    "a " * 5000,
    " ".join(f"w{number}" for number in range(2000)),
    "".join(chr(0x4E00 + number) for number in range(10_000)),
    "ﷺ" * 500,
]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_hostile_queries_find_what_is_there_or_nothing(corpus, query):
    found = search_reports(query)
    assert found.total == len(found.hits) <= len(CORPUS)


@given(query=st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_query_gives_an_answer(corpus, query):
    found = search_reports(query)
    assert found.total >= len(found.hits)


@pytest.mark.parametrize(
    ("query", "total"),
    [("卫生\x00", 2), ("卫生*", 2), ("tokens : 卫生", 0), ("卫🚰生", 2), ("卫生\udfff", 2), ("🚰", 0)],
)
def test_what_is_no_letter_only_parts_words(corpus, query, total):
    assert search_reports(query).total == total


def test_very_long_words_are_stored_and_found():
    report = make_report("Pumps", "https " + "x" * 5000 + " and " + "排水" * 3000)
    assert [hit.report for hit in search_reports("x" * 5000).hits] == [report]
    assert [hit.report for hit in search_reports("排水排水").hits] == [report]


def test_pages_hold_every_hit_once():
    for number in range(PAGE_SIZE * 2 + 5):
        make_report(f"Pump {number}", with_sidebars=False)
    pages = [search_reports(SearchRequest("pump", page=page)) for page in (1, 2, 3, 4)]
    keys = [hit.report.pk for page in pages for hit in page.hits]
    assert [len(page.hits) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 5, 0]
    assert sorted(keys) == sorted(Report.objects.values_list("pk", flat=True))
    assert {(page.total, page.reachable, page.is_exact) for page in pages} == {(PAGE_SIZE * 2 + 5,) * 2 + (True,)}


@pytest.mark.parametrize("number", [1, 3])
def test_search_takes_a_fixed_number_of_queries(number):
    for _time in range(number):
        make_report("Pumps", unit=make_unit(), period="2024-q3", with_sidebars=False)
    with CaptureQueriesContext(connection) as asked:
        hits = search_reports("pumps").hits
        assert len([(hit.report.unit.name, hit.report.period.label) for hit in hits]) == number
    # PostgreSQL is told how long it may take as well.
    assert len([q for q in asked if " FROM " in q["sql"] and "set_config" not in q["sql"]]) == 4


def test_query_without_words_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search_reports("！？ ").total == 0
