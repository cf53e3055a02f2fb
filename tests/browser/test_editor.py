"""An editor signs in, changes a section and sees it on the site."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser
SENTENCE = "本季度新增流动收集车两辆，覆盖东门外三条巷子。"


def test_editor_revises_a_section_and_publishes_it_and_the_search_finds_it(open_page):
    with open_page() as page:
        sign_in(page, "/admin/")
        page.goto("/admin/reports/report/?q=环境卫生管理中心2025年第一季度")
        page.get_by_role("link", name="临溪县环境卫生管理中心2025年第一季度工作总结").click()
        expect(page.locator(".as-read__part").first).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("button", name="Revise").click()
        page.locator("textarea[name=sections-1-body]").fill(SENTENCE)
        # The page before tells of a success too.
        with page.expect_navigation():
            page.get_by_role("button", name="Save and continue editing").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        page.get_by_role("link", name="Compare with what is public").click()
        expect(page.locator(".diff__side--alone")).to_contain_text(["Only after"])
        expect(page.locator("#content")).to_contain_text(SENTENCE)
        page.go_back()
        with page.expect_navigation():
            page.get_by_role("link", name="What is public", exact=True).click()
        expect(page.locator("#content")).not_to_contain_text(SENTENCE)
        page.get_by_role("link", name="Open the working copy").click()
        page.get_by_role("link", name="Publish", exact=True).click()
        page.locator("textarea[name=override]").fill("Nobody else is in the office.")
        with page.expect_navigation():
            page.get_by_role("button", name="Publish", exact=True).click()
        expect(page.locator("#content")).to_contain_text(SENTENCE)
        page.get_by_role("link", name="View on site").click()
        expect(page.get_by_role("main")).to_contain_text(SENTENCE)
        page.goto("/zh-hans/search/?q=流动收集车")
        expect(page.get_by_role("main")).to_contain_text("临溪县环境卫生管理中心2025年第一季度工作总结")


def test_editor_adds_a_section_and_its_point_at_once(open_page):
    with open_page() as page:
        sign_in(page, "/admin/reports/report/")
        page.goto("/admin/reports/report/?q=HSE Department: Work Summary for Q4 2024")
        page.get_by_role("link", name="HSE Department: Work Summary for Q4 2024").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Revise").click()
        page.locator(".kind-button", has_text="Lessons").click()
        section = page.locator("#sections-group > ol > li").last
        expect(section.get_by_label("Heading", exact=True)).to_be_focused()
        section.get_by_label("Heading", exact=True).fill("Lessons learned")
        page.keyboard.press("Control+Enter")
        point = section.locator(".point")
        point.get_by_label("Number of the point").fill("(1)")
        point.get_by_label("Heading of the point").fill("Ask the crews first")
        point.get_by_label("Text of the point").fill("Their two remarks saved a week.")
        with page.expect_navigation():
            page.keyboard.press("Control+s")
        expect(page.locator(".messagelist .success")).to_be_visible()
        page.get_by_role("link", name="View on site").click()
        expect(page.get_by_role("main")).to_contain_text("Ask the crews first")
