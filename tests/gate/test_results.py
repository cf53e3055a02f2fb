"""What is kept of the gate beside a report, and the copies of it in others."""

import random

import pytest
from django.core.management import call_command

from reports import gate, workflow
from reports.enums import FindingKind, ReportStatus
from reports.models import CopyMark, GateResult, Report, ReportType
from reports.periods import CalendarPeriod
from tests.factories import make_report, make_unit, work

pytestmark = pytest.mark.django_db

PARAGRAPHS = [
    "清淤专班从三月起逐段排查老城排水管网，把堵点画进同一张图，先疏通学校和菜场周边，再向背街小巷推进，每段完工当天由居民代表签字。",
    "泵站值守改为四班三轮，雨前两小时到岗试机，雨后清点杂物并称重登记，同一台泵连续两次跳闸的，当周更换线路而不是反复合闸。",
    "针对夜市油污倒灌的老问题，联合摊主装了四十只隔油桶，早晚各收一次，月底按斤数公示，收不上来的路段由网格员上门说明。",
    "地下车库进水的小区逐一签了挡水板保管责任书，把钥匙交给保安班，演练时从接报到装好用时从二十分钟缩短到六分钟。",
]
OWN = [
    "水厂滤池反冲洗按浊度调整节奏，夜班记录每次的水量与时长，月底换算成电耗，公布在楼道里给住户看，住户据此提意见。",
    "抄表员改走新路线，每人每天少绕四公里，省下的时间用来敲开长期无人应门的三十一户，逐户核对水表号与户主姓名。",
    "实验室添了两台余氯仪，管网末梢的数据每小时回传一次，超过限值时值班手机会响，由最近的抢修车先行到场处置。",
]
ENGLISH = (
    "Volunteers of the reading room now open every Saturday morning, sort returned picture books by age, mend loose "
    "spines with tape and linen, and read aloud for half an hour to children whose parents queue at the clinic next "
    "door; attendance grew from nine to twenty seven."
)
FILLING = "harbour ledger copper window quietly under seven moved between granted orchard often rope across built"


def draft(title, *paragraphs, **values):
    return make_report(
        title, sections=[work("\n\n".join(paragraphs))], status=ReportStatus.DRAFT, language="zh", **values
    )


def copies(report):
    return [one for one in gate.findings_of(report) if one.kind is FindingKind.COPY]


def kept(report):
    return GateResult.objects.get(pk=report.pk)


def test_result_is_kept_with_its_counts_and_follows_the_text():
    report = draft("20xx年总结", "电话13912345678，走访××户。", period="2024")
    result = kept(report)
    assert (result.blocking, result.left_over, result.personal_data, result.completeness) == (3, 2, 1, 1)
    assert gate.stored_findings(result) == gate.findings_of(report)
    workflow.write_sections(report, [work("走访三户。")])
    assert (kept(report).blocking, kept(report).personal_data) == (1, 0)


def test_facts_and_the_type_are_looked_at():
    made = ReportType.objects.create(name_en="Annual report", slug="annual")
    made.parts.create(position=1, kind="problems", heading="存在的主要问题及改进情况")
    report = draft("总结", "走访三户。", report_type=made)
    kinds = [one.kind.value for one in gate.findings_of(report)]
    assert kinds == ["no_unit", "no_period", "missing_part"]
    assert [one.kind.value for one in gate.blocking_findings(report)] == ["missing_part"]


def test_a_copied_paragraph_is_found_and_an_own_one_is_not():
    first = draft("第一份", *PARAGRAPHS)
    second = draft(
        "第二份", "我们自己写了这一段，讲的是水厂滤池反冲洗的节奏怎样随浊度调整，以及夜班怎样记录。", PARAGRAPHS[1]
    )
    (finding,) = copies(second)
    assert (finding.details["report"], finding.details["paragraphs"]) == (first.pk, 1)
    assert finding.place.paragraph == 1
    assert PARAGRAPHS[1].startswith(finding.excerpt)
    assert (
        copies(
            draft(
                "第三份",
                "水厂滤池反冲洗按浊度调整节奏，夜班记录每次的水量与时长，月底换算成电耗，公布在楼道里给住户看。",
            )
        )
        == []
    )


