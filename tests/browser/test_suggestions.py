"""The search field with suggestions: by keyboard and mouse, on a telephone and on a desk, and without script."""

import re
import time
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import RULES

pytestmark = pytest.mark.browser


# What is to be suggested for is put in at once: keys typed one by one are asked about in between on a slow machine.


def header_field(page):
    return page.get_by_role("banner").locator("input[name=q]")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("language", "typed", "shown", "address"),
    [
        ("en", "beacon", "Beacon Water", r"/en/units/beacon-water-services/$"),
        ("zh-hans", "djsq2025", "东街社区2025年", r"/zh-hans/reports/\d+-东街社区2025年"),
        ("zh-hans", "liuqiaozhen", "柳桥镇", r"/zh-hans/units/liuqiao"),
    ],
)
def test_suggestion_is_chosen_by_keyboard(open_page, width, language, typed, shown, address):
    with open_page(width) as page:
        page.goto(f"/{language}/units/")
        field = header_field(page)
        field.fill(typed)
        options = page.get_by_role("option")
        expect(options.first).to_contain_text(shown)
        expect(field).to_have_attribute("aria-expanded", "true")
        field.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
        assert field.input_value() == typed
        field.press("Enter")
        page.wait_for_url(lambda url: re.search(address, unquote(url)))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_suggestion_is_chosen_by_mouse_on_the_search_page(open_page):
    with open_page() as page:
        page.goto("/en/search/")
        page.get_by_role("main").locator("input[name=q]").fill("柳橋鎮")
        page.get_by_role("option").filter(has_text="Unit").first.click()
        expect(page).to_have_url(re.compile("/en/units/liuqiao"))


def test_escape_closes_and_arrows_go_round(open_page):
    with open_page() as page:
        page.goto("/en/units/")
        field = header_field(page)
        field.fill("liuqiao")
        options = page.get_by_role("option")
        expect(options.first).to_be_visible()
        field.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        field.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant") is None
        expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
        field.press("Escape")
        expect(options).to_have_count(0)
        expect(field).to_have_attribute("aria-expanded", "false")
        assert field.input_value() == "liuqiao"
        field.press("ArrowDown")
        expect(options.first).to_be_visible()
        field.press("Tab")
        expect(options).to_have_count(0)


def test_enter_without_a_choice_searches(open_page):
    with open_page() as page:
        page.goto("/en/units/")
        field = header_field(page)
        field.fill("liuqiao")
        expect(page.get_by_role("option").first).to_be_visible()
        field.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/search/\?q=liuqiao"))


def test_only_the_last_of_fast_typing_is_asked(open_page):
    with open_page() as page:
        page.clock.install()
        page.goto("/en/units/")
        asked = []
        page.on("request", lambda request: asked.append(request.url) if "suggest/?" in request.url else None)
        field = header_field(page)
        field.focus()
        expect(field).to_have_attribute("role", "combobox")
        # The page's clock goes on by 20 ms a key, however slow the machine is.
        page.clock.pause_at(time.time() + 3600)
        for letter in "liuqiao":
            field.press(letter)
            page.clock.run_for(20)
        assert asked == []
        page.clock.run_for(1000)
        expect(page.get_by_role("option").first).to_be_visible()
        assert [url.rpartition("=")[2] for url in asked] == ["liuqiao"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_open_list(open_page, dark):
    with open_page(390, dark=dark) as page:
        page.goto("/zh-hans/units/")
        header_field(page).fill("liuqiao")
        expect(page.get_by_role("option").first).to_be_visible()
        header_field(page).press("ArrowDown")
        assert Axe().run(page, options=RULES).response["violations"] == []


def test_field_is_a_plain_one_without_script(open_page):
    with open_page(script=False) as page:
        page.goto("/en/units/")
        field = page.get_by_role("banner").get_by_role("searchbox")
        field.fill("柳桥")
        field.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/search/\?q="))
