"""Rules of WCAG 2.2 AA that a machine can check, on a page of every kind."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_visitor import addresses

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, width, dark):
    found = []
    with open_page(width, dark=dark) as page:
        for address in addresses(page):
            page.goto(address)
            result = Axe().run(page, options=RULES)
            found += [
                (address, violation["id"], violation["nodes"][0]["html"][:200])
                for violation in result.response["violations"]
            ]
    assert found == []


def reach(page, wanted):
    """Go on by the Tab key until the focus is on what is wanted, and can be seen there."""
    for _press in range(90):
        page.keyboard.press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            assert wanted.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
            return
    raise AssertionError(f"the Tab key does not lead to {wanted}")


def follow(page):
    """Press Enter, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_keyboard_alone_leads_from_the_search_over_a_filter_to_a_section_and_its_download(open_page):
    with open_page() as page:
        main = page.get_by_role("main")
        page.goto("/en/")
        reach(page, page.get_by_role("link", name="Skip to the content"))
        page.keyboard.press("Enter")
        expect(page.locator("#content")).to_be_focused()
        reach(page, main.locator("input[name=q]"))
        page.keyboard.type("垃圾")
        follow(page)
        filtered = main.get_by_role("link", name=re.compile(r"^Narrow by Unit: .+ \(\d+ reports?\)$")).first
        number = re.search(r"\((\d+) ", filtered.inner_text())[1]
        reach(page, filtered)
        follow(page)
        expect(main.get_by_role("heading", level=2, name=re.compile(rf"^{number} reports? found$"))).to_be_visible()
        passage = main.get_by_role("link", name="Go to this passage").first
        place = passage.get_attribute("href")
        reach(page, passage)
        follow(page)
        page.wait_for_url(f"**{place}")
        expect(page.locator(f"[id='{place.partition('#')[2]}']")).to_be_in_viewport()
        reach(page, page.get_by_role("link", name="Download as Word"))
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename.endswith(".docx")
