"""Rules of the outline: each with a text that it changes and one that it leaves alone."""
# ruff: noqa: E501 - texts read worse when they are wrapped

import pytest

from reports.importer.pipeline import import_document


def outline_of(text, name="source.txt"):
    (report,) = import_document(text.encode(), name).reports
    return [(section.kind.value, section.heading, len(section.points)) for section in report.sections]


OPENING = "榆树坪林站2022年工作总结\n\n一年来，林站职工守山护林，没有出过一次火情。\n\n"


def test_numbers_before_spaces_are_headings_where_they_run_on():
    text = (
        OPENING
        + "1　护林防火\n巡山300次。\n2　育苗造林\n育苗12万株。\n3　存在的问题\n3.1 人手少。\n3.2 2号瞭望塔失修。\n"
    )
    assert outline_of(text) == [
        ("introduction", "", 0),
        ("work_done", "护林防火", 0),
        ("work_done", "育苗造林", 0),
        ("problems", "存在的问题", 2),
    ]


def test_number_before_a_space_that_does_not_run_on_is_text():
    text = OPENING + "一、育苗造林\n12 万株松苗出圃\n二、存在的问题\n3 号瞭望塔失修\n"
    assert outline_of(text)[1:] == [("work_done", "育苗造林", 0), ("problems", "存在的问题", 0)]


def test_letters_number_headings_and_items_where_they_run_on():
    text = (
        "Quay Office annual report 2021\n\nIt was a calm year on the quay.\n\nA. Work done\nWe laid 40 metres of rail.\n"
        "B. Problems\n(i) The crane is old.\n(ii) The store leaks.\nC. Plans for 2022\nBuy a crane.\n"
    )
    assert outline_of(text)[1:] == [
        ("work_done", "Work done", 0),
        ("problems", "Problems", 2),
        ("next_steps", "Plans for 2022", 0),
    ]


def test_initials_number_nothing():
    text = (
        "Quay Office annual report 2021\n\n1. Work done\nA. Tern led the crew.\nK. Gull kept the books.\n"
        "2. Problems\nThe crane is old.\n"
    )
    assert outline_of(text) == [("work_done", "Work done", 0), ("problems", "Problems", 0)]


def test_list_in_the_introduction_is_no_outline():
    text = OPENING + "主要指标：\n1. 造林800亩；\n2. 抚育900亩；\n\n一、护林防火\n巡山300次。\n二、存在问题\n人手少。\n"
    assert outline_of(text) == [
        ("introduction", "", 0),
        ("work_done", "护林防火", 0),
        ("problems", "存在问题", 0),
    ]


def test_lower_style_above_a_higher_one_is_the_outline_where_it_runs_on():
    text = OPENING + "1、主要工作\n一、护林。巡山300次。\n二、育苗。出圃12万株。\n2、存在问题\n人手少。\n"
    assert outline_of(text) == [("introduction", "", 0), ("work_done", "主要工作", 2), ("problems", "存在问题", 0)]


def test_lead_in_between_numbered_headings_is_a_section():
    text = (
        OPENING
        + "一、护林防火\n巡山300次。\n当前工作还有不少问题，主要表现在：\n1、人手少。\n2、路难走。\n二、明年打算\n修路。\n"
    )
    assert outline_of(text)[1:] == [("work_done", "护林防火", 0), ("problems", "", 2), ("next_steps", "明年打算", 0)]


def test_lead_in_that_solves_problems_or_comes_back_is_text():
    text = OPENING + "一、护林防火\n重点解决了以下问题：\n1、人手少。\n2、路难走。\n二、明年打算\n修路。\n"
    assert outline_of(text)[1:] == [("work_done", "护林防火", 2), ("next_steps", "明年打算", 0)]
    again = OPENING + "".join(
        f"{number}、{name}\n工作很多。\n存在的问题主要有：\n1、人手少。\n2、路难走。\n"
        for number, name in (("一", "护林防火"), ("二", "育苗造林"))
    )
    assert outline_of(again)[1:] == [("work_done", "护林防火", 2), ("work_done", "育苗造林", 2)]


def test_lead_in_opens_counted_clauses_on_its_own_line():
    text = (
        OPENING
        + "一、护林防火\n巡山300次。\n回头看，问题也不少：一是人手少；二是路难走。\n明年，我们打算从以下方面努力：\n首先修路；其次招人；最后建塔。\n"
    )
    assert outline_of(text)[1:] == [
        ("work_done", "护林防火", 0),
        ("problems", "回头看，问题也不少", 2),
        ("next_steps", "明年，我们打算从以下方面努力", 3),
    ]


