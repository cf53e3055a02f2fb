"""An editor imports documents: by mouse, by keyboard, without JavaScript, on a telephone."""

import io
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.test_accessibility import RULES

pytestmark = pytest.mark.browser
CASES = Path(__file__).resolve().parents[1] / "importer" / "cases"
ADD = "/admin/reports/importbatch/add/"


def text_file(name, text):
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def word_file(name, title):
    """A Word document as offices write them: styles left alone, headings in bold, a list of Word's own, a table."""
    document = docx.Document()
    document.add_paragraph(title)
    document.add_paragraph("第三季度，中心围绕年初的安排开展工作，现将情况报告如下。")
    document.add_paragraph().add_run("一、主要工作").bold = True
    for text in ("维修路灯36盏。", "清理沟渠4公里。"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, [("项目", "数量"), ("路灯", "36盏")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("居民反映较多的几件事")
    document.add_paragraph("夜间照明仍有死角，人手不足。")
    document.add_paragraph().add_run("二、下一步打算").bold = True
    document.add_paragraph("继续维修路灯。")
    out = io.BytesIO()
    document.save(out)
    return {"name": name, "mimeType": "application/octet-stream", "buffer": out.getvalue()}


def hand_in(page, *files):
    """Hand in files; the page that follows reads them, and asks for itself again until it has read all."""
    sign_in(page, ADD)
    page.get_by_label("Drop files here, or choose them").set_input_files(list(files))
    with page.expect_navigation():
        page.get_by_role("button", name="Read the documents").click()
    expect(page.locator("#content:not(:has(.import-progress)) .import-links, #review")).to_be_visible()
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_word_document_is_corrected_and_stored(open_page, script):
    title = f"临溪县石塘镇市政服务中心2026年第三季度工作总结{'甲' if script else '乙'}"
    with open_page(1440, script=script) as page:
        hand_in(page, word_file(f"report-{script}.docx", title))
        expect(page.get_by_label("Title", exact=True)).to_have_value(title)
        page.get_by_role("checkbox", name="居民反映较多的几件事").check()
        page.get_by_role("group", name="The selected lines are").get_by_role("button", name="Problems").click()
        expect(page.locator(".result__heading").nth(1)).to_have_value("居民反映较多的几件事")
        page.locator(".result__heading").nth(1).fill("存在的问题")
        page.get_by_label("Period").fill("2026 Q3")
        page.get_by_label("Tags", exact=True).fill("路灯")
        with page.expect_navigation():
            page.get_by_role("button", name="Store as a draft").click()
        expect(page.locator(".messagelist .success")).to_contain_text("1 report stored as a draft.")
        page.get_by_role("link", name="Show the reports").click()
        page.get_by_role("link", name=title).click()
        expect(page.locator("#id_sections-2-heading")).to_have_value("存在的问题")
        expect(page.locator("#id_sections-2-kind")).to_have_value("problems")
        expect(page.locator(".fieldBox.field-status")).to_contain_text("Draft")


def test_everything_is_done_by_keyboard(open_page):
    with open_page(1440) as page:
        hand_in(page, text_file("keys.txt", (CASES / "zh-converted-page" / "source.txt").read_text("utf-8")))
        headings = page.locator(".lines .line--heading")
        before = headings.count()
        page.locator(".line--text .line__pick").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Space")
        expect(page.locator(".tools")).to_be_visible()
        page.keyboard.press("3")
        expect(headings).to_have_count(before + 1)
        expect(page.locator(".line--heading.kind-lessons")).to_have_count(1)
        expect(page.locator(".line__pick:focus")).to_have_count(1)
        page.get_by_role("button", name="Undo").press("Enter")
        expect(headings).to_have_count(before)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".messagelist .success")).to_contain_text("stored as draft")


REPEATED = """某社区2026年工作总结

一、主要工作
全年(nián)修路(lù)三次(cì)，又修路四次，再修路五次。
二、打算
继续修路。
"""

