"""A visitor's way through the site, on a telephone and on a desk, in both languages, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("language", "category", "sub_category", "heading"),
    [
        ("en", "Public services", "Community services", "Related reports"),
        ("zh-hans", "公共服务", "社区服务", "相关报告"),
    ],
)
def test_visitor_goes_from_home_over_category_report_and_related_to_collection(
    open_page, width, language, category, sub_category, heading
):
    with open_page(width, script=False) as page:
        page.goto(f"/{language}/")
        page.get_by_role("main").get_by_role("link", name=category, exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(category)
        page.get_by_role("main").get_by_role("link", name=sub_category, exact=True).first.click()
        expect(page).to_have_url(re.compile(f"/{language}/categories/community-services/"))
        page.get_by_role("main").locator("article a, li a").filter(
            has_text="东街社区2025年第一季度工作总结"
        ).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("东街社区2025年第一季度工作总结")
        related = page.get_by_role("complementary").locator("section", has=page.get_by_role("heading", name=heading))
        expect(related.get_by_role("link").nth(2)).to_be_visible()
        related.get_by_role("link", name="东街社区2024年第四季度工作总结").or_(
            page.locator("a[rel=prev]", has_text="东街社区2024年第四季度工作总结")
        ).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("东街社区2024年第四季度工作总结")
        page.get_by_role("link", name="柳桥镇社区工作总结4篇").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("柳桥镇社区工作总结4篇")
        expect(page.get_by_role("main")).to_contain_text("河湾社区2025年下半年工作总结")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("query", "marked"),
    [("卫生", "卫生"), ("環境衛生", "环境卫生"), ("环境卫生", "環境衛生"), ("training", "training")],
)
def test_search_finds_both_scripts_and_marks_the_match(open_page, width, language, query, marked):
    with open_page(width, script=False) as page:
        page.goto(f"/{language}/")
        page.get_by_role("main").get_by_role("searchbox").fill(query)
        page.get_by_role("main").get_by_role("searchbox").press("Enter")
        expect(page.locator("mark").nth(4)).to_be_visible()
        expect(page.locator("mark").filter(has_text=re.compile(marked, re.IGNORECASE)).first).to_be_visible()


LONG_NAMES = """(() => {
    const names = "h1, h2, h3, dd, .breadcrumbs a, .card__title a, .contents a, .option, .shelf a, .tree a";
    for (const node of document.querySelectorAll(names)) node.textContent = "Wasserleitung".repeat(24).slice(0, 300);
})()"""
"""Every name and heading of a page becomes as long as titles may be, in one word."""


# 640 is what is left of a window of 1280 at twice the size of everything.
@pytest.mark.parametrize("width", [320, 640, 768, 1440])
def test_no_page_is_wider_than_the_window_not_even_with_long_names(open_page, width):
    with open_page(width) as page:
        for address in addresses(page):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            page.evaluate(LONG_NAMES)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, "long names")


def compared(page, reports) -> str:
    """The comparison that the first of some reports offers which has an earlier period."""
    for report in reports:
        page.goto(report)
        if links := page.locator("a[href*='/compare/']").all():
            return links[0].get_attribute("href")
    raise AssertionError("no report offers a comparison")


def addresses(page) -> list[str]:
    """One page of every kind."""
    page.goto("/en/collections/")
    collection = page.get_by_role("main").locator("a[href*='/collections/']").first.get_attribute("href")
    page.goto("/en/reports/?language=zh")
    report = page.locator(".card__title a").last.get_attribute("href")
    page.goto("/en/search/?q=柳桥&order=newest")
    comparison = compared(page, [link.get_attribute("href") for link in page.locator(".card__title a").all()])
    return [
        "/en/",
        "/zh-hans/",
        "/en/reports/",
        "/zh-hans/categories/",
        "/en/categories/environmental-sanitation/",
        "/zh-hans/categories/work-summaries/?kind=problems",
        "/en/units/",
        "/zh-hans/units/linxi-county/",
        "/en/periods/",
        "/zh-hans/periods/2025-q3/",
        "/en/tags/",
        "/zh-hans/tags/环境卫生/",
        "/en/topics/",
        "/zh-hans/topics/safe-water/",
        "/en/collections/",
        collection,
        report,
        report.replace("/en/", "/zh-hans/"),
        "/en/search/",
        "/zh-hans/search/?q=培训",
        "/en/search/?q=卫生&where=problems&unit=linxi-county&language=zh&kind=problems&from=2024&order=newest",
        "/zh-hans/search/?q=unfindable+垃圾&unit=linxi-county&period=2025-q3",
        "/en/search/?q=培训&from=spring&since=31.5.2024&unit=linxi-county",
        "/en/search/?q=unfindable",
        "/en/alerts/",
        "/zh-hans/alerts/new/?q=培训&unit=linxi-county&kind=problems",
        "/zh-hans/alerts/asked/",
        "/en/alerts/manage/wrong/",
        "/zh-hans/units/?order=name",
        "/en/tags/?order=size",
        "/zh-hans/site-map/",
        "/en/sections/",
        "/zh-hans/sections/problems/",
        "/zh-hans/periods/2025-q3/?view=table",
        "/en/units/linxi-county/?view=table",
        comparison,
        comparison.replace("/en/", "/zh-hans/"),
        "/en/units/liuqiao-twon/",
    ]
