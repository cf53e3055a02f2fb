"""The period that a headline or an opening states."""

import pytest

from reports.importer.periods import detect_period

CASES = [
    ("2023年度工作总结", "", ("year", 2023, None)),
    ("二〇二三年工作总结", "", ("year", 2023, None)),
    ("二○二二年度工作总结", "", ("year", 2022, None)),
    ("2023年上半年工作总结及下半年工作计划", "", ("half", 2023, 1)),
    ("2023年下半年工作总结", "", ("half", 2023, 2)),
    ("2022年工作总结和2023年工作计划", "", ("year", 2022, None)),
    ("2023年工作总结暨2024年工作思路", "", ("year", 2023, None)),
    ("2024年一季度工作总结", "", ("quarter", 2024, 1)),
    ("2024年第四季度安全工作总结", "", ("quarter", 2024, 4)),
    ("2024年前三季度工作总结", "", ("range", 2024, None)),
    ("2024年1-9月工作总结", "", ("range", 2024, None)),
    ("2024年1至6月份工作总结", "", ("range", 2024, None)),
    ("2024年3月份工作总结", "", ("month", 2024, 3)),
    ("3月份工作总结", "", ("month", None, 3)),
    ("三月工作总结", "", ("month", None, 3)),
    ("第12周工作周报", "", ("week", None, 12)),
    ("2024年第12周工作周报", "", ("week", 2024, 12)),
    ("20xx年第三季度工作总结", "", ("quarter", None, 3)),
    ("201*年上半年工作总结", "", ("half", None, 1)),
    ("20__年工作总结", "", ("year", None, None)),
    ("XX年工作总结", "", ("year", None, None)),
    ("××年度工作总结", "", ("year", None, None)),
    ("上半年工作总结", "", ("half", None, 1)),
    ("第三季度工作总结", "今年第三季度，我们", ("quarter", None, 3)),
    ("季度工作总结", "2023年第二季度，我部", ("quarter", 2023, 2)),
    ("年终工作总结", "2023年即将过去，", ("year", 2023, None)),
    ("年度工作总结", "一年来，在领导关怀下", ("year", None, None)),
    ("工作总结", "2021年以来，我局", ("year", 2021, None)),
    ("工作总结", "自2023年4月1日至2024年3月31日，", ("range", 2023, None)),
    ("工作总结", "2023年3月至8月，项目部", ("range", 2023, None)),
    ("工作总结", "今年1—8月，全镇", ("range", None, None)),
    ("述职报告", "本人于2021年6月任职以来，", None),
    ("学校2023—2024学年第一学期工作总结", "", ("range", 2023, None)),
    ("2023年秋季学期工作总结", "2023年9月至2024年1月，", ("range", 2023, None)),
    ("半年工作总结", "今年上半年，我们", ("half", None, 1)),
    ("半年工作总结", "回顾半年来的工作", ("half", None, None)),
    ("月度工作总结", "6月，我科", ("month", None, 6)),
    ("项目总结", "项目自2022年3月启动，至2023年11月竣工", ("range", 2022, None)),
    ("Annual Report 2022", "", ("year", 2022, None)),
    ("Annual Work Summary 2023 and Plan for 2024", "", ("year", 2023, None)),
    ("Work Summary for the First Half of 2021", "", ("half", 2021, 1)),
    ("H1 2023 review", "", ("half", 2023, 1)),
    ("Q3 2022 report", "", ("quarter", 2022, 3)),
    ("Third Quarter 2024: Finance Department", "", ("quarter", 2024, 3)),
    ("2024 Third-Quarter Report", "", ("quarter", 2024, 3)),
    ("Report for March 2023", "", ("month", 2023, 3)),
    ("Week 14 report", "Week 14, 2023 began with", ("week", 2023, 14)),
    ("Weekly report, week 32", "", ("week", None, 32)),
    ("Work summary of the first half of 20xx", "", ("half", None, 1)),
    ("Annual work summary", "In 20xx, under the leadership", ("year", None, None)),
    ("Annual work summary", "In the past year, we", ("year", None, None)),
    ("Quarterly work summary", "In the third quarter, the team", ("quarter", None, 3)),
    ("Work summary", "From 3 March to 31 August 2023 the desk", ("range", 2023, None)),
    ("Work summary", "Between July and September 2022 the teams", ("range", 2022, None)),
    ("Work summary", "From January to September 2019, our bureau", ("range", 2019, None)),
    ("Monthly report", "In May the volunteers", ("month", None, 5)),
    ("Project close-out report", "The project ran from February 2021 to June 2022.", ("range", 2021, None)),
    ("Summary of work in the first quarter and plan for the second quarter", "", ("quarter", None, 1)),
    ("Summary", "Since 2019 we have", None),
    ("Annual review 2022/23", "", ("year", 2022, None)),
    ("周报", "本周（5月6日至5月10日）", ("week", None, None)),
]


@pytest.mark.parametrize(("title", "opening", "period"), CASES)
def test_period_reported(title, opening, period):
    texts = [opening] if opening else []
    found = detect_period(title, texts, texts)
    assert (found and (found[0].kind.value, found[0].year, found[0].ordinal)) == period
