"""Tags are proposed from the text and from what like reports bear; nothing is stored."""

import pytest
from taggit.models import Tag

from reports.discovery import propose_tags, tags
from reports.models import Report
from tests.factories import make_category, make_report, make_unit

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


def test_category_stands_in_for_a_unit_that_is_not_known():
    category = make_category("Parks")
    for number in range(3):
        make_report(f"Report {number}", "Lawns were cut.", category=category, tags=["green spaces"])
    assert names(propose_tags("Report", ["Hedges were trimmed."], category=category)) == ["green spaces"]
    assert names(propose_tags("Report", ["Hedges were trimmed."], category=make_category("Roads"))) == []


def test_one_earlier_report_is_no_habit():
    unit = make_unit("Parks")
    make_report("Report", "Lawns were cut.", unit=unit, tags=["green spaces"])
    assert propose_tags("Report", ["Hedges were trimmed."], unit=unit) == []


def test_of_tags_that_differ_in_script_the_one_in_use_is_proposed():
    make_report("简报", "本周开会。", language="zh")
    for name in ("环境卫生", "環境衛生"):
        Tag.objects.create(name=name)
    assert names(propose_tags("小結", ["環境衛生整治工作全面展開。"])) == ["環境衛生"]
    assert names(propose_tags("小结", ["环境卫生整治工作全面展开。"])) == ["环境卫生"]


def test_phrase_that_the_text_repeats_is_proposed_as_a_new_tag():
    texts = [
        "充电棚已经建好，居民不再飞线充电。",
        "第二处充电棚选在北门，充电棚由物业看管。",
        "收费标准由居民议定。",
    ]
    found = propose_tags("东街社区小结", texts)
    assert [(proposal.name, proposal.is_known, proposal.count) for proposal in found] == [("充电棚", False, 3)]
    assert found[0].evidence == texts[0]
    texts = ["Lone-worker devices came in May.", "Each crew has lone-worker devices.", "We test lone-worker devices."]
    assert names(propose_tags("Safety", texts)) == ["lone-worker devices"]


def test_what_everybody_says_and_names_of_units_are_no_new_tags():
    make_unit(name_zh="石塘镇")
    texts = [f"石塘镇加强工作，{word}完成任务，石塘镇居民满意。" for word in ("今年", "去年", "全年", "本年")]
    assert propose_tags("石塘镇工作总结", texts) == []
    texts = [
        "The team made progress this year.",
        "This year the team reported progress.",
        "Team progress, year by year.",
    ]
    assert propose_tags("Report of the team", texts) == []


def test_new_tags_are_few_and_known_ones_come_first():
    for name in ("valves", "pumps", "mains", "meters", "gullies"):
        Tag.objects.create(name=name)
    make_report("Report", "We met.")
    text = "Valves, pumps, mains, meters and gullies were seen by telemetry loggers."
    found = propose_tags("Report", [text, f"{text} Telemetry loggers help.", text])
    assert [proposal.is_known for proposal in found] == [True] * 5 + [False]
    assert len(propose_tags("Report", [text, text, text], most=3)) == 3


def test_of_a_very_long_report_the_beginning_is_looked_at():
    for name in ("hedges", "lawns"):
        Tag.objects.create(name=name)
    one, other, between = "Hedges and more hedges.", "Lawns and more lawns.", "and " * tags.MOST_TEXT
    assert names(propose_tags("Report", [one, between, other])) == ["hedges"]
    assert names(propose_tags("Report", [other, between, one])) == ["lawns"]


def test_empty_report_has_no_tags():
    Tag.objects.create(name="valves")
    assert propose_tags("", []) == []
    assert propose_tags("工作总结", ["", "。"]) == []


def test_proposing_asks_at_most_five_queries_and_stores_nothing(django_assert_max_num_queries):
    unit = make_unit("Parks")
    make_report("Report", "Lawns were cut.", unit=unit, tags=["lawns"])
    with django_assert_max_num_queries(5):
        propose_tags("Report", ["Lawns were cut.", "Hedge trimmers, hedge trimmers.", "Hedge trimmers."], unit=unit)
    assert Tag.objects.count() == 1
    assert list(Report.objects.get().tags.names()) == ["lawns"]
