"""A report's figures follow its text."""

import pytest

from reports import workflow
from reports.enums import SectionKind
from reports.models import Figure, Report, Section
from reports.workflow import PointDraft, SectionDraft
from tests.factories import make_report, work

pytestmark = pytest.mark.django_db


def stored():
    return list(
        Figure.objects.order_by("report", "position").values_list(
            "section__position", "position", "value", "unit", "amount", "measure", "bound", "counted"
        )
    )


def test_figures_of_headings_points_tables_and_closing_are_stored_in_order():
    table = "| 设备 | 数量（台） |\n| --- | --- |\n| 清扫车 | 12 |"
    points = [PointDraft("1.", "培训8名网格员", "发放手册近2.5万份。")]
    section = SectionDraft(
        SectionKind.WORK_DONE, "一、", "完成3项工程", f"清运垃圾4.6万吨。\n\n{table}", points, "投入二十多万元。"
    )
    make_report(sections=[section, work("Nearly 40 schools took part.")], status="draft")
    assert stored() == [
        (1, 1, 3, "项", 3, "项", "exact", "工程"),
        (1, 2, 4.6, "万吨", 46_000, "t", "exact", "清运垃圾"),
        (1, 3, 12, "台", 12, "台", "exact", "清扫车"),
        (1, 4, 8, "名", 8, "person", "exact", "网格员"),
        (1, 5, 2.5, "万份", 25_000, "份", "less", "发放手册"),
        (1, 6, 20, "万元", 200_000, "CNY", "more", "投入"),
        (2, 7, 40, "schools", 40, "schools", "less", "schools"),
    ]


def test_writing_again_replaces_the_figures():
    report = make_report(sections=[work("Nine pumps and 3 drains.")])
    workflow.write_sections(report, [work("We cleared 14 gullies.", "Then 2 more valves.")])
    assert [row[2:4] for row in stored()] == [(14, "gullies"), (2, "more valves")]


def test_preparing_a_report_finds_figures_of_text_that_was_changed_behind_its_back():
    report = make_report(sections=[work("We cleared 14 gullies."), work("We laid 3 km.")])
    Section.objects.filter(position=2).update(body="We laid 5 km of pipe.")
    workflow.prepare_report(Report.objects.get(pk=report.pk))
    assert [row[:4] for row in stored()] == [(1, 1, 14, "gullies"), (2, 2, 5, "km")]


def test_deleting_a_report_deletes_its_figures():
    report = make_report(sections=[work("We cleared 14 gullies.")])
    assert Figure.objects.count() == 1
    workflow.delete_report(report)
    assert Figure.objects.count() == 0


def test_overlong_pieces_are_cut_to_fit():
    noun = "x" * 41
    make_report(sections=[work(f"We built 12 {noun} {noun} {noun} {noun} {noun} things.")], status="draft")
    figure = Figure.objects.get()
    assert (len(figure.unit), figure.value) == (100, 12)


@pytest.mark.parametrize("number", [1, 60])
def test_writing_takes_few_queries_for_any_number_of_figures(number, django_assert_max_num_queries):
    report = make_report(sections=[work("Empty.")], status="draft")
    text = " ".join(f"Row {n}: {n} pumps." for n in range(1, number + 1))
    with django_assert_max_num_queries(18):
        workflow.write_sections(report, [work(text)])
    assert Figure.objects.count() == number
