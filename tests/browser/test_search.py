"""The search page in a browser, on a telephone and on a desk, in both languages, without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import RULES

pytestmark = pytest.mark.browser

WORDS = {
    "en": {
        "narrow": "Narrow the search", "unit": "Unit", "county": "Linxi County", "centre": "Sanitation Centre",
        "place": "Where the words stand", "problems": "Problems", "search": "Search", "apply": "Apply",
        "newest": "Newest", "found": r"(\d+) reports? found", "nothing": "Nothing found",
        "without": "Without the word “unfindable”", "from": "From", "remove": r"Unit Sanitation Centre",
        "periods": "Range of periods", "yet": "Nothing was searched yet",
    },
    "zh-hans": {
        "narrow": "缩小范围", "unit": "单位", "county": "临溪县", "centre": "县环卫中心",
        "place": "在何处搜索", "problems": "存在问题", "search": "搜索", "apply": "应用",
        "newest": "最新", "found": r"找到 (\d+) 篇报告", "nothing": "没有找到",
        "without": "去掉“unfindable”一词", "from": "从", "remove": r"单位 县环卫中心",
        "periods": "时期范围", "yet": "尚未开始搜索",
    },
}  # fmt: skip


def follow(page, target):
    """Click, and wait for the page that it leads to."""
    with page.expect_navigation():
        target.click()


def number_found(page, words):
    return int(
        re.search(words["found"], page.get_by_role("heading", level=2, name=re.compile(words["found"])).inner_text())[1]
    )


def open_narrowing(page):
    summary = page.locator(".narrowing__summary")
    if summary.is_visible() and not page.locator("details.narrowing[open]").count():
        summary.click()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_visitor_searches_narrows_sorts_and_reads_the_section(open_page, width, language):
    words = WORDS[language]
    with open_page(width, script=False) as page:
        page.goto(f"/{language}/search/")
        main = page.get_by_role("main")
        main.get_by_role("searchbox").fill("垃圾")
        follow(page, main.get_by_role("button", name=words["search"]))
        everywhere = number_found(page, words)
        page.get_by_label(words["place"]).select_option(label=words["problems"])
        follow(page, main.get_by_role("button", name=words["search"]))
        expect(main.get_by_role("searchbox")).to_have_value("垃圾")
        in_problems = number_found(page, words)
        assert 0 < in_problems < everywhere
        follow(page, main.locator(".chosen__item"))
        assert number_found(page, words) == everywhere

        open_narrowing(page)
        choice = main.locator(".facet", has=page.get_by_role("heading", name=words["unit"], exact=True))
        item = choice.locator("li", has=page.get_by_role("link", name=words["centre"]))
        promised = int(item.locator(".count").inner_text())
        follow(page, item.get_by_role("link"))
        assert number_found(page, words) == promised < everywhere
        follow(page, page.get_by_role("link", name=words["newest"], exact=True))
        expect(main.locator(".order [aria-current]")).to_have_text(words["newest"])
        expect(page).to_have_url(re.compile("order=newest"))
        follow(page, main.get_by_role("link", name=re.compile(words["remove"])))
        assert number_found(page, words) == everywhere

        passage = main.locator(".passage__go").first
        target = passage.get_attribute("href").partition("#")[2]
        follow(page, passage)
        expect(page.locator(f"[id='{target}']")).to_contain_text(re.compile("垃圾"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_visitor_types_periods_is_told_what_is_wrong_and_what_leads_on(open_page, width, language):
    words = WORDS[language]
    with open_page(width, script=False) as page:
        page.goto(f"/{language}/search/?q=垃圾+unfindable")
        main = page.get_by_role("main")
        expect(page.get_by_role("heading", name=words["nothing"])).to_be_visible()
        follow(page, main.get_by_role("link", name=words["without"]))
        everywhere = number_found(page, words)
        open_narrowing(page)
        periods = page.get_by_role("group", name=words["periods"])
        periods.get_by_label(words["from"]).fill("spring")
        follow(page, page.get_by_role("button", name=words["apply"]))
        expect(page.get_by_role("heading", name=words["yet"])).to_be_visible()
        expect(periods.get_by_label(words["from"])).to_have_value("spring")
        periods.get_by_label(words["from"]).fill("2026年")
        follow(page, page.get_by_role("button", name=words["apply"]))
        assert 0 < number_found(page, words) < everywhere
        expect(main.get_by_role("searchbox")).to_have_value("垃圾")


def test_printed_results_say_what_was_searched(open_page):
    with open_page() as page:
        page.goto("/en/search/?q=垃圾&unit=linxi-county")
        page.emulate_media(media="print")
        expect(page.locator(".searched")).to_be_visible()
        expect(page.locator(".chosen__item")).to_be_visible()
        for hidden in ("form.search", ".narrowing", ".chosen__remove", ".order"):
            expect(page.locator(f".page {hidden}").first).to_be_hidden()


def test_axe_finds_nothing_in_open_folds(open_page):
    with open_page(390) as page:
        for address in ("/en/search/?q=垃圾", "/zh-hans/search/?q=unfindable", "/en/reports/"):
            page.goto(address)
            assert page.locator("details").count()
            page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
            assert Axe().run(page, options=RULES).response["violations"] == [], address
