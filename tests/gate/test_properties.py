"""Whatever is written, the gate reads it: findings are cut from their places, remedies write their proposals there."""

from hypothesis import given
from hypothesis import strategies as st

from reports.documents.markup import paragraphs_of, to_plain
from reports.enums import Severity
from reports.gate import ReportText, find_blocking, find_in, remedied
from reports.periods import CalendarPeriod
from tests.gate.reading import section

PIECES = st.sampled_from(
    [
        "13912345678",
        "11010519491231002X",
        "6222021234567890128",
        "li.ming@mail.example.com",
        "京A12345",
        "0571-88001234",
        "20xx年",
        "**",
        "***",
        "\\*",
        "xx",
        "××",
        "办结",
        "率",
        "97%",
        "0%",
        "468",
        "570件",
        "占",
        "of",
        "out of",
        "(",
        ")",
        "第一季度即将过去",
        "二、",
        "（四）",
        "一是",
        "三是",
        "六项制度",
        "以下四个方面：",
        "“三个延伸”",
        "“一个回路”",
        "残疾人",
        "黄志明",
        "欧阳晓",
        "同志",
        "Mayor",
        "Zhang",
        "Lin",
        "patient",
        "First,",
        "Third,",
        "the following three measures:",
        "[填写]",
        "…",
        "\n\n",
        "。",
        "，",
        " ",
        "- ",
        "1. ",
        "# ",
        "> ",
        "`",
        "<b>",
        "²",
        "٣",
        "�",
        "??",
        "x",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
MARKERS = st.sampled_from(["", "一、", "二、", "（四）", "1.", "1", "第九章", "IV.", "最后，", "²", "十十、"])


@given(TEXTS, TEXTS, TEXTS, MARKERS, st.sampled_from([None, "2024", "2024-q4", "xxxx-h1"]))
def test_findings_stand_where_they_say(title, body, point, marker, period):
    rows = [section(body, (marker, title[:40], point), marker=marker, heading=title), section(point, marker=marker)]
    text = ReportText(title or "T", rows, period=CalendarPeriod.parse(period) if period else None)
    passages = {passage.place: passage.text for passage in text.passages}
    found = find_in(text)
    for one in found:
        if one.place in passages and one.before + one.after:
            assert passages[one.place].startswith(one.excerpt, one.start)
    assert find_blocking(text) == [one for one in found if one.severity is Severity.BLOCKING]


@given(TEXTS)
def test_remedies_write_their_proposal_once(body):
    for one in find_in(ReportText("T", [section(body)])):
        if one.place.field != "body" or one.proposal is None:
            continue
        changed = remedied(one, body)
        if changed is not None:
            before, after = paragraphs_of(body), to_plain(changed)
            assert len(changed) >= len(body.strip()) - len(one.excerpt) * 2 - 2
            assert before != after.split("\n") or one.excerpt == one.proposal
