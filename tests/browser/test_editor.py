"""An editor signs in, changes a section and sees it on the site."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.browser
SENTENCE = "本季度新增流动收集车两辆，覆盖东门外三条巷子。"


def test_editor_changes_a_section_and_sees_it_on_the_page_and_in_the_search(open_page):
    with open_page() as page:
        page.goto("/admin/")
        page.get_by_label("Username").fill("editor")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.goto("/admin/reports/report/?q=环境卫生管理中心2025年第一季度")
        page.get_by_role("link", name="临溪县环境卫生管理中心2025年第一季度工作总结").click()
        section = page.locator("#sections-1")
        section.locator("textarea[name=sections-1-body]").fill(SENTENCE)
        page.get_by_role("button", name="Save and continue editing").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        page.get_by_role("link", name="View on site").click()
        expect(page.get_by_role("main")).to_contain_text(SENTENCE)
        page.goto("/zh-hans/search/?q=流动收集车")
        expect(page.get_by_role("main")).to_contain_text("临溪县环境卫生管理中心2025年第一季度工作总结")


def test_editor_adds_a_section_and_then_its_points(open_page):
    with open_page() as page:
        page.goto("/admin/login/?next=/admin/reports/report/")
        page.get_by_label("Username").fill("editor")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.goto("/admin/reports/report/?q=HSE Department: Work Summary for Q4 2024")
        page.get_by_role("link", name="HSE Department: Work Summary for Q4 2024").click()
        count = page.locator(".inline-related:not(.empty-form)").count()
        page.locator("#sections-group .add-row a").click()
        page.select_option(f"[name=sections-{count}-kind]", "lessons")
        page.fill(f"[name=sections-{count}-heading]", "Lessons learned")
        page.get_by_role("button", name="Save and continue editing").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        page.fill(f"[name=sections-{count}-points-0-marker]", "(1)")
        page.fill(f"[name=sections-{count}-points-0-heading]", "Ask the crews first")
        page.fill(f"[name=sections-{count}-points-0-text]", "Their two remarks saved a week.")
        page.get_by_role("button", name="Save and continue editing").click()
        page.get_by_role("link", name="View on site").click()
        expect(page.get_by_role("main")).to_contain_text("Ask the crews first")
