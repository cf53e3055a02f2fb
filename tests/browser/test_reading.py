"""Reading a report: where one is in it, its links, the size of its text."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def open_report(page, language="en"):
    page.goto(f"/{language}/units/chaling-village/?period=2025-03-01--2025-11-30")
    with page.expect_navigation():
        page.get_by_role("main").locator(".card__title a").first.click()


def test_contents_follow_the_reading_position(open_page):
    with open_page(1440) as page:
        open_report(page)
        sections = page.locator(".section")
        for number in (1, 3):
            section = sections.nth(number)
            section.evaluate("node => node.scrollIntoView()")
            current = page.locator(".contents a[data-current]")
            expect(current).to_have_count(1)
            expect(current).to_have_attribute("href", f"#{section.get_attribute('id')}")


def test_link_is_copied_and_so_is_that_of_a_point(open_page, site):
    with open_page() as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        open_report(page)
        button = page.get_by_role("button", name="Copy the link")
        button.click()
        expect(page.get_by_text("Copied")).to_be_visible()
        assert re.fullmatch(rf"{site}/en/reports/\d+/", page.evaluate("navigator.clipboard.readText()"))
        page.locator(".point__marker").first.click()
        expect(page).to_have_url(re.compile(r"#s\d+-p1$"))
        page.wait_for_function("navigator.clipboard.readText().then((text) => text === location.href)")


def test_size_of_the_text_is_kept(open_page):
    with open_page() as page:
        open_report(page)
        text = page.locator(".prose p").first
        before = text.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        page.get_by_role("button", name="Large").click()
        page.reload()
        expect(page.get_by_role("button", name="Large")).to_have_attribute("aria-pressed", "true")
        assert text.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") > before


@pytest.mark.parametrize(
    ("language", "unit", "title"),
    [
        ("en", "customer-service-department", "Customer Service Department: Annual Work Summary 2025"),
        ("zh-hans", "shitang-town", "石塘镇2024年度工作总结"),
    ],
)
def test_long_section_folds_by_the_keyboard_and_opens_for_its_points_and_for_printing(open_page, language, unit, title):
    with open_page(390) as page:
        page.goto(f"/{language}/units/{unit}/")
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("link", name=title).click()
        fold = page.locator("details.fold")
        expect(fold).to_have_count(1)
        point = page.locator(".fold .point").last
        expect(point).to_be_visible()
        height = page.evaluate("document.documentElement.scrollHeight")
        handle = fold.locator("summary")
        expect(handle).to_contain_text("12")
        handle.focus()
        page.keyboard.press("Enter")
        expect(point).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollHeight") < height - 2000
        page.evaluate("id => { location.hash = id }", point.get_attribute("id"))
        expect(point).to_be_in_viewport()
        handle.focus()
        page.keyboard.press("Enter")
        page.emulate_media(media="print")
        expect(point).to_be_visible()
