"""Kinds by place and text: each rule with a report that it changes and one that it leaves alone."""

import time

from reports.documents.tree import Paragraph, Section
from reports.enums import SectionKind
from reports.importer.pipeline import import_document
from reports.importer.places import THEMATIC, with_kinds_by_place

TITLE = "柏崖渡口管理站2023年工作总结\n\n"
WORK = "一、渡运安全\n全年安全渡运8万人次，检修渡船6艘，开展演练4次。\n"
PROBLEMS = "二、存在的问题\n两艘渡船船龄偏大。\n"


def kinds_of(text, name="source.txt"):
    (report,) = import_document(text.encode(), name).reports
    return [(section.kind.value, section.heading) for section in report.sections]


def evidence_of(text):
    (report,) = import_document(text.encode(), "source.txt").reports
    return [section.evidence for section in report.sections]


def test_theme_after_the_problems_is_the_plans():
    text = TITLE + WORK + PROBLEMS + "三、让渡口亮起来\n更换渡船两艘，码头装灯二十盏。\n"
    assert kinds_of(text)[-1] == ("next_steps", "让渡口亮起来")
    assert evidence_of(text)[-1] == "after the problems: 存在的问题"


def test_theme_after_the_problems_that_tells_of_the_past_is_work():
    text = TITLE + WORK + PROBLEMS + "三、码头改造\n更换了渡船两艘。码头装上了灯，旅客增长两成。\n"
    assert kinds_of(text)[-1] == ("work_done", "码头改造")


def test_theme_after_plans_is_left_alone():
    text = TITLE + WORK + PROBLEMS + "三、明年打算\n更换渡船。\n四、渡口文化\n渡口旧事辑录成册。\n"
    assert kinds_of(text)[-1] == ("work_done", "渡口文化")


def test_theme_whose_sentences_are_all_to_come_is_the_plans():
    text = TITLE + WORK + "二、让渡口亮起来\n将更换渡船两艘。拟在码头装灯二十盏。\n"
    assert kinds_of(text)[-1] == ("next_steps", "让渡口亮起来")
    text = TITLE + WORK + "二、让渡口亮起来\n将两岸码头装灯二十盏，更换渡船两艘。旅客满意率九成八。\n"
    assert kinds_of(text)[-1] == ("work_done", "让渡口亮起来")


def test_theme_full_of_what_is_lacking_before_the_plans_is_the_problems():
    lacking = "二、渡口这本账\n船员人手不足。候船室偏小、设备老化，雨天难以周转。\n"
    assert kinds_of(TITLE + WORK + lacking + "三、明年打算\n更换渡船。\n")[1] == ("problems", "渡口这本账")
    assert kinds_of(TITLE + WORK + lacking + "三、码头改造\n新修码头一座。\n")[1] == ("work_done", "渡口这本账")


def test_period_before_the_thanks_is_what_comes_then():
    text = (
        "Ferry landing, autumn 2023: summary\n\nWhat we did\n\nWe carried 900 passengers over to the fair.\n\n"
        "In December\n\nNight crossings on market days, weather allowing.\n\n"
        "Thanks\n\nTo all who kept the lamps lit through the fog.\n"
    )
    assert [kind for kind, _ in kinds_of(text)] == ["work_done", "next_steps", "other"]


def test_kinds_of_thousands_of_sections_are_found_in_a_moment():
    text = (Paragraph("The crew was busy on the pier."),)
    sections = tuple(Section(SectionKind.WORK_DONE, "Pier", blocks=text, evidence=THEMATIC) for _n in range(20_000))
    started = time.process_time()
    assert with_kinds_by_place(sections) == sections
    assert time.process_time() - started < 2