def test_short_labels_before_the_text_are_headings_where_nothing_else_is():
    text = (
        OPENING
        + "守好山。全年巡山300次，劝返游人40批。\n育好苗。出圃松苗12万株，成活九成。\n修好路。整修林道7公里，新建涵洞2处。\n"
    )
    assert outline_of(text)[1:] == [("work_done", "守好山", 0), ("work_done", "育好苗", 0), ("work_done", "修好路", 0)]
    numbered = outline_of(OPENING + "一、护林防火\n" + text[len(OPENING) :])
    assert numbered[1:] == [("work_done", "护林防火", 0)]


def test_short_lines_that_ask_are_headings_where_several_name_kinds():
    text = (
        OPENING
        + "我做了什么\n全年巡山300次，劝返游人40批。\n我还差什么\n山大人少，有的沟一年只到过一回。\n接下来怎么做\n（1）每月全线巡一遍。\n（2）每沟立一块牌。\n"
    )
    assert outline_of(text)[1:] == [
        ("work_done", "我做了什么", 0),
        ("problems", "我还差什么", 0),
        ("next_steps", "接下来怎么做", 2),
    ]


def test_clause_that_says_what_follows_and_contact_are_no_headings():
    text = (
        OPENING
        + "一、几点体会\n回顾一年来的工作，我们深切体会到：守山要靠人。\n二、今后打算\n修路招人。\n联系人：站长，电话见门牌。\n"
    )
    assert outline_of(text)[1:] == [("lessons", "几点体会", 0), ("next_steps", "今后打算", 0)]


@pytest.mark.parametrize(
    "line",
    [
        "Presented to the Full Council by the Town Clerk",
        "Prepared for the Board by the Operations Director, 17 January 2025",
        "Issued Monday 8 April 2024 by the Duty Manager",
        "Branch: Quayside   Author: T. Hill   Pages: 4",
    ],
)
def test_line_below_the_headline_that_says_for_whom_it_is_written_is_no_text(line):
    text = f"Easton Docks Annual Report 2023\n\n{line}\n\n1. OVERVIEW\n\nThe year was calm and the quay was dry all winter.\n\n2. PLANS\n\nWe shall mend the crane.\n"
    assert outline_of(text) == [("introduction", "OVERVIEW", 0), ("next_steps", "PLANS", 0)]


def test_stray_label_at_the_end_does_not_hide_the_labels_before():
    text = (
        "Quay Office, week 14 of 2024: summary\n\nService delivered. We moved 900 tons in six days.\n"
        "Engineering. The crane was greased and tested.\nIssues. The store leaked on Thursday night.\n"
        "The men and the ships were all on time in spite of it.\nNothing was lost and nobody was hurt.\n"
        "The weather was fair.\nControl: the office on the quay\n"
    )
    assert outline_of(text) == [
        ("work_done", "Service delivered", 0),
        ("work_done", "Engineering", 0),
        ("problems", "Issues", 0),
    ]


def test_labels_stand_in_brackets_and_after_glyphs():
    text = OPENING + "【护林防火】\n全年巡山300次，劝返游人40批。\n【今后打算】\n1.修路。\n2.招人。\n"
    assert outline_of(text)[1:] == [("work_done", "护林防火", 0), ("next_steps", "今后打算", 2)]
    text = OPENING + "◆ 主要工作\n全年巡山300次，劝返游人40批。\n◆ 存在困难\n林道失修，巡山的人年纪都大了。\n"
    assert outline_of(text)[1:] == [("work_done", "主要工作", 0), ("problems", "存在困难", 0)]


def test_counting_words_with_labels_are_headings_and_with_sentences_items():
    text = OPENING + "第一、守好山。全年巡山300次。\n第二、育好苗。出圃12万株。\n第三、修好路。整修7公里。\n"
    assert [heading for _, heading, _ in outline_of(text)[1:]] == ["守好山", "育好苗", "修好路"]
    text = OPENING + "第一，全年巡山300次，劝返游人40批。\n第二，出圃松苗12万株，成活九成以上。\n"
    assert outline_of(text)[1:] == [("work_done", "", 2)]


def test_short_sentence_after_a_number_is_a_heading_and_one_about_people_is_none():
    text = (
        "Ward 4 annual summary 2020\n\nThis year the ward was full. It is summarized as follows:\n\n"
        "I. Safety is the foundation. We checked 40 beds a day.\n\nII. Skill is the key. Nine nurses were trained.\n\n"
        "III. Existing problems. The lift is slow.\n"
    )
    assert outline_of(text)[1:] == [
        ("work_done", "Safety is the foundation", 0),
        ("work_done", "Skill is the key", 0),
        ("problems", "Existing problems", 0),
    ]
    text = text.replace("Safety is the foundation", "We made it safe").replace("Skill is the key", "They learned a lot")
    assert outline_of(text.replace("Existing problems", "There were days without a lift"))[1:] == [("work_done", "", 3)]


