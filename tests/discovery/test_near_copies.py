"""Near-copies: groups that grow, shrink and fall apart as reports are published, changed and withdrawn."""

import pytest

from reports import workflow
from reports.discovery import near_copies, profiles
from reports.models import NearCopy, Report, SentenceHash, TextProfile
from tests.factories import make_report, work

pytestmark = pytest.mark.django_db

OWN = [f"Crew number {number} relaid the kerb of lane {number} and swept it afterwards" for number in range(200)]
"""Sentences that no two reports share by chance."""


def text(*places):
    return ". ".join(OWN[place] for place in places) + "."


def groups():
    found = {}
    for title, group in NearCopy.objects.values_list("report__title", "group"):
        found.setdefault(group, set()).add(title)
    return sorted(sorted(titles) for titles in found.values())


def rewrite(report, body):
    workflow.write_sections(report, [work(body)])
    workflow.refresh_published(report)


def test_copies_with_a_third_of_the_shorter_ones_sentences_are_a_group_led_by_the_first():
    first = make_report("First", text(*range(10)))
    make_report("Copy", text(*range(6, 16)))
    make_report("Other", text(*range(20, 30)))
    assert groups() == [["Copy", "First"]]
    assert set(NearCopy.objects.values_list("group", flat=True)) == {first.pk}


def test_fewer_shared_sentences_are_no_copy_and_few_are_none_however_short_the_report():
    make_report("First", text(*range(20)))
    make_report("A quarter", text(*range(5), *range(30, 45)))
    make_report("Two sentences", text(0, 1))
    assert groups() == []


def test_chain_of_copies_is_one_group_and_falls_apart_without_its_middle():
    make_report("One", text(*range(10)))
    middle = make_report("Middle", text(*range(6, 16)))
    make_report("Three", text(*range(12, 22)))
    assert groups() == [["Middle", "One", "Three"]]
    workflow.withdraw_report(middle)
    assert groups() == []
    workflow.publish_report(middle)
    assert groups() == [["Middle", "One", "Three"]]


def test_group_gets_another_leader_when_its_first_report_is_withdrawn():
    first, second, _third = (make_report(title, text(*range(10))) for title in ("First", "Second", "Third"))
    workflow.withdraw_report(first)
    assert groups() == [["Second", "Third"]]
    assert set(NearCopy.objects.values_list("group", flat=True)) == {second.pk}


def test_report_that_is_rewritten_leaves_its_group_and_joins_another():
    report = make_report("Report", text(*range(10)))
    make_report("Like before", text(*range(10)))
    make_report("Like after", text(*range(20, 30)))
    rewrite(report, text(*range(20, 30)))
    assert groups() == [["Like after", "Report"]]


def test_new_report_brings_two_groups_together():
    make_report("A", text(*range(10)))
    make_report("A again", text(*range(10)))
    make_report("B", text(*range(20, 30)))
    make_report("B again", text(*range(20, 30)))
    assert groups() == [["A", "A again"], ["B", "B again"]]
    make_report("Both", text(*range(5), *range(20, 25)))
    assert groups() == [["A", "A again", "B", "B again", "Both"]]


@pytest.fixture
def low_limit(monkeypatch):
    monkeypatch.setattr(near_copies, "COMMON", 3)
    monkeypatch.setattr(profiles, "COMMON", 3)


def test_phrases_of_the_trade_make_no_copies_and_have_few_rows(low_limit):
    for number in range(6):
        make_report(f"Report {number}", text(*range(4), *range(10 + 6 * number, 16 + 6 * number)))
    # The first three share them before they are known to be phrases that everybody uses.
    assert groups() == [["Report 0", "Report 1", "Report 2"]]
    assert SentenceHash.objects.count() == 6 * 6 + 4 * 4
    profiles.describe_anew()
    assert groups() == []


def test_many_copies_of_one_report_stay_together(low_limit):
    for number in range(7):
        make_report(f"Copy {number}", text(*range(10)))
    assert [len(group) for group in groups()] == [7]


def test_unpublished_reports_have_no_rows():
    report = make_report("Report", text(*range(10)))
    make_report("Copy", text(*range(10)))
    make_report("Draft", text(*range(10)), status="draft")
    workflow.withdraw_report(report)
    assert groups() == []
    assert TextProfile.objects.count() == 1
    assert set(SentenceHash.objects.values_list("report__title", flat=True)) == {"Copy"}
    workflow.delete_report(Report.objects.get(title="Copy"))
    assert SentenceHash.objects.count() == 0


def test_groups_made_one_by_one_are_those_made_at_once():
    for number in range(8):
        make_report(f"Report {number}", text(*range(number * 7, number * 7 + 10)))
    stepwise = groups()
    profiles.describe_anew()
    assert groups() == stepwise == [[f"Report {number}" for number in range(8)]]


def test_queries_do_not_grow_with_the_number_of_reports(django_assert_max_num_queries):
    reports = [make_report(f"Report {number}", text(*range(number * 7, number * 7 + 10))) for number in range(8)]
    profiles.forget([report.pk for report in reports])
    with django_assert_max_num_queries(26):
        profiles.describe([report.pk for report in reports])
    assert len(groups()[0]) == 8
