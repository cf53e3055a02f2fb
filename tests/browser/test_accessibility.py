"""Rules of WCAG 2.2 AA that a machine can check, on a page of every kind."""

import pytest
from axe_playwright_python.sync_playwright import Axe

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


def test_keyboard_reaches_the_content_first(open_page):
    with open_page() as page:
        page.goto("/en/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
