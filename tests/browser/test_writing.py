"""Writing of a report: rows by keys and dragging, unsaved text after a crash, the preview, two windows."""

import json
import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.pasting import paste
from tests.browser.test_accessibility import RULES

pytestmark = pytest.mark.browser
ADD = "/admin/reports/report/add/"


@contextmanager
def signed_in(open_page, address, name="editor", **options):
    with open_page(**options) as page:
        sign_in(page, address, name)
        yield page


def wait_until_all_is_kept(page):
    """Wait for the copy after the last writing, which is made a while later; one made before may lack a part."""
    written = page.evaluate(
        "() => { document.querySelector('form[data-scripted]').dispatchEvent(new Event('input')); return Date.now() }"
    )
    page.wait_for_function(
        """written => Object.entries(localStorage).some(
            ([name, draft]) => name.startsWith("summaries-draft:") && JSON.parse(draft).at > written + 400
        )""",
        arg=written,
    )


def as_somebody_else(route, user):
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(f'data-user="{user}"', f'data-user="{user}9"'))


def order_of(page):
    return page.evaluate(
        "[...document.querySelectorAll('#sections-group > ol > li')].map((row) => ["
        "row.querySelector('[name$=-kind]').value, row.querySelector('[name$=-marker]').value,"
        "row.querySelector('[name$=-position]').value])"
    )


def test_rows_are_ordered_by_keys_buttons_and_dragging_and_their_numbers_follow(open_page):
    with signed_in(open_page, ADD) as page:
        expect(page.locator("form[data-scripted]")).to_be_visible()
        assert [kind for kind, _marker, _position in order_of(page)] == ["work_done", "problems", "next_steps"]
        for number, marker in enumerate(["一、", "二、", "三、"]):
            page.fill(f"[name=sections-{number}-marker]", marker)
        page.locator("[name=sections-2-heading]").press("Alt+ArrowUp")
        expect(page.locator("[name=sections-2-heading]")).to_be_focused()
        page.locator("li.part").first.get_by_role("button", name="Move down").first.click()
        assert order_of(page) == [["next_steps", "一、", "1"], ["work_done", "二、", "2"], ["problems", "三、", "3"]]
        grip = page.locator("li.part [data-grip]").first.bounding_box()
        page.mouse.move(grip["x"] + 4, grip["y"] + 8)
        page.mouse.down()
        for step in range(30):
            page.mouse.move(grip["x"] + 4, grip["y"] + 8 + step * 12)
        page.mouse.up()
        assert order_of(page) == [["work_done", "一、", "1"], ["problems", "二、", "2"], ["next_steps", "三、", "3"]]
        page.locator("li.part").nth(1).get_by_role("button", name="Remove").first.click()
        assert order_of(page)[1:] == [["problems", "二、", "3"], ["next_steps", "二、", "2"]]
        page.get_by_role("button", name="Undo").click()
        assert order_of(page)[1:] == [["problems", "二、", "2"], ["next_steps", "三、", "3"]]


def test_unsaved_text_survives_a_crash_for_its_writer_alone_and_goes_when_it_is_saved(open_page):
    with signed_in(open_page, ADD) as page:
        page.fill("#id_title", "Kept title")
        page.select_option("#id_language", "en")
        page.fill("[name=sections-0-body]", "Written at length 十二字.")
        page.locator("[name=sections-0-body]").press("Control+Enter")
        page.keyboard.type("A heading of a point")
        wait_until_all_is_kept(page)
        expect(page.locator("[data-draft-state]")).to_contain_text("kept in this browser")
        stored = page.evaluate("JSON.stringify(localStorage)")
        assert "summaries-draft:" in stored
        assert "Written at length" not in stored
        # The window is gone without a word; another one is opened.
        other = page.context.new_page()
        page.close()
        user = stored.split("summaries-draft:")[1].split(":")[0]
        # Somebody else at this browser is offered nothing.
        other.route(f"**{ADD}", lambda route: as_somebody_else(route, user))
        other.goto(ADD)
        expect(other.locator("form[data-scripted]")).to_be_visible()
        expect(other.locator("[data-draft-offer]")).to_be_hidden()
        other.unroute(f"**{ADD}")
        other.goto(ADD)
        other.get_by_role("button", name="Show it").click()
        expect(other.locator(".writing-note")).to_be_visible()
        assert [other.input_value(f"[name={name}]") for name in ("title", "sections-0-body")] == [
            "Kept title",
            "Written at length 十二字.",
        ]
        assert other.input_value("[name=sections-0-points-1-heading]") == "A heading of a point"
        other.get_by_role("button", name="Save and continue editing").click()
        expect(other.locator(".messagelist .success")).to_be_visible()
        expect(other.locator("form[data-scripted]")).to_be_visible()
        expect(other.locator("[data-total]")).to_contain_text("3 characters")
        left = json.loads(other.evaluate("JSON.stringify(localStorage)"))
        assert [name for name in left if name.startswith(f"summaries-draft:{user}:")] == []
        other.goto(ADD)
        expect(other.locator("form[data-scripted]")).to_be_visible()
        expect(other.locator("[data-draft-offer]")).to_be_hidden()


