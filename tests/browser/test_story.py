"""The whole way of a report: four people, from a pasted text to a version that is restored."""

import re
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.pasting import paste

pytestmark = pytest.mark.browser

TITLE = "柳桥镇沟渠整治工作总结"
MOBILE = "13912345678"
PASTED = (
    "<h1>一、主要工作</h1><p>20XX年，我镇清淤沟渠四公里，群众满意。</p><p>1. 修路两条。</p>"
    f"<h1>二、存在的问题</h1><p>人手不足，欢迎报名，联系电话：{MOBILE}。</p>"
)
NEW = "到年底，我镇清淤沟渠六公里，群众满意。"


@contextmanager
def signed_in(open_page, name):
    with open_page() as page:
        sign_in(page, "/admin/", name)
        yield page


def save(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def ask_for(page, address, button, **words):
    """Press a button above the form, write what it asks for, confirm: all of it by keys."""
    page.goto(address)
    skip_to_content(page)
    tab_to(page, page.locator(".object-tools").get_by_role("link", name=button, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    skip_to_content(page)
    for name, text in words.items():
        tab_to(page, page.locator(f"[name={name}]"))
        page.keyboard.insert_text(text)
    tab_to(page, page.locator("button[name=confirmed]"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()


def skip_to_content(page):
    """Take the first link of a page, past its head and the list of everything."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content-start")).to_be_focused()


def tab_to(page, target):
    """Go on until something has the focus, and is seen to have it."""
    for _step in range(40):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            outline = target.evaluate("e => { const s = getComputedStyle(e); return [s.outlineStyle, s.boxShadow] }")
            assert outline != ["none", "none"], "the focus is not seen"
            return
    raise AssertionError("no way there by the Tab key")


def write_with_the_gate(author):
    """Paste, save, read what the gate found, mend it; return the address of the form."""
    author.goto("/admin/reports/report/add/")
    expect(author.locator("form[data-scripted]")).to_be_visible()
    author.fill("#id_title", TITLE)
    author.select_option("#id_language", "zh")
    author.locator(".field-unit .select2-selection").first.click()
    # All units are listed until the answer is there.
    with author.expect_response(re.compile("term=Liuqiao")):
        author.locator(".select2-dropdown .select2-search__field").fill("Liuqiao")
    author.locator(".select2-results__option", has_text="Liuqiao Town").first.click()
    expect(author.locator("#id_unit option:checked")).to_have_text(re.compile("Liuqiao Town"))
    paste(author, PASTED)
    expect(author.locator(".pasted")).to_contain_text("2 sections")
    save(author)
    expect(author.locator("#gate [data-severity=blocking]")).to_have_count(2)
    author.locator(".finding", has_text=MOBILE).locator("[data-remedy]").click()
    body = author.locator("[name=sections-0-body]")
    body.fill(body.input_value().replace("20XX年", "2026年"))
    save(author)
    expect(author.locator("#gate [data-severity=blocking]")).to_have_count(0)
    texts = [author.input_value(f"[name=sections-{number}-body]") for number in (0, 1)]
    assert "2026年" in texts[0]
    assert MOBILE not in texts[1]
    assert texts[1].replace("\\", "").endswith("139****5678。")
    return author.url


def is_scheduled(publisher, address, **delay):
    """Approve the report for a moment; one that is over when it is asked for is refused."""
    publisher.goto(address)
    with publisher.expect_navigation():
        publisher.get_by_role("link", name="Dates", exact=True).click()
    moment = datetime.now(UTC) + timedelta(**delay)
    publisher.fill("[name=publish_at]", moment.strftime("%Y-%m-%dT%H:%M:%S"))
    with publisher.expect_navigation():
        publisher.get_by_role("button", name="Set the dates").click()
    return publisher.locator(".messagelist .success").count() == 1


def wait_until_public(visitor, public):
    """Ask until the page is there; its moment has come by the time it is."""
    until = time.monotonic() + 180
    while visitor.goto(public).status != 200:
        assert time.monotonic() < until, "the report did not become public"
        time.sleep(1)


def test_report_goes_from_a_pasted_text_to_a_restored_version_through_four_people(open_page):
    with ExitStack() as people:
        author, reviewer, publisher = (
            people.enter_context(signed_in(open_page, name)) for name in ("author", "reviewer", "publisher")
        )
        visitor = people.enter_context(open_page())
        address = write_with_the_gate(author)
        public = f"/en/reports/{re.search(r'report/([0-9]+)/', address)[1]}/"
        ask_for(author, address, "Submit for review")
        ask_for(reviewer, address, "Return to the author", remark="请写明修了哪两条路。")
        author.goto(address)
        expect(author.locator(".returned-note")).to_contain_text("请写明修了哪两条路。")
        author.locator("[name=sections-0-points-0-text]").fill("修建东街、西街两条路。")
        save(author)
        ask_for(author, address, "Submit for review")

        assert is_scheduled(publisher, address, days=1)
        expect(publisher.locator(".revising--dates")).to_be_visible()
        assert visitor.goto(public).status == 404
        # Soon, but as late as a slow machine needs it.
        assert any(is_scheduled(publisher, address, seconds=delay) for delay in (4, 20, 60))
        wait_until_public(visitor, public)
        expect(visitor.get_by_role("main")).to_contain_text("修建东街、西街两条路。")
        expect(visitor.get_by_role("main")).not_to_contain_text(MOBILE)

        author.goto(address)
        with author.expect_navigation():
            author.get_by_role("button", name="Revise").click()
        author.locator("[name=sections-0-body]").fill(NEW)
        save(author)
        copy = author.url
        ask_for(author, copy, "Submit for review")
        visitor.reload()
        expect(visitor.get_by_role("main")).to_contain_text("四公里")
        expect(visitor.get_by_role("main")).not_to_contain_text("六公里")
        ask_for(publisher, copy, "Publish")
        visitor.reload()
        expect(visitor.get_by_role("main")).to_contain_text("六公里")
        expect(visitor.get_by_role("main")).not_to_contain_text("四公里")

        publisher.goto(address)
        publisher.get_by_role("link", name="History", exact=True).click()
        versions = publisher.locator("table.versions tbody tr")
        first_public = versions.filter(has_not=publisher.locator("td:nth-child(6)", has_text="–")).last
        first_public.get_by_label(re.compile("^Before")).check()
        publisher.get_by_role("button", name="Compare the two that are chosen").click()
        expect(publisher.locator(".diff del").first).to_be_visible()
        publisher.go_back()
        with publisher.expect_navigation():
            first_public.get_by_role("button", name="Restore").click()
        expect(publisher.locator("[name=sections-0-body]")).to_have_value(re.compile("四公里"))
        visitor.reload()
        expect(visitor.get_by_role("main")).to_contain_text("六公里")
