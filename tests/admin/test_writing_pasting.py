"""What is pasted into the form, made into sections and points."""

import pytest

from tests.factories import make_user

PASTE = "/admin/reports/report/paste/"
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {margin:0} --></style></head>
<body><p class=MsoTitle><b>柳桥镇2025年上半年工作总结<o:p></o:p></b></p>
<p class=MsoNormal>上半年，柳桥镇围绕防汛和道路两件事安排力量。</p>
<h1>一、主要工作</h1>
<p class=MsoNormal><b>（一）疏浚河道。</b>清淤4.2公里。</p>
<p class=MsoNormal><b>（二）修补道路。</b>修补坑洼131处。</p>
<h1>二、存在的问题</h1>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;
</span></span><![endif]>排涝设备老化。</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;
</span></span><![endif]>养护经费不足。</p></body></html>"""


def in_short(found):
    return [
        (
            one["kind"],
            one["marker"],
            one["heading"],
            one["body"],
            [(p["marker"], p["heading"], p["text"]) for p in one["points"]],
        )
        for one in found["sections"]
    ]


def test_text_from_word_becomes_sections_with_points(editor_client):
    found = editor_client.post(PASTE, {"html": WORD, "text": "not asked for"}).json()
    assert (found["title"], found["reports"], found["left_out"]) == ("柳桥镇2025年上半年工作总结", 1, [])
    assert in_short(found) == [
        ("introduction", "", "", "上半年，柳桥镇围绕防汛和道路两件事安排力量。", []),
        (
            "work_done",
            "一、",
            "主要工作",
            "",
            [("（一）", "疏浚河道", "清淤4.2公里。"), ("（二）", "修补道路", "修补坑洼131处。")],
        ),
        ("problems", "二、", "存在的问题", "", [("1.", "", "排涝设备老化。"), ("2.", "", "养护经费不足。")]),
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {"html": "<h1>一、主要工作</h1><p>清淤。</p><h1>二、存在的问题</h1><p>缺钱。</p>"},
        {"html": "<h2>一、主要工作</h2><p>清淤。</p><h2>二、存在的问题</h2><p>缺钱。</p>", "title": "河口镇<工作>总结"},
        {"text": "一、主要工作\r\n清淤。\r\n\r\n二、存在的问题\r\n缺钱。"},
    ],
    ids=["headings_of_the_first_level", "headings_without_a_title", "plain_text"],
)
def test_first_heading_is_not_taken_for_a_title(editor_client, sent):
    assert in_short(editor_client.post(PASTE, sent).json()) == [
        ("work_done", "一、", "主要工作", "清淤。", []),
        ("problems", "二、", "存在的问题", "缺钱。", []),
    ]


@pytest.mark.parametrize("sent", [{}, {"html": "<p></p>"}, {"text": "  "}, {"html": "x" * 4_000_001}, {"html": "\x00"}])
def test_what_cannot_be_read_is_refused_with_a_reason(editor_client, sent):
    response = editor_client.post(PASTE, sent)
    assert response.status_code == 400
    assert response.json()["problem"].endswith(".")


def test_pasting_is_for_who_writes_reports(client, editor_client):
    assert editor_client.get(PASTE).status_code == 405
    client.force_login(make_user("clerk", is_staff=True))
    assert client.post(PASTE, {"html": WORD}).status_code == 403