def test_heading_that_lost_its_style_is_found_in_the_run_of_the_others():
    text = (
        "# Quay Office report 2021\n\nIt was a calm year.\n\n## I. Rails\n\nWe laid rails.\n\nII. Sheds\n\nWe built sheds."
        "\n\n## III. Problems\n\nThe crane is old.\n"
    )
    assert outline_of(text, "source.md")[1:] == [
        ("work_done", "Rails", 0),
        ("work_done", "Sheds", 0),
        ("problems", "Problems", 0),
    ]
    text = text.replace("II. Sheds", "IV. Sheds")
    assert [heading for _, heading, _ in outline_of(text, "source.md")[1:]] == ["Rails", "Problems"]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("①修路；②招人；③建塔。", 3),
        ("(a) Mend the road. (b) Hire two men. (c) Build a tower.", 3),
        ("A. Mend the road. B. Hire two men.", 2),
        ("The first is to mend the road, and the second is to hire two men.", 2),
        ("首先把路修好；其次招两个人；再次建一座塔。", 3),
        ("一要修路；二要招人；三要建塔。", 3),
        ("1.修路；2.招人；3.建塔。", 3),
        ("首先，要修路2.5公里，(2)号塔不建。", 0),
        ("We had 2) in mind. Room A. Smith was let.", 0),
    ],
)
def test_points_run_on_in_a_paragraph(text, points):
    assert outline_of(OPENING + "一、主要工作\n巡山300次。\n二、明年打算\n" + text + "\n")[-1] == (
        "next_steps",
        "明年打算",
        points,
    )


def test_attachments_end_a_document():
    text = OPENING + "一、护林防火\n巡山300次。\n二、明年打算\n修路。\n\n附件：1.巡山记录\n2.苗木清单\n"
    assert outline_of(text)[1:] == [("work_done", "护林防火", 0), ("next_steps", "明年打算", 0)]
    text = OPENING + "一、护林防火\n巡山300次。\n二、附件管理\n1.归档。\n2.编目。\n"
    assert outline_of(text)[1:] == [("work_done", "护林防火", 0), ("work_done", "附件管理", 2)]


def test_name_and_office_at_the_end_are_no_heading():
    text = (
        "Annual report of Lower Quay 2021\n\nThe year was calm on the quay and in the town.\n\n"
        "Finance\n\nThe precept stayed where it was, and nothing was borrowed.\n\n"
        "Looking ahead\n\nIn the coming year the council intends to\n\n1. mend the crane;\n\n2. buy a boat.\n\n"
        "Open spaces\n\nThe green was mown nine times by the council's own men.\n\n"
        "Ada Tern\n\nChairman of the Council at Lower Quay\n"
    )
    assert [section[1:] for section in outline_of(text)[1:]] == [
        ("Finance", 0),
        ("Looking ahead", 2),
        ("Open spaces", 0),
    ]


def test_labels_below_a_numbered_heading_of_a_kind_are_no_sections():
    lessons = "二、反思与改进\n存在的问题：塔上夜里无人。\n改进措施：两人轮值。\n"
    text = OPENING + "一、主要工作\n巡山300次。\n" + lessons
    assert [kind for kind, *_ in outline_of(text + "三、明年打算\n修路。\n")[1:]] == [
        "work_done",
        "lessons",
        "next_steps",
    ]
    assert [kind for kind, *_ in outline_of(text)[2:]] == ["lessons", "problems", "next_steps"]


def test_recommendation_at_the_end_of_a_report_is_no_list_of_links():
    page = "<h1>{}</h1><h2>What we did</h2><p>We mended 9 boats.</p><h2>Recommendation</h2><p>{}</p>"
    said = "Members are asked to pay for the tenth boat."
    report = import_document(page.format("Subject: Boatyard summary, May 2021", said).encode(), "source.html")
    assert report.title == "Boatyard summary, May 2021"
    assert [section.heading for section in report.reports[0].sections] == ["What we did", "Recommendation"]
    assert not report.links.recommended


def test_stems_number_sections_where_they_run_on():
    text = OPENING + "（甲）護林防火\n巡山300次。\n（乙）面對的困難\n人手少。\n（丙）來年計劃\n修路。\n"
    assert outline_of(text)[1:] == [
        ("work_done", "護林防火", 0),
        ("problems", "面對的困難", 0),
        ("next_steps", "來年計劃", 0),
    ]
    text = OPENING + "一、主要工作\n甲、乙两条林道都修好了。\n二、存在问题\n丙号塔失修。\n"
    assert outline_of(text)[1:] == [("work_done", "主要工作", 0), ("problems", "存在问题", 0)]