def test_preview_follows_the_writing_in_the_colours_that_are_chosen(open_page):
    with signed_in(open_page, ADD) as page:
        page.fill("#id_title", "First title")
        page.get_by_role("button", name="Preview").click()
        inside = page.frame_locator("[data-preview-frame]")
        expect(inside.get_by_role("heading", level=1)).to_have_text("First title")
        page.fill("[name=sections-0-body]", "Ten **drains**.")
        expect(inside.locator("#s1 strong")).to_have_text("drains")
        page.get_by_role("button", name="Dark").click()
        expect(inside.locator("html")).to_have_css("background-color", "rgb(21, 26, 32)")
        page.keyboard.press("Escape")
        expect(page.locator("[data-preview-pane]")).to_be_hidden()


def test_pasted_page_becomes_sections_and_can_be_taken_back(open_page):
    html = (
        "<h1>一、主要工作</h1><p>清淤四公里。</p><p>1. 修路。</p><p>2. 修桥。</p><h1>二、存在的问题</h1><p>缺钱。</p>"
    )
    with signed_in(open_page, ADD) as page:
        expect(page.locator("form[data-scripted]")).to_be_visible()
        paste(page, html)
        expect(page.locator(".pasted")).to_contain_text("2 sections with 2 points")
        assert [row[:2] for row in order_of(page)] == [
            ["work_done", "一、"],
            ["problems", "二、"],
            ["problems", ""],
            ["next_steps", ""],
        ]
        assert page.locator("li.point textarea").first.input_value() == "修路。"
        page.get_by_role("button", name="Undo").click()
        assert [row[0] for row in order_of(page)] == ["work_done", "problems", "next_steps"]
        assert page.input_value("[name=sections-0-body]") == "pasted"


def test_type_of_report_offers_its_outline(open_page):
    with signed_in(open_page, ADD) as page:
        page.select_option("#id_report_type", index=2)
        parts = page.locator("[data-outline] li")
        expect(parts.first).to_be_visible()
        wanted = parts.count()
        page.locator("[data-outline]").get_by_role("button", name="Add all that are missing").click()
        expect(page.locator("[data-outline] .outline__there")).to_have_count(wanted)
        expect(page.locator("[data-outline] button")).to_have_count(0)


def test_axe_finds_nothing_on_the_form_and_its_preview(open_page):
    with signed_in(open_page, ADD) as page:
        expect(page.locator("form[data-scripted]")).to_be_visible()
        expect(page.locator("#id_unit + .select2 .select2-selection")).to_have_attribute(
            "aria-labelledby", re.compile("label")
        )
        page.locator("[name=sections-0-body]").press("Control+Enter")
        page.locator("li.part").nth(1).locator("[data-remove]").click()
        assert violations(page) == []
        page.locator("[data-preview-toggle]").click()
        expect(page.frame_locator("[data-preview-frame]").get_by_role("heading", level=1)).to_be_visible()
        assert violations(page) == []


def violations(page):
    found = Axe().run(page, options={**RULES, "preload": False}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