MARK = """([line, from, to]) => {
  const walker = document.createTreeWalker(
    document.querySelector(`#${CSS.escape("line-" + line)} .line__text`), NodeFilter.SHOW_TEXT);
  let at = 0, range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const [place, set] of [[from, "setStart"], [to, "setEnd"]]) {
      if (at <= place && place <= at + node.length) range[set](node, place - at);
    }
    at += node.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_words_that_stand_twice_are_cut_where_they_are_marked(open_page):
    with open_page(1440) as page:
        hand_in(page, text_file("twice.txt", REPEATED))
        text = page.locator(".line--text .line__text").first
        words = text.text_content()
        line = page.locator(".line--text .line__pick").first.get_attribute("value")
        start = words.rindex("修路")
        page.evaluate(MARK, [line, start, start + 2])
        expect(page.locator("#cut-words")).to_have_value("修路")
        page.get_by_role("button", name="Cut", exact=True).click()
        expect(text).to_have_text(words[:start])
        expect(page.locator(".line--text .line__text").nth(1)).to_have_text("修路五次。")


def test_words_that_stand_twice_are_chosen_from_a_list_without_script(open_page):
    with open_page(390, script=False) as page:
        hand_in(page, text_file("chosen.txt", REPEATED))
        page.locator(".line--text .line__pick").first.check()
        page.get_by_label("Cut before").fill("修路")
        page.get_by_role("button", name="Cut", exact=True).click()
        choices = page.locator("#cut button")
        expect(choices).to_have_count(3)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        choices.last.click()
        expect(page.locator(".line--text .line__text").nth(1)).to_have_text("修路五次。")
        expect(page.locator("#cut")).to_have_count(0)


def test_repairs_are_answered_and_taken_back_and_dropped_lines_put_back(open_page):
    source = (CASES / "zh-converted-page" / "source.txt").read_text("utf-8")
    with open_page(1440) as page:
        hand_in(page, text_file("garbled.txt", f"{source}\n上一篇：别的总结\n"))
        doubt = page.locator(".doubt", has_text="Is this repair right?").first
        repaired = doubt.get_by_role("textbox").input_value()
        kept = doubt.locator("del").text_content()
        results = page.locator(".review-stretches .result__text")
        assert not any(kept in text for text in results.all_text_contents())
        doubt.get_by_role("button", name="Keep as written").click()
        expect(page.locator(".repair--written").first).to_have_text(kept)
        expect(results.filter(has_text=kept)).not_to_have_count(0)
        page.locator(".residue summary").click()
        page.get_by_role("button", name=f"Repair {repaired}").click()
        expect(page.locator(".review-stretches .repair--written")).to_have_count(0)
        page.locator(".residue summary").click()
        page.get_by_role("button", name="Put back").last.click()
        expect(page.locator(".line--dropped", has_text="上一篇")).to_have_count(0)


@pytest.mark.parametrize("language", ["en-GB", "zh-CN"])
def test_more_files_than_a_request_takes_get_a_page_that_says_what_to_do(open_page, language):
    files = [text_file(f"{number}.txt", "x" * 2000) for number in range(405)]
    with open_page(script=False, language=language, complains=False) as page:
        sign_in(page, ADD)
        page.locator("input[type=file]").set_input_files(files)
        page.locator(".submit-row input").click()
        title = "Too many files at once" if language == "en-GB" else "一次发送的文件太多"
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        page.locator(".notice a").click()
        expect(page.locator("input[type=file]")).to_have_count(1)


def test_many_documents_show_progress_and_go_on_after_one_another(open_page):
    files = [word_file(f"n{number}.docx", f"石塘镇第{number}社区2026年工作总结") for number in range(1, 4)]
    with open_page(script=False) as page:
        hand_in(page, *files, text_file("empty.txt", " "))
        expect(page.locator(".import-items tbody tr")).to_have_count(4)
        expect(page.locator(".import-state--refused").last).to_contain_text("Not readable")
        page.get_by_role("link", name="Review the next").click()
        for number in (1, 2, 3):
            expect(page.get_by_role("heading", level=1)).to_have_text(f"n{number}.docx")
            page.get_by_role("button", name="Store as a draft").click()
        expect(page.locator(".import-state--stored").last).to_have_text("Stored as drafts")


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1440, True)], ids=["narrow-light", "wide-dark"])
def test_pages_fit_the_window_and_axe_finds_nothing(open_page, width, dark):
    found = []
    with open_page(width, dark=dark) as page:
        source = (CASES / "zh-collection-restarts" / "source.txt").read_text("utf-8")
        long = "".join(f"{number}.清扫街道{number}条。\n" for number in range(1, 502))
        long = f"长街2026年工作总结\n\n一、主要工作\n{long}二、打算\n继续清�街道，修路，再修路。\n上一篇：别的总结\n"
        hand_in(page, text_file("a.txt", source), text_file("b-with-a-long-name.pdf", "%PDF-1.4"), text_file("c", long))
        batch = page.url
        for address in [
            ADD,
            batch,
            batch.replace("change/", "documents/1/"),
            batch.replace("change/", "documents/1/?report=0"),
            batch.replace("change/", "documents/3/?report=1&page=2&cut=修路&cut-line=505"),
        ]:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            if page.locator(".line__pick").count():
                page.locator(".line__pick").first.check()
            if page.locator(".residue summary").count():
                page.locator(".residue summary").click()
            result = Axe().run(page, context="#content", options=RULES)
            found += [
                (address, violation["id"], node["html"][:200], node["failureSummary"][:300])
                for violation in result.response["violations"]
                for node in violation["nodes"][:2]
            ]
    assert found == []
