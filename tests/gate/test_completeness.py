"""What a report lacks."""

from types import SimpleNamespace

from reports.enums import SectionKind
from tests.gate.reading import findings, kinds, section


def part(kind="work_done", heading="", least_length=0, *, is_required=True):
    return SimpleNamespace(kind=kind, heading=heading, least_length=least_length, is_required=is_required)


def test_a_report_without_text_and_a_section_without_text():
    assert kinds() == ["no_text"]
    assert kinds(section("", heading="Work")) == ["no_text"]
    assert kinds("Pumps run.", section("", heading="Lessons")) == ["empty_section"]


def test_required_kinds_and_optional_ones():
    parts = [part("work_done"), part("problems"), part("lessons", is_required=False)]
    rows = findings("Pumps run.", parts=parts)
    assert [(one.kind.value, one.details["kind"]) for one in rows] == [("missing_part", "problems")]
    assert kinds("Pumps run.", section("Rust.", kind=SectionKind.PROBLEMS), parts=parts) == []


def test_fixed_headings_are_told_by_their_letters():
    parts = [part(heading="收到和处理政府信息公开申请情况"), part(heading="其他需要报告的事项")]
    rows = [section("无。", heading="三、收到和处理 政府信息公开申请情况："), section("无。", heading="其他事项")]
    missing = [one.details["heading"] for one in findings(*rows, parts=parts)]
    assert missing == ["其他需要报告的事项"]


def test_least_length_counts_characters_and_words_of_points_too():
    parts = [part(least_length=8)]
    assert kinds(section("泵站正常。", "三台泵。"), parts=parts) == ["short_part"]
    assert kinds(section("泵站正常运行。", "三台泵。"), parts=parts) == []
    (finding,) = findings("Three pumps run well-oiled.", parts=parts)
    assert (finding.place.section, finding.details["length"], finding.details["least"]) == (1, 4, 8)