def test_counts_and_round_decimals_number_sections_where_they_run_on():
    for first, second in (("One, the", "Two, the"), ("1.0 The", "2.0 The")):
        text = f"Annual work summary\n\nThe dam was watched. The work is as follows:\n\n{first} sluice was greased. 3 gates move again.\n\n{second} problems. The path is steep.\n"
        assert [section[:2] for section in outline_of(text)[1:]] == [
            ("work_done", "The sluice was greased" if "." in first else "the sluice was greased"),
            ("problems", "The problems" if "." in first else "the problems"),
        ]


def test_number_that_stands_alone_does_not_take_the_place_of_its_level():
    text = OPENING + "一、主要工作\n（一）护林。\n2. 巡山300次。\n（二）育苗。\n（三）修路。\n二、存在问题\n人手少。\n"
    assert outline_of(text)[1] == ("work_done", "主要工作", 3)


def test_drifting_style_goes_on_with_its_list():
    text = OPENING + "一、主要工作\n1、护林。\n2. 育苗。\n（3）修路。\n二、存在问题\n人手少。\n"
    assert outline_of(text)[1] == ("work_done", "主要工作", 3)


def test_lead_in_of_a_guide_is_text():
    text = "工作总结怎么写\n\n一、写成绩\n用数字说话。\n写问题有两个要点，存在的不足主要有：\n1、要具体。\n2、要有账。\n二、写打算\n写清时限。\n"
    assert outline_of(text) == [("other", "写成绩", 2), ("other", "写打算", 0)]


def test_last_heading_that_is_only_a_period_is_what_comes_then():
    text = "Food bank, November 2023: summary\n\nWhat we did\n\nWe handed out 900 parcels to 400 homes.\n\nDecember\n\n1. Hampers.\n2. A chiller.\n"
    assert outline_of(text) == [("work_done", "What we did", 0), ("next_steps", "December", 2)]
    text = "# Food bank, autumn 2023: summary\n\n## October\n\nWe handed out 900 parcels.\n\n## November\n\nWe handed out 950.\n"
    assert [kind for kind, _, _ in outline_of(text, "source.md")] == ["work_done", "work_done"]


def test_line_about_copyright_matters_is_text():
    text = OPENING + "一、版权工作\n签下版权7种。\n二、存在问题\n人手少。\n\n版权所有：榆树坪林站\n"
    assert outline_of(text)[1:] == [("work_done", "版权工作", 0), ("problems", "存在问题", 0)]


def test_clauses_counted_without_a_heading_are_points_of_the_work_done():
    text = OPENING + "一是守好山。全年巡山300次。\n二是育好苗。出圃12万株。\n三是修好路。整修7公里。\n"
    assert outline_of(text)[1:] == [("work_done", "", 3)]


def test_label_before_the_last_text_is_a_heading_and_a_bare_last_line_is_none():
    text = OPENING + "主要工作：全年巡山300次，出圃松苗12万株。\n下一步工作：修路，招人，再建一座瞭望塔。\n"
    assert outline_of(text)[1:] == [("work_done", "主要工作", 0), ("next_steps", "下一步工作", 0)]
    text = (
        "Team update, May 2023\n\nWhat went well\n- A new app\n- Two hires\n\nProblems\n- A slip\n\nThanks everyone!\n"
    )
    assert [heading for _, heading, _ in outline_of(text)] == ["What went well", "Problems"]


def test_label_before_one_space_is_a_heading_where_the_others_are_too():
    text = OPENING + "（一）护林防火 巡山300次，劝返游客41人。\n（二）自身的短板 人手少，瞭望塔年久失修。\n"
    assert outline_of(text)[1:] == [("work_done", "护林防火", 0), ("problems", "自身的短板", 0)]


def test_labels_of_a_letterhead_are_no_headings():
    text = (
        "榆树坪林站2022年工作总结\n\n机构名称：榆树坪林站\n呈交对象：县林业局\n查询方式：见封底\n\n"
        "一、护林防火\n巡山300次。\n二、存在的问题\n人手少。\n"
    )
    assert [row for row in outline_of(text) if row[1]] == [("work_done", "护林防火", 0), ("problems", "存在的问题", 0)]


def test_clause_run_in_before_its_text_is_a_label():
    text = (
        "My year at the weir\n\nThis report is about 2019.\n\nWhat I did. I raked the screens each day.\n\n"
        "What I learned. Water never waits.\n\nMy weaknesses. I am slow with forms.\n"
    )
    assert [row[:2] for row in outline_of(text)[1:]] == [
        ("work_done", "What I did"),
        ("lessons", "What I learned"),
        ("problems", "My weaknesses"),
    ]
