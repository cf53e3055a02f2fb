from reports.enums import SectionKind
from reports.importer.genres import is_work_summary


def test_title_that_names_a_summary_is_enough():
    assert is_work_summary("云台镇上半年工作总结及下半年计划", "", "", []) is True
    assert is_work_summary("Port office: review of the year", "", "", []) is True


def test_title_of_another_genre_decides_whatever_the_headings_name():
    kinds = [SectionKind.WORK_DONE, SectionKind.PROBLEMS, SectionKind.NEXT_STEPS]
    assert is_work_summary("关于报送年度总结的通知", "", "今年以来", kinds) is False
    assert is_work_summary("年终总结怎么写", "", "", kinds) is False
    assert is_work_summary("云台镇下半年工作计划", "", "今年以来", kinds) is False
    assert is_work_summary("How to write an annual report", "", "", kinds) is False
    assert is_work_summary("Minutes of the annual review meeting", "", "", kinds) is False


def test_title_that_says_nothing_needs_two_kinds_or_an_opening():
    assert is_work_summary("忙碌的码头", "", "码头很忙。", [SectionKind.PROBLEMS, None]) is False
    assert is_work_summary("忙碌的码头", "", "码头很忙。", [SectionKind.PROBLEMS, SectionKind.NEXT_STEPS]) is True
    assert is_work_summary("忙碌的码头", "", "一年来，码头很忙。", []) is True
    assert is_work_summary("Your bins", "", "We collect on Mondays.", [SectionKind.OTHER]) is False


def test_part_without_a_title_is_what_its_page_is():
    assert is_work_summary("", "年度工作总结怎么写（四篇）", "", []) is True
