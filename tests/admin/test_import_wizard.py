"""The import wizard: handing in, reviewing, correcting and storing through its own forms, as without JavaScript."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from reports.admin.importing import forms
from reports.importer import KnownNames, result_of, review_of
from reports.models import GateResult, ImportBatch, ImportItem, Report, UnitAlias
from tests.admin.forms import errors_of, read_form
from tests.factories import make_category, make_unit, make_user
from tests.importer.test_archives import packed
from tests.importer.test_labelling import PAGE

pytestmark = pytest.mark.django_db
ADD = reverse("admin:reports_importbatch_add")
REPORT = """临溪县东街社区2024年工作总结

今年的工作如下。

一、主要工作
（一）清扫街道。全年清扫街道12条。
（二）修路。修路3公里。

二、下一步打算
继续清扫。
"""
HEADINGS = [("introduction", ""), ("work_done", "主要工作"), ("next_steps", "下一步打算")]
DOUBTFUL = "记事\n\n1.清扫街道12条。\n2.修路3公里。\n"


def hand_in(client, *texts, **values):
    """Upload texts as files (or paste the only one) and follow to the page that comes."""
    files = [SimpleUploadedFile(f"{number}.txt", text.encode()) for number, text in enumerate(texts, start=1)]
    return client.post(ADD, {"documents": files, "text": "", "note": "", "category": "", **values}, follow=True)


def answer(client, response, do="apply", **values):
    """Press a button of a review page, with the fields as they stand but for `values`."""
    data = {**read_form(response, "#review"), "do": do}
    return client.post(response.request["PATH_INFO"], data | values, follow=True)


def page_of(response):
    return LexborHTMLParser(response.content.decode())


def messages_of(response):
    return [item.text(strip=True) for item in page_of(response).css(".messagelist li")]


def headings_of(response):
    return [
        (section.css_first("option[selected]").attributes["value"], heading.attributes["value"] if heading else "")
        for section in page_of(response).css(".result")
        for heading in [section.css_first(".result__heading")]
    ]


def reviewed():
    item = ImportItem.objects.get()
    return result_of(review_of(item, KnownNames()))


def line_of(text):
    item = ImportItem.objects.get()
    return next(line.id for line in review_of(item, KnownNames()).lines if text in line.text)


# --- handing in


def test_a_sure_document_takes_two_clicks_from_upload_to_stored_drafts(editor_client):
    response = hand_in(editor_client, REPORT)
    assert "no doubts" in page_of(response).css_first(".review-bar__summary").text()
    response = answer(editor_client, response, "store")
    report = Report.objects.get()
    assert (report.title, report.status, report.unit.name, report.period.code) == (
        "临溪县东街社区2024年工作总结",
        "draft",
        "临溪县东街社区",
        "2024",
    )
    assert messages_of(response) == ["1.txt: 1 report stored as a draft."]


def test_text_is_pasted(editor_client):
    response = editor_client.post(ADD, {"text": REPORT, "note": "", "category": ""}, follow=True)
    assert ImportItem.objects.get().name == "Pasted text"
    assert "清扫街道" in page_of(response).css_first(".review-stretches").text()


def test_a_saved_web_page_is_recognised_by_its_content(editor_client):
    html = "<!doctype html><html><body><h1>Work report 2024</h1><h2>1. Work done</h2><p>Nine drains.</p></body></html>"
    response = hand_in(editor_client, html)
    assert headings_of(response) == [("work_done", "Work done")]


def test_several_files_and_zips_come_to_a_list(editor_client):
    zipped = SimpleUploadedFile("more.zip", packed(("a.txt", PAGE), ("b.txt", " ")))
    text = SimpleUploadedFile("c.txt", REPORT.encode())
    response = editor_client.post(ADD, {"documents": [zipped, text], "text": DOUBTFUL, "category": ""}, follow=True)
    rows = [
        [row.css_first(part).text(strip=True) for part in (".import-items__name", ".import-state")]
        + [row.css("td")[1].text(strip=True)]
        for row in page_of(response).css(".import-items tbody tr")
    ]
    assert rows == [
        ["Pasted text", "To review", "1"],
        ["a.txt", "To review", "2"],
        ["b.txt", "Not readable", ""],
        ["c.txt", "To review", "1"],
    ]
    assert page_of(response).css_first(".import-items__reason").text().startswith("The file is empty.")


def test_nothing_handed_in_is_an_error(editor_client):
    response = editor_client.post(ADD, {"text": "  ", "note": "", "category": ""})
    assert errors_of(response) == ["Choose a file or paste some text."]
    assert not ImportBatch.objects.exists()


def test_too_much_at_once_is_an_error_and_nothing_is_kept(editor_client, monkeypatch):
    monkeypatch.setattr(forms, "MAX_UPLOAD", 1024 * 1024)
    response = hand_in(editor_client, "x" * 1024 * 1024, "x")
    assert errors_of(response) == ["The files are larger than 1 MB together; import them in several parts."]
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("language", "title", "advice"),
    [
        ("en", "Too many files at once", "At most 3 files can be sent at a time. Pack them into one zip file"),
        ("zh-hans", "一次发送的文件太多", "一次最多可发送 3 个文件。请打包成一个 zip 文件"),
    ],
)
def test_too_many_files_for_the_server_get_a_page_that_says_what_to_do(
    editor_client, settings, language, title, advice
):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    files = [SimpleUploadedFile(f"{number}.txt", REPORT.encode()) for number in range(4)]
    response = editor_client.post(ADD, {"documents": files}, headers={"Accept-Language": language})
    page = page_of(response)
    assert (response.status_code, page.css_first("h1").text()) == (400, title)
    assert advice in page.css_first(".notice").text()
    assert page.css_first(".notice a").attributes["href"] == ADD
    assert not ImportBatch.objects.exists()


def test_too_long_a_pasted_text_gets_a_page_that_says_what_to_do(editor_client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    response = editor_client.post(ADD, {"text": "x" * 1024 * 1024})
    assert (response.status_code, page_of(response).css_first("h1").text()) == (400, "Too much text at once")


def test_empty_files_are_named(editor_client):
    response = hand_in(editor_client, "")
    assert errors_of(response) == ["The submitted file is empty."]


# --- the list


def test_reading_goes_on_while_the_list_is_looked_at(editor_client, monkeypatch):
    monkeypatch.setattr("reports.admin.importing.batches.READING_TIME", 0)
    response = hand_in(editor_client, REPORT, PAGE)
    page = page_of(response)
    assert page.css_first("meta[http-equiv=refresh]").attributes["content"] == "1"
    assert page.css_first("progress").attributes == {"value": "0", "max": "2", "aria-label": "Progress"}
    monkeypatch.setattr("reports.admin.importing.batches.READING_TIME", 30)
    page = page_of(editor_client.get(response.request["PATH_INFO"]))
    assert page.css_first("meta[http-equiv=refresh]") is None
    assert page.css_first("progress") is None


def test_all_documents_without_doubts_are_stored_at_once(editor_client):
    response = hand_in(editor_client, REPORT, DOUBTFUL, REPORT.replace("2024", "2023"))
    button = page_of(response).css_first(".import-summary form button")
    assert button.text(strip=True) == "Store 2 documents without doubts as drafts"
    batch = ImportBatch.objects.get()
    response = editor_client.post(reverse("admin:reports_importbatch_store", args=[batch.pk]), follow=True)
    assert list(batch.items.values_list("state", flat=True)) == ["stored", "to_review", "stored"]
    assert Report.objects.filter(status="draft").count() == 2
    editor_client.post(reverse("admin:reports_importbatch_store", args=[batch.pk]))
    assert Report.objects.count() == 2


def test_documents_are_set_aside_and_taken_up_again(editor_client):
    response = hand_in(editor_client, REPORT, PAGE)
    first = editor_client.get(ImportItem.objects.get(position=1).get_absolute_url())
    response = answer(editor_client, first, "set_aside")
    assert response.request["PATH_INFO"] == ImportItem.objects.get(position=2).get_absolute_url()
    batch = ImportBatch.objects.get()
    assert list(batch.items.values_list("state", flat=True)) == ["set_aside", "to_review"]
    editor_client.post(reverse("admin:reports_importbatch_take_up", args=[batch.pk]), {"position": 1})
    assert list(batch.items.values_list("state", flat=True)) == ["to_review", "to_review"]


def test_the_list_says_how_long_files_are_kept_and_what_was_cleared_away(editor_client):
    hand_in(editor_client, REPORT, DOUBTFUL)
    batch = ImportBatch.objects.get()
    address = reverse("admin:reports_importbatch_change", args=[batch.pk])
    assert (
        "works on for 90 days is cleared away" in page_of(editor_client.get(address)).css_first(".import-kept").text()
    )
    batch.items.update(used_at=timezone.now() - timedelta(days=91))
    hand_in(editor_client, PAGE)
    page = page_of(editor_client.get(address))
    assert [state.text() for state in page.css(".import-items .import-state")] == ["Cleared away, not stored"] * 2
    assert page.css_first(".import-kept") is None
    assert page.css(".import-items tbody a, .import-items tbody button") == []


def test_a_stored_document_leads_to_its_reports(editor_client):
    response = hand_in(editor_client, REPORT)
    response = answer(editor_client, response, "store")
    link = next(a for a in page_of(response).css(".import-items a") if "Show the reports" in a.text())
    assert "临溪县东街社区2024年工作总结" in editor_client.get(link.attributes["href"]).content.decode()
    item = ImportItem.objects.get()
    assert editor_client.get(item.get_absolute_url()).status_code == 302


def test_an_import_can_be_cleared_away_and_its_reports_stay(editor_client):
    answer(editor_client, hand_in(editor_client, REPORT), "store")
    batch = ImportBatch.objects.get()
    editor_client.post(reverse("admin:reports_importbatch_delete", args=[batch.pk]), {"post": "yes"})
    assert (ImportBatch.objects.count(), Report.objects.count()) == (0, 1)


# --- what the review shows


def test_every_line_stands_on_the_left_with_its_label_and_the_result_on_the_right(editor_client):
    response = hand_in(editor_client, REPORT)
    lines = [
        " ".join(line.css_first(part).text(strip=True) for part in (".line__number", ".line__label", ".line__text"))
        for line in page_of(response).css(".line")
    ]
    assert lines == [
        "1 Report startsTitle 临溪县东街社区2024年工作总结",
        "3 Text 今年的工作如下。",
        "5 Heading · Work done 一、主要工作",
        "6 Point （一）清扫街道。全年清扫街道12条。",
        "7 Point （二）修路。修路3公里。",
        "9 Heading · Next steps 二、下一步打算",
        "10 Text 继续清扫。",
    ]
    assert headings_of(response) == HEADINGS
    texts = [part.text(strip=True) for part in page_of(response).css(".result__text")]
    assert texts == ["今年的工作如下。", "（一）清扫街道全年清扫街道12条。（二）修路修路3公里。", "继续清扫。"]


def test_facts_say_why_they_are_so(editor_client):
    response = hand_in(editor_client, REPORT)
    notes = [" ".join(note.text().split()) for note in page_of(response).css(".fact__note")]
    assert notes[:2] == ["+ new unit, made when the report is stored · named in the title", "“2024年”"]
    response = answer(editor_client, response, **{f"period-{line_of('临溪县东街社区2024')}": "2023"})
    assert [note.text() for note in page_of(response).css(".fact__note")][1] == "said by you"


def test_repairs_are_shown_with_what_stood_there(editor_client):
    garbled = "".join(f"{number}.總結(jié)工作，加強(qiáng)衛(wèi)生。\n" for number in range(1, 6))
    response = hand_in(editor_client, f"社區(qū)總結(jié)\n\n{garbled}")
    assert "(qiáng)" in [node.text() for node in page_of(response).css(".repair del")]
    assert "加强卫生" in page_of(response).css_first(".result__text").text()


GARBLED = "社區(qū)2024年總結(jié)\n\n一、主要工作\n" + "加強(qiáng)衛(wèi)生工作，完成了任?wù)。\n" * 2


def doubt_about(response, question):
    """The number and the text of the open question that asks this."""
    page = page_of(response)
    return next(
        (place, " ".join(doubt.text().split()))
        for place, doubt in enumerate(page.css(".doubt"))
        if question in doubt.text()
    )


def stored_text():
    return "".join(section.body for section in Report.objects.get().sections.all())


@pytest.mark.parametrize(
    ("do", "written", "text"),
    [
        ("accept", "务", "加强卫生工作，完成了任务。"),
        ("keep", "务", "加强卫生工作，完成了任?wù)。"),
        ("apply", "期", "加强卫生工作，完成了任期。"),
    ],
)
def test_an_unsure_repair_is_asked_about_once_and_the_stored_text_follows(editor_client, do, written, text):
    response = hand_in(editor_client, GARBLED)
    number, shown = doubt_about(response, "Is this repair right?")
    assert "line 4, line 5" in shown
    assert "a lost character, guessed from word and reading 加强卫生工作，完成了任 ?wù) 务。" in shown.replace(
        "任?wù)务", "任 ?wù) 务"
    )
    response = answer(editor_client, response, f"{do}:{number}", **{f"doubt-{number}": written})
    assert "Is this repair right?" not in page_of(response).text()
    answer(editor_client, response, "store")
    assert stored_text() == f"{text}\n\n{text}"


def test_the_list_counts_the_questions_that_the_review_asks(editor_client):
    response = hand_in(editor_client, GARBLED, RESTARTS)
    counts = [int(row.css("td")[2].text()) for row in page_of(response).css(".import-items tbody tr")]
    asked = [
        len(page_of(editor_client.get(item.get_absolute_url())).css(".doubt")) for item in ImportItem.objects.all()
    ]
    assert counts == asked
    assert min(counts) > 0


def test_a_line_says_what_is_asked_about_it(editor_client):
    response = hand_in(editor_client, GARBLED.replace("完成了任?wù)。", "完成了任?wù)，天氣特?zé)?，大家都好。"))
    lines = {
        line.css_first(".line__number").text(): reason.text()
        for line in page_of(response).css(".line")
        if (reason := line.css_first(".line__reason"))
    }
    assert lines == {"1": "Which unit reports?", "4": "Is this repair right?", "5": "Is this repair right?"}


def test_lost_text_is_asked_for_and_written_in(editor_client):
    response = hand_in(editor_client, REPORT.replace("继续清扫", "继续�扫"))
    number, shown = doubt_about(response, "What stood here?")
    assert "text is lost or garbled here 继续�扫。" in shown
    assert page_of(response).css_first(".residue summary").text() == "1 place of lost text"
    response = answer(editor_client, response, **{f"doubt-{number}": "清"})
    assert page_of(response).css_first(".doubts") is None
    answer(editor_client, response, "store")
    assert stored_text().endswith("继续清扫。")


def test_sure_repairs_are_listed_and_undone_one_by_one_all_at_once_or_by_line(editor_client):
    response = hand_in(editor_client, GARBLED)
    heading = next(h for h in page_of(response).css(".residue h3") if "Readings in brackets" in h.text())
    assert "(6)" in heading.text()
    buttons = [b.attributes["value"] for b in heading.parent.css("li button")]
    response = answer(editor_client, response, buttons[2])
    assert "加强(qiáng)卫生" in page_of(response).css_first(".result__text").text()
    response = answer(editor_client, response, buttons[2].replace("written", "repaired"))
    assert "加强卫生" in page_of(response).css_first(".result__text").text()
    response = answer(editor_client, response, heading.css_first("button").attributes["value"])
    assert "加强(qiáng)卫(wèi)生" in page_of(response).css_first(".result__text").text()
    assert page_of(response).css_first("#title").attributes["value"] == "社区(qū)2024年总结(jié)"
    response = answer(editor_client, response, "repair:repaired:lines", line=[line_of("加强(qiáng)")])
    assert (
        page_of(response)
        .css_first(".result__text")
        .text(strip=True)
        .startswith("加强卫生工作，完成了任务。加强(qiáng)")
    )
    response = answer(editor_client, response, "repair:written:lines", line=[line_of("社區")])
    assert messages_of(response) == []
    response = answer(editor_client, response, "repair:written:lines", line=[line_of("一、主要工作")])
    assert messages_of(response) == ["Nothing was repaired there."]


def test_lines_that_were_left_out_are_put_back_one_by_one_or_all(editor_client):
    response = hand_in(editor_client, REPORT + "\n上一篇：别的总结\n下一篇：又一篇\n")
    buttons = [b.attributes["value"] for b in page_of(response).css(".residue button")]
    assert [b.partition(":")[0] for b in buttons] == ["put_all_back", "put_back", "put_back"]
    response = answer(editor_client, response, buttons[1])
    assert page_of(response).css(".result__text")[-1].text(strip=True) == "继续清扫。上一篇：别的总结"
    response = answer(editor_client, response, "undo")
    response = answer(editor_client, response, "put_all_back")
    assert page_of(response).css(".result__text")[-1].text(strip=True) == "继续清扫。上一篇：别的总结下一篇：又一篇"
    assert page_of(response).css_first(".residue") is None


def test_what_is_left_out_says_so_and_why(editor_client):
    response = hand_in(editor_client, REPORT + "\n上一篇：别的总结\n下一篇：又一篇\n")
    dropped = page_of(response).css(".line--dropped")
    assert [line.css_first(".line__text").text() for line in dropped] == ["上一篇：别的总结", "下一篇：又一篇"]
    assert {line.css_first(".line__reason").text() for line in dropped} == {"no text of a report"}


def test_markup_in_a_source_is_shown_and_does_nothing(editor_client):
    response = hand_in(
        editor_client, REPORT.replace("继续清扫", "<script>alert(1)</script><img src=x onerror=alert(2)>")
    )
    page = page_of(response)
    assert "<script>alert(1)</script>" in page.css(".line__text")[-1].text()
    assert page.css_first("#review script") is None
    assert page.css_first("#review img") is None


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_is_there_in_both_languages(editor_client, language):
    headers = {"Accept-Language": language}
    hand_in(editor_client, PAGE, DOUBTFUL)
    batch = ImportBatch.objects.get()
    addresses = [ADD, reverse("admin:reports_importbatch_changelist") + "?q=排水"]
    addresses += [
        reverse(f"admin:reports_importbatch_{name}", args=[batch.pk]) for name in ("change", "history", "delete")
    ]
    addresses += [f"{item.get_absolute_url()}?report={number}" for item in batch.items.all() for number in (0, 1, 9)]
    for address in addresses:
        response = editor_client.get(address, headers=headers)
        assert response.status_code == 200, address
        assert page_of(response).css_first("h1") is not None, address
        crumbs = page_of(response).css_first(".breadcrumbs").text()
        assert ("导入" if language == "zh-hans" else "Imports") in crumbs, address


# --- corrections


def test_facts_are_corrected_and_stored(editor_client):
    drains = make_category("Drains")
    response = hand_in(editor_client, REPORT)
    start = line_of("临溪县东街社区2024")
    values = {
        f"title-{start}": "东街的一年",
        f"unit-{start}": "东街居委会",
        f"period-{start}": "2024年第三季度",
        f"byline-{start}": "张三",
        f"tags-{start}": "清扫, 修路，清扫",
        "page-category": drains.pk,
        "page-language": "en",
    }
    response = answer(editor_client, response, "store", **values)
    report = Report.objects.get()
    assert (report.title, report.unit.name_zh, report.period.code, report.byline, report.category, report.language) == (
        "东街的一年",
        "东街居委会",
        "2024-q3",
        "张三",
        drains,
        "en",
    )
    assert sorted(report.tags.names()) == ["修路", "清扫"]


def test_fields_left_alone_change_nothing(editor_client):
    response = hand_in(editor_client, PAGE)
    for report in (0, 1, 2):
        response = answer(editor_client, response, f"show:{report}")
        response = answer(editor_client, response)
    item = ImportItem.objects.get()
    assert (item.corrections, item.version) == ([], 0)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2024-q3", "2024-q3"),
        ("Q3 2024", "2024-q3"),
        ("2024年9月", "2024-m09"),
        ("2024-09", "2024-m09"),
        ("2024.9", "2024-m09"),
        ("2024年3月3日至8月31日", "2024-03-03--2024-08-31"),
        ("第三季度", "xxxx-q3"),
        ("", None),
    ],
)
def test_periods_are_understood_as_an_editor_writes_them(editor_client, written, code):
    response = hand_in(editor_client, REPORT)
    answer(editor_client, response, **{f"period-{line_of('临溪县东街社区2024')}": written})
    period = reviewed().reports[0].period
    assert (period.code if period else None) == code


def test_what_is_no_period_is_said_and_not_stored(editor_client):
    response = hand_in(editor_client, REPORT)
    start = line_of("临溪县东街社区2024")
    response = answer(editor_client, response, "store", **{f"period-{start}": "neulich", f"title-{start}": "Neu"})
    assert messages_of(response)[0].startswith("“neulich” is no period. Write it as 2024, Q3 2024")
    assert (reviewed().reports[0].period.code, reviewed().reports[0].title) == ("2024", "Neu")
    assert not Report.objects.exists()


def test_kind_and_heading_of_a_section_are_changed(editor_client):
    response = hand_in(editor_client, REPORT)
    line = line_of("二、下一步")
    response = answer(editor_client, response, **{f"kind-{line}": "lessons", f"heading-{line}": "体会"})
    assert headings_of(response) == [("introduction", ""), ("work_done", "主要工作"), ("lessons", "体会")]


@pytest.mark.parametrize(
    ("do", "line", "headings"),
    [
        ("label:heading:problems", "（二）修路", [*HEADINGS[:2], ("problems", "修路"), HEADINGS[2]]),
        ("label:text", "二、下一步", HEADINGS[:2]),
        ("label:dropped", "今年的工作", HEADINGS[1:]),
        ("join", "二、下一步", HEADINGS[:2]),
    ],
)
def test_selected_lines_become_what_the_button_says(editor_client, do, line, headings):
    response = hand_in(editor_client, REPORT)
    response = answer(editor_client, response, do, line=[line_of(line)])
    assert headings_of(response) == headings
    response = answer(editor_client, response, "undo")
    assert headings_of(response) == HEADINGS


def test_a_line_is_cut_before_the_words_that_the_editor_names(editor_client):
    response = hand_in(editor_client, REPORT)
    line = line_of("（二）修路")
    response = answer(editor_client, response, "cut", line=[line], words="修路3公里")
    assert [node.text() for node in page_of(response).css(".line__text")][4:6] == ["（二）修路。", "修路3公里。"]
    response = answer(editor_client, response, "cut", line=[line], words="别的话")
    assert messages_of(response) == ["Write the words with which the second part begins."]


TWICE = "（二）修路。修路3公里，又修路4公里。"


def test_words_that_stand_in_a_line_several_times_are_cut_where_the_editor_says(editor_client):
    response = hand_in(editor_client, REPORT.replace("（二）修路。修路3公里。", TWICE))
    line = line_of("（二）修路")
    response = answer(editor_client, response, "cut", line=[line], words="修路")
    choices = page_of(response).css("#cut button")
    assert [" ".join(choice.text().split()) for choice in choices] == [
        "（二） ✂ 修路。修路3公里，又修路4公里。",
        "（二）修路。 ✂ 修路3公里，又修路4公里。",
        "（二）修路。修路3公里，又 ✂ 修路4公里。",
    ]
    assert ImportItem.objects.get().corrections == []
    response = answer(editor_client, response, choices[2].attributes["value"])
    assert [node.text() for node in page_of(response).css(".line__text")][4:6] == [TWICE[:13], "修路4公里。"]
    assert page_of(response).css_first("#cut") is None


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("5:8", ["（二）修路。修路3公里，又修路4公里。"]),
        ("5:6", ["（二）修路。", "修路3公里，又修路4公里。"]),
        ("5:13", ["（二）修路。修路3公里，又", "修路4公里。"]),
        ("x", ["（二）修路。修路3公里，又修路4公里。"]),
    ],
)
def test_words_that_are_marked_are_cut_where_they_are_marked(editor_client, marked, parts):
    response = hand_in(editor_client, REPORT.replace("（二）修路。修路3公里。", TWICE))
    assert line_of("（二）修路") == "5"
    answer(editor_client, response, "cut", line=["5"], words="修路", **{"cut-at": marked})
    item = ImportItem.objects.get()
    lines = review_of(item, KnownNames()).lines
    assert [line.text for line in lines if line.number == 7] == parts


def test_long_reports_are_shown_page_by_page_and_every_doubt_is_reached(editor_client, monkeypatch):
    monkeypatch.setattr("reports.admin.importing.addresses.LINES_PER_PAGE", 4)
    monkeypatch.setattr("reports.admin.importing.presenting.LINES_PER_PAGE", 4)
    points = "".join(f"（{number}）清扫街道{number}条。\n" for number in "一二三四五六七")
    response = hand_in(editor_client, f"东街2024年总结\n\n一、主要工作\n{points}\n二、打算\n继续�扫。\n")
    seen, page = [], page_of(response)
    for _page in range(3):
        seen += [line.text() for line in page.css(".line__text")]
        links = page.css(".line-pages a[rel=next]")
        if links:
            page = page_of(editor_client.get(response.request["PATH_INFO"] + links[0].attributes["href"]))
    assert seen == [line.text for line in review_of(ImportItem.objects.get(), KnownNames()).lines]
    first = editor_client.get(response.request["PATH_INFO"])
    link = next(d for d in page_of(first).css(".doubt") if "What stood" in d.text()).css_first("a").attributes["href"]
    assert link == "?report=1&page=3#line-11"
    second = editor_client.get(response.request["PATH_INFO"] + "?report=1&page=2")
    outside = page_of(second).css_first(".result .stretch__outside").text()
    assert outside == "“主要工作” goes on from the page before"
    changed = answer(editor_client, second, "label:text", line=["6"])
    assert changed.request["QUERY_STRING"] == "report=1&page=2"
    last = page_of(editor_client.get(response.request["PATH_INFO"] + "?report=1&page=99"))
    assert [heading.attributes["value"] for heading in last.css(".result__heading")] == ["打算"]


def test_control_characters_in_answers_are_dropped(editor_client):
    response = hand_in(editor_client, REPORT)
    answer(editor_client, response, **{f"title-{line_of('临溪县东街社区2024')}": "东\x00街\x1b"})
    assert reviewed().reports[0].title == "东街"


def test_a_document_without_reports_can_be_made_one(editor_client, monkeypatch):
    response = hand_in(editor_client, PAGE)
    for text in ("篇一", "篇二"):
        response = answer(editor_client, response, f"leave_out:{line_of(text)}")
    page = page_of(response)
    assert page.css_first("button[value=store]") is None
    response = answer(editor_client, response, "label:text", line=[line_of("疏通管道九段")])
    response = answer(editor_client, response, "split", line=[line_of("疏通管道九段")])
    assert [report.title for report in reviewed().reports] == [None]
    assert page_of(response).css_first("button[value=store]") is not None


def test_a_button_for_lines_asks_for_lines(editor_client):
    response = answer(editor_client, hand_in(editor_client, REPORT), "label:text")
    assert messages_of(response) == ["Select the lines first."]


def test_reports_are_joined_split_and_left_out(editor_client):
    response = hand_in(editor_client, PAGE)
    response = answer(editor_client, response, "show:2")
    second = line_of("篇二")
    response = answer(editor_client, response, f"merge:{second}")
    assert [report.title for report in reviewed().reports] == ["北区排水工作总结"]
    response = answer(editor_client, response, "split", line=[second])
    assert [report.title for report in reviewed().reports] == ["北区排水工作总结", "篇二：南区排水工作总结"]
    answer(editor_client, response, f"leave_out:{line_of('篇一')}")
    assert [report.title for report in reviewed().reports] == ["篇二：南区排水工作总结"]


def test_what_is_not_possible_is_said_and_changes_nothing(editor_client):
    response = hand_in(editor_client, PAGE)
    response = answer(editor_client, response, f"merge:{line_of('篇一')}")
    assert messages_of(response) == ["That is not possible here, so nothing was changed."]
    for nonsense in ("merge:99", "unit:1:x", "label:poem", "no:7", "kind", "merge", "show:x"):
        assert answer(editor_client, response, nonsense, line=["1"]).status_code == 200
    assert ImportItem.objects.get().corrections == []


def test_a_page_that_is_out_of_date_is_shown_anew(editor_client):
    old = hand_in(editor_client, PAGE)
    answer(editor_client, old, "split", line=[line_of("疏通管道九段")])
    response = answer(editor_client, old, f"leave_out:{line_of('篇一')}")
    assert messages_of(response) == [
        "This document was changed on another page meanwhile. Here it is as it stands now."
    ]
    assert len(reviewed().reports) == 3


# --- doubts


def test_doubts_come_first_and_are_confirmed_with_a_click(editor_client):
    response = hand_in(editor_client, DOUBTFUL)
    questions = [label.text(strip=True) for label in page_of(response).css(".doubt__question label")]
    assert {"Which unit reports?", "Which period is reported?"} <= set(questions)
    for left in range(len(questions), 0, -1):
        assert len(page_of(response).css(".doubt")) == left
        response = answer(editor_client, response, "accept:0")
    assert "no doubts" in page_of(response).css_first(".review-bar__summary").text()
    assert ImportItem.objects.get().doubt_count == 0


def test_all_doubts_are_confirmed_at_once(editor_client):
    response = answer(editor_client, hand_in(editor_client, DOUBTFUL), "accept-all")
    assert page_of(response).css_first(".doubts") is None


def test_an_answer_to_a_doubt_is_taken_for_all_reports_that_it_is_about(editor_client):
    text = (
        PAGE.replace("2024年，", "").replace("北区排水", "排水").replace("南区排水队", "").replace("南区排水", "排水")
    )
    response = hand_in(editor_client, text)
    number = next(
        field.attributes["name"]
        for doubt in page_of(response).css(".doubt")
        if "Which period" in doubt.text()
        for field in doubt.css("input")
    )
    answer(editor_client, response, **{number: "2024"})
    assert [report.period.code for report in reviewed().reports] == ["2024", "2024"]


RESTARTS = "".join(
    f"我是社区的工作人员，今年以来在大家的支持下做了不少事情，现将{year}年的工作总结如下：\n"
    f"一、清扫街道\n全年清扫街道12条，居民都说干净多了。\n二、修路\n全年修路3公里。\n以上是{year}年的工作，今后继续努力。\n"
    for year in (2022, 2023)
)


def test_where_a_report_starts_is_confirmed_or_denied(editor_client):
    response = hand_in(editor_client, RESTARTS)
    assert len(reviewed().reports) == 2
    doubt = next(doubt for doubt in page_of(response).css(".doubt") if "Does a report start here" in doubt.text())
    no = next(button.attributes["value"] for button in doubt.css("button") if "No" in button.text())
    answer(editor_client, response, no)
    assert len(reviewed().reports) == 1


def test_a_known_unit_is_offered_for_a_name_that_is_like_it_and_remembered(editor_client):
    unit = make_unit(name_zh="临溪县柳桥镇东街社区")
    response = hand_in(editor_client, REPORT)
    offer = next(button for button in page_of(response).css(".fact__note button"))
    assert "临溪县柳桥镇东街社区" in offer.text()
    response = answer(editor_client, response, offer.attributes["value"])
    page = page_of(response)
    assert page.css_first("#unit").attributes["value"] == "临溪县柳桥镇东街社区"
    assert "Take “临溪县东街社区” for this unit from now on" in page.css_first("fieldset:nth-of-type(2)").text()
    answer(editor_client, response, "store")
    assert Report.objects.get().unit == unit
    assert UnitAlias.objects.get().name == "临溪县东街社区"


def test_a_mapping_is_not_remembered_if_the_editor_says_no(editor_client):
    unit = make_unit(name_zh="排水总公司")
    response = hand_in(editor_client, REPORT)
    start = line_of("临溪县东街社区2024")
    response = answer(editor_client, response, **{f"unit-{start}": "排水总公司"})
    data = read_form(response, "#review")
    assert data.pop(f"remember-{start}") == ""
    editor_client.post(response.request["PATH_INFO"], {**data, "do": "store"})
    assert Report.objects.get().unit == unit
    assert not UnitAlias.objects.exists()


# --- the history of the reports


def history_of(report):
    entries = LogEntry.objects.filter(object_id=report.pk, content_type__model="report").order_by("pk")
    return [(entry.user.username, entry.is_addition(), str(entry)) for entry in entries]


def test_the_history_of_a_report_says_which_import_made_and_changed_it(editor_client):
    answer(editor_client, hand_in(editor_client, PAGE), "store")
    north, south = Report.objects.order_by("position")
    added = ("editor", True, "Added “北区排水工作总结”.")
    assert history_of(north) == [added]
    answer(editor_client, hand_in(editor_client, PAGE.replace("九段", "十段")), "store")
    assert history_of(north)[1:] == [("editor", False, "Changed “北区排水工作总结” — Changed text for source “1.txt”.")]
    assert len(history_of(south)) == 1
    page = editor_client.get(
        reverse("admin:reports_report_history", args=[north.pk]), headers={"Accept-Language": "zh"}
    )
    assert "添加了 来源“1.txt”" in page.content.decode()


def test_reports_that_are_stored_with_others_have_a_history_too(editor_client):
    hand_in(editor_client, REPORT, REPORT.replace("2024", "2023"))
    batch = ImportBatch.objects.get()
    editor_client.post(reverse("admin:reports_importbatch_store", args=[batch.pk]), follow=True)
    assert [len(history_of(report)) for report in Report.objects.all()] == [1, 1]
    assert GateResult.objects.count() == 2


def test_what_is_stored_is_looked_through_by_the_gate(editor_client):
    response = answer(editor_client, hand_in(editor_client, REPORT.replace("2024", "20××", 1)), "store")
    assert messages_of(response)[1:] == [
        "The gate found 1 thing that must not be public; the page of the report says where."
    ]
    assert GateResult.objects.get().blocking == 1


def test_a_history_that_cannot_be_written_leaves_nothing_stored(editor_client, monkeypatch):
    response = hand_in(editor_client, REPORT)
    monkeypatch.setattr("reports.admin.importing.reviewing.note_stored", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        answer(editor_client, response, "store")
    assert (Report.objects.count(), ImportItem.objects.get().state) == (0, "to_review")


# --- the same document again


def test_a_second_import_says_unchanged_updated_or_conflict(editor_client):
    answer(editor_client, hand_in(editor_client, PAGE), "store")
    response = hand_in(editor_client, PAGE)
    assert page_of(response).css_first(".import-items .import-state").text() == "Unchanged"
    ImportBatch.objects.all().delete()
    edited = Report.objects.get(title="南区排水工作总结")
    edited.sections.filter(kind="problems").update(body="资金够了。")
    response = hand_in(editor_client, PAGE.replace("九段", "十段").replace("资金不足", "资金不多"))
    assert page_of(response).css_first(".facts__outcome").text(strip=True).startswith("Updated:北区")
    response = answer(editor_client, response, "show:2")
    assert page_of(response).css_first(".facts__outcome--conflict").text(strip=True).startswith("Edited since")
    answer(editor_client, response, "store")
    assert edited.sections.get(kind="problems").body == "资金够了。"


def test_an_editor_may_replace_the_edits(editor_client):
    answer(editor_client, hand_in(editor_client, PAGE), "store")
    ImportBatch.objects.all().delete()
    edited = Report.objects.get(title="南区排水工作总结")
    edited.sections.filter(kind="problems").update(body="资金够了。")
    response = hand_in(editor_client, PAGE.replace("资金不足", "资金不多"))
    response = answer(editor_client, response, "show:2")
    answer(editor_client, response, "store", **{f"replace-{line_of('篇二')}": "on"})
    assert edited.sections.get(kind="problems").body == "资金不多。"


# --- who may do what


def test_who_may_not_add_reports_may_not_import(client):
    client.force_login(make_user("viewer", "view_report", "add_importbatch", "view_importbatch", is_staff=True))
    for name in ("changelist", "add"):
        assert client.get(reverse(f"admin:reports_importbatch_{name}")).status_code == 403
    assert "Imports" not in client.get(reverse("admin:index")).content.decode()


def test_imports_are_their_owners_and_superusers_see_all(client, editor_client):
    hand_in(editor_client, PAGE, REPORT)
    batch = ImportBatch.objects.get()
    item = batch.items.first()
    addresses = [
        reverse(f"admin:reports_importbatch_{name}", args=[batch.pk]) for name in ("change", "store", "take_up")
    ]
    addresses.append(item.get_absolute_url())
    client.force_login(make_user("other", "add_report", is_staff=True))
    assert {client.post(address, {"do": "store", "version": 0}).status_code for address in addresses} == {404}
    assert client.get(reverse("admin:reports_importbatch_delete", args=[batch.pk])).status_code == 302
    assert (
        "Import"
        not in page_of(client.get(reverse("admin:reports_importbatch_changelist"))).css_first("#changelist-form").text()
    )
    client.force_login(make_user("chief", is_staff=True, is_superuser=True))
    assert client.get(item.get_absolute_url()).status_code == 200


# --- speed


def test_a_review_takes_as_many_queries_for_a_long_collection(editor_client, django_assert_max_num_queries):
    part = "".join(f"（{number}）清扫街道{number}条，修路{number}公里。\n" for number in range(1, 300))
    long = "工作总结8篇\n\n" + "".join(
        f"篇{number}：第{number}社区2024年工作总结\n\n一、主要工作\n{part}\n" for number in "一二三四五六七八"
    )
    counts = []
    for text in (PAGE, long):
        response = hand_in(editor_client, text)
        address = response.request["PATH_INFO"]
        with django_assert_max_num_queries(30) as queries:
            assert editor_client.get(address).status_code == 200
        counts.append(len(queries))
        ImportBatch.objects.all().delete()
    assert counts[1] <= counts[0]
    assert len(page_of(response).css(".line")) < 330


def test_the_way_in_is_on_the_first_page_and_above_the_list_of_reports(client, editor_client):
    addresses = [reverse("admin:index"), reverse("admin:reports_report_changelist")]
    selectors = [".index-import a", ".object-tools a[href$='importbatch/add/']"]
    for address, selector in zip(addresses, selectors, strict=True):
        assert page_of(editor_client.get(address)).css_first(selector).attributes["href"] == ADD
    client.force_login(make_user("viewer", "view_report", is_staff=True))
    for address, selector in zip(addresses, selectors, strict=True):
        assert page_of(client.get(address)).css_first(selector) is None
