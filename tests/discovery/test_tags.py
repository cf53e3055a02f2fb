"""Tags are proposed from the text and from what like reports bear; nothing is stored."""

import pytest
from taggit.models import Tag

from reports.discovery import propose_tags
from reports.models import Report
from tests.factories import make_report, make_unit

pytestmark = pytest.mark.django_db


def names(proposals):
    return [proposal.name for proposal in proposals]


def test_tag_named_by_the_text_is_proposed_with_its_passage():
    for number in range(4):
        make_report(f"Report {number}", "The office met and wrote letters.")
    Tag.objects.create(name="water mains")
    Tag.objects.create(name="playgrounds")
    found = propose_tags("Report on the quarter", ["We met.", "Crews renewed a water main in Mill Lane."])
    assert names(found) == ["water mains"]
    assert (found[0].count, found[0].evidence, found[0].is_known) == (
        1,
        "Crews renewed a water main in Mill Lane.",
        True,
    )


def test_chinese_tag_is_found_inside_a_run_and_in_either_script():
    make_report("简报", "本周开会。", language="zh")
    Tag.objects.create(name="垃圾分类")
    Tag.objects.create(name="防汛")
    assert names(propose_tags("小结", ["推進生活垃圾分類試點工作。"])) == ["垃圾分类"]


def test_tag_that_every_report_names_is_not_proposed():
    for number in range(4):
        make_report(f"Report {number}", "Work on safety went on.")
    Tag.objects.create(name="safety")
    Tag.objects.create(name="valves")
    assert names(propose_tags("Report", ["Work on safety went on, valves were turned."])) == ["valves"]


def test_tags_of_the_units_earlier_reports_are_proposed():
    unit = make_unit("Parks")
    for number in range(3):
        make_report(f"Report {number}", "Lawns were cut.", unit=unit, tags=["green spaces"])
    make_report("Elsewhere", "Roads were laid.", tags=["roads"])
    found = propose_tags("Report", ["Hedges were trimmed."], unit=unit)
    assert [(proposal.name, proposal.count, proposal.earlier) for proposal in found] == [("green spaces", 0, 3)]


def test_proposing_asks_at_most_four_queries_and_stores_nothing(django_assert_max_num_queries):
    unit = make_unit("Parks")
    make_report("Report", "Lawns were cut.", unit=unit, tags=["lawns"])
    with django_assert_max_num_queries(4):
        propose_tags("Report", ["Lawns were cut again."], unit=unit)
    assert Tag.objects.count() == 1
    assert list(Report.objects.get().tags.names()) == ["lawns"]
