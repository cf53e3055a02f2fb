"""The order of what is found, judged on the demo content and in small."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from reports.enums import SectionKind
from reports.search import search_reports
from reports.workflow import PointDraft, SectionDraft
from tests.factories import make_report
from tests.search.judging import (
    DEMO,
    FIRST,
    HELD_OUT,
    NDCG,
    SEEDS,
    describe,
    judged_searches,
    mean_ndcg,
    move_to_age,
    outcomes,
    report_names,
    share_first,
)

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("names", [(DEMO, HELD_OUT), (SEEDS,)])
def test_no_search_is_judged_twice_on_the_same_reports_and_what_may_come_first_has_a_grade(names):
    searches = [judged for name in names for judged in judged_searches(name)]
    assert len({(judged.query, judged.where) for judged in searches}) == len(searches) >= 15
    assert [judged.query for judged in searches if not judged.first or set(judged.first) - set(judged.grades)] == []


def test_searches_of_the_demo_give_what_a_reader_would_give_whatever_the_day():
    call_command("load_demo")
    names = set(report_names().values())
    searches = [judged for name in (DEMO, HELD_OUT) for judged in judged_searches(name)]
    unknown = {name for judged in searches for name in (*judged.first, *judged.grades)} - names
    assert unknown == set()
    move_to_age(30)
    found = outcomes(DEMO)
    short = "\n".join(describe(outcome) for outcome in found if not outcome.is_first_expected)
    assert len(found) >= 60
    assert mean_ndcg(found) >= NDCG, short
    assert share_first(found) >= FIRST, short
    held_out = outcomes(HELD_OUT)
    assert len(held_out) >= 30
    assert mean_ndcg(held_out) >= NDCG
    move_to_age(400)
    assert [outcome.given for outcome in outcomes(DEMO)] == [outcome.given for outcome in found]


def test_title_comes_before_heading_before_lead_before_text():
    def report(title, lead, heading, text):
        introduction = SectionDraft(SectionKind.INTRODUCTION, "", "", lead)
        points = [PointDraft("1.", heading, text)]
        sections = [introduction, SectionDraft(SectionKind.WORK_DONE, "一、", "工作情况", "", points)]
        return make_report(title, sections=sections, at=DAY, with_sidebars=False)

    expected = [
        report("河道清淤工作总结", "本月工作如下。", "疏浚", "完成两段。"),
        report("甲村工作总结", "本月工作如下。", "河道清淤", "完成两段。"),
        report("乙村工作总结", "本月以河道清淤为主。", "疏浚", "完成两段。"),
        report("丙村工作总结", "本月工作如下。", "疏浚", "河道清淤完成两段。"),
    ]
    assert [hit.report for hit in search_reports("河道清淤").hits] == expected


def test_words_in_one_heading_come_before_a_title_with_one_of_them():
    def report(title, heading, text):
        sections = [SectionDraft(SectionKind.WORK_DONE, "1.", "Work done", "", [PointDraft("(1)", heading, text)])]
        return make_report(title, sections=sections, language="en", at=DAY, with_sidebars=False)

    layout = report("A new layout of bills", "Design", "Bills look tidy. Of the accounts one in nine is estimated.")
    counter = report("Summary of the counter", "Estimated bills", "Estimated bills became fewer.")
    assert [hit.report for hit in search_reports("estimated bills").hits] == [counter, layout]


def test_latest_comes_first_of_equals_and_picks_decide_between_reports_of_a_week():
    later = DAY + timedelta(days=7)
    text = [SectionDraft(SectionKind.WORK_DONE, "一、", "工作情况", "清运垃圾。")]
    old, new, picked = (
        make_report(title, sections=text, at=day, with_sidebars=False)
        for title, day in (("甲镇小结", DAY), ("乙镇小结", later), ("丙镇小结", DAY - timedelta(days=1)))
    )
    picked.is_recommended = True
    picked.save(update_fields=["is_recommended"])
    assert [hit.report for hit in search_reports("垃圾").hits] == [picked, new, old]
