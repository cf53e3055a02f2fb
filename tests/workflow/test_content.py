"""A report's text, and the page that is prepared from it."""

import pytest

from reports import workflow
from reports.enums import SectionKind
from reports.models import Point, Report
from reports.workflow import PointDraft, SectionDraft
from tests.factories import make_report, work

pytestmark = pytest.mark.django_db


def prepared(*sections, **values):
    report = make_report(sections=sections, status="draft", **values)
    return Report.objects.get(pk=report.pk)


def test_page_is_prepared_with_anchors_markers_and_safe_html():
    report = prepared(
        SectionDraft(
            SectionKind.WORK_DONE,
            "一、",
            "主要工作",
            "开场 **重点** <b>x</b>",
            [PointDraft("（一）", "疏通沟渠", "九条。"), PointDraft("2.", "", "修泵两台。\n\n再查一遍。")],
            "结束语",
        ),
        SectionDraft(SectionKind.NEXT_STEPS, "", "", "下季度继续。"),
    )
    assert report.prepared == [
        {
            "anchor": "s1",
            "kind": "work_done",
            "marker": "一、",
            "heading": "主要工作",
            "html": "<p>开场 <strong>重点</strong> &lt;b&gt;x&lt;/b&gt;</p>\n"
            '<div class="point" id="s1-p1"><p class="point__title"><a class="point__marker" href="#s1-p1">（一）</a>'
            '<strong class="point__heading">疏通沟渠</strong></p><p>九条。</p>\n</div>'
            '<div class="point" id="s1-p2"><p><a class="point__marker" href="#s1-p2">2.</a> 修泵两台。</p>\n'
            "<p>再查一遍。</p>\n</div><p>结束语</p>\n",
            "points": 2,
        },
        {
            "anchor": "s2",
            "kind": "next_steps",
            "marker": "",
            "heading": "",
            "html": "<p>下季度继续。</p>\n",
            "points": 0,
        },
    ]
    assert report.section_kinds == ["work_done", "next_steps"]


def test_writing_again_replaces_all_sections_and_points():
    report = make_report(sections=[work("One.", "Two."), work("Three.")], status="draft")
    workflow.write_sections(report, [work("Four.", "Five.")])
    stored = Report.objects.get()
    texts = [
        (section.position, section.body, [(p.position, p.text) for p in section.points.all()])
        for section in stored.sections.all()
    ]
    assert texts == [(1, "Four.", [(1, "Five.")])]
    assert Point.objects.count() == 1
    assert [section["html"] for section in stored.prepared] == [
        '<p>Four.</p>\n<div class="point" id="s1-p1"><p><a class="point__marker" href="#s1-p1">1.</a> Five.</p>\n</div>'
    ]


@pytest.mark.parametrize(
    ("summary", "body", "excerpt"),
    [
        ("", "The team cleared nine drains.", "The team cleared nine drains."),
        ("A summary of the year.", "The team cleared nine drains.", "A summary of the year."),
        ("", "Short.\n\nThe second paragraph is long enough.", "The second paragraph is long enough."),
        ("", "Short.", ""),
        ("", "", ""),
        ("", "清理水沟。" * 40, "清理水沟。" * 28),
        ("", "清" * 300, "清" * 140 + "…"),
        ("", "word " * 100, ("word " * 56).strip() + "…"),
        (
            "",
            "One sentence ends here, " + "a" * 150 + ". " + "Another one " * 20,
            "One sentence ends here, " + "a" * 150 + ".",
        ),
        ("", "x" * 900, "x" * 280 + "…"),
        ("", "A **bold** start of a [long](https://example.org) paragraph.", "A bold start of a long paragraph."),
    ],
)
def test_excerpt_is_the_summary_or_the_first_sentences(summary, body, excerpt):
    assert prepared(work(body, heading=""), summary=summary).excerpt == excerpt


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ("", 1),
        ("清" * 400, 1),
        ("清" * 401, 2),
        ("word " * 220, 1),
        ("word " * 221, 2),
        ("清" * 200 + " word" * 110, 1),
        ("清" * 4000, 10),
    ],
)
def test_reading_time_counts_characters_and_words(body, minutes):
    assert prepared(work(body)).reading_minutes == minutes


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Work in Q3: drains & pumps", "work-in-q3-drains-pumps"),
        ("三季度环境卫生工作小结（第2篇）", "三季度环境卫生工作小结第2篇"),
        ("！！！", ""),
        ("a" * 79 + " bc", "a" * 79),
        ("水" * 300, "水" * 80),
    ],
)
def test_slug_follows_the_title_in_its_script(title, slug):
    report = prepared(work("Nine drains."), title=title)
    assert report.slug == slug
    assert report.get_absolute_url().startswith(f"/en/reports/{report.pk}-")


def test_text_of_all_kinds_of_blocks_is_searchable_and_counted():
    body = "Para\n\n- item\n\n> quote\n\n| a | b |\n| - | - |\n| cell | d |\n\n"
    body += "    indented words\n\n```\nfenced words\n```"
    report = make_report(sections=[work(body)])
    for word in ("para", "item", "quote", "cell", "indented", "fenced"):
        assert word in report.search_entry.text