def reworded(text, chance):
    words = [word for one in PARAGRAPHS for word in _pieces(one)] if "，" in text else FILLING.split()
    pieces = _pieces(text)
    for at in chance.sample(range(len(pieces)), len(pieces) * 3 // 10):
        pieces[at] = chance.choice(words)
    return ("" if "，" in text else " ").join(pieces)


def test_a_copy_is_found_though_a_third_of_its_words_is_changed():
    chance, original = random.Random(7), draft("原文", *PARAGRAPHS)
    found = 0
    for number in range(10):
        report = draft(f"改写{number}", *(reworded(text, chance) for text in PARAGRAPHS))
        found += [one.details["report"] for one in copies(report)] == [original.pk]
        report.delete()
    assert found >= 9


def test_one_paragraph_in_other_words_is_found_in_a_report_of_its_own():
    chance, original = random.Random(11), draft("原文", *PARAGRAPHS, ENGLISH)
    cases = [text for text in (*PARAGRAPHS, ENGLISH) for _turn in range(4)]
    found = 0
    for text in cases:
        report = draft("另一份", *OWN[:2], reworded(text, chance), *OWN[2:])
        found += [(one.details["report"], one.place.paragraph) for one in copies(report)] == [(original.pk, 2)]
        report.delete()
    assert found >= 0.9 * len(cases)


def test_forms_of_words_that_two_paragraphs_share_are_no_copy():
    form = "在镇党委政府的正确领导下，在有关部门的大力支持下，我们紧紧围绕年初目标，统一思想，明确责任，狠抓落实，"
    draft("第一份", *OWN, f"{form}全年新建三处垃圾分类亭，改造背街小巷十一条，居民满意度逐季上升，投诉下降四成。")
    second = draft("第二份", f"{form}组织老年人免费体检两轮，为独居老人装上呼叫器，志愿者每周三上门读报并代买药品。")
    assert copies(second) == []


def _pieces(text):
    return [text[at : at + 2] for at in range(0, len(text), 2)] if "，" in text else text.split()


def test_a_working_copy_is_no_copy_of_what_it_revises():
    report = make_report("第一份", sections=[work("\n\n".join(PARAGRAPHS))], language="zh", unit=make_unit())
    copy = workflow.revise_report(report)
    assert (copies(copy), copies(report)) == ([], [])


def test_a_phrase_that_many_reports_have_is_no_copy(monkeypatch):
    monkeypatch.setattr("reports.gate.copies.COMMON", 2)
    reports = [draft(f"第{number}份", PARAGRAPHS[0]) for number in range(3)]
    assert copies(reports[0]) == []


def test_marks_follow_the_text_and_go_with_the_report():
    report = draft("第一份", PARAGRAPHS[0])
    before = set(CopyMark.objects.values_list("value", flat=True))
    workflow.write_sections(report, [work(PARAGRAPHS[1])])
    after = set(CopyMark.objects.values_list("value", flat=True))
    assert before
    assert before.isdisjoint(after)
    report.delete()
    assert CopyMark.objects.count() == 0


@pytest.mark.parametrize("number", [1, 4])
def test_many_are_checked_in_as_many_queries_as_few(django_assert_num_queries, number):
    for at in range(number):
        draft(f"第{at}份", PARAGRAPHS[at], unit=make_unit())
    draft("原文", *PARAGRAPHS)
    GateResult.objects.all().delete()
    CopyMark.objects.exclude(report=Report.objects.get(title="原文")).delete()
    reports = gate.unchecked(Report.objects.exclude(title="原文").select_related("period", "gate_result"))
    assert len(reports) == number
    with django_assert_num_queries(13):
        gate.keep_results(reports)
    assert GateResult.objects.filter(copy=1).count() == number


def test_another_edition_of_the_rules_is_worked_out_anew(monkeypatch):
    draft("第一份", PARAGRAPHS[0])
    rows = Report.objects.select_related("period", "gate_result")
    assert gate.unchecked(rows) == []
    monkeypatch.setattr("reports.gate.results.EDITION", 99)
    assert len(gate.unchecked(rows)) == 1


def test_a_copy_made_changed_or_deleted_later_has_the_other_side_looked_through_again():
    def told(report):
        rows = Report.objects.select_related("gate_result").filter(pk=report.pk)
        waiting = gate.unchecked(rows)
        gate.keep_results(waiting)
        return len(waiting), kept(report).copy

    first = draft("第一份", PARAGRAPHS[0])
    assert told(first) == (0, 0)
    second = draft("第二份", PARAGRAPHS[0])
    assert [told(first), told(first), told(second)] == [(1, 1), (0, 1), (0, 1)]
    workflow.write_sections(second, [work(PARAGRAPHS[1])])
    assert [told(first), told(second)] == [(1, 0), (0, 0)]
    workflow.write_sections(second, [work(PARAGRAPHS[0])])
    assert told(first) == (1, 1)
    workflow.delete_report(second)
    assert told(first) == (1, 0)


def test_what_a_report_is_judged_by_changes_and_it_waits_to_be_looked_through():
    report, public = draft("第一份", PARAGRAPHS[0], unit=make_unit("A")), make_report()
    workflow.move_report(report, make_unit("B"))
    assert not GateResult.objects.filter(pk=report.pk).exists()
    GateResult.objects.all().delete()
    call_command("check_drafts")
    assert list(GateResult.objects.values_list("pk", flat=True)) == [report.pk] != [public.pk]


def test_period_of_the_report_is_read():
    report = draft("总结", "第一季度即将过去，回首这段日子，感慨很多。", period="2024-q4")
    assert CalendarPeriod.parse("2024-q4") == report.period.value
    assert "wrong_period" in [one.kind.value for one in gate.findings_of(report)]


def test_public_reports_that_were_there_before_are_found_after_a_rebuild():
    make_report("第一份", sections=[work(PARAGRAPHS[0])], language="zh", unit=make_unit())
    CopyMark.objects.all().delete()
    copy = draft("第二份", PARAGRAPHS[0])
    assert copies(copy) == []
    workflow.rebuild_published()
    assert len(copies(copy)) == 1
