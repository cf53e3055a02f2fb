"""Every page of the admin, narrow and dark: its policy refuses nothing, axe finds nothing, nothing is too wide."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver
from playwright.sync_api import expect

from tests.admin.test_fuzz import filled, patterns
from tests.browser.test_accessibility import RULES
from tests.browser.test_writing import signed_in

pytestmark = pytest.mark.browser
WIDTH = 390
LIST = "/admin/reports/report/"
# Forms alone, files, data; what every kind of row has alike is looked at of one kind.
NO_PAGES = re.compile(
    r"\(|r/|log|jsi18n|language|autocomplete|.*(jsi18n/|object_id>/|export\.csv)$|.*/(children|move|paste|preview)/"
    r"|.*(revise|discard|accept|restore|remedy|store|take-up)/$|(?!reports/(report|unit)/).*/(history|delete)/$"
    r"|(?!reports/(report|user|topic)/).*/add/$"
)
# A magnifying glass is label enough.
OPTIONS = {**RULES, "preload": False, "resultTypes": ["violations"], "rules": {"label-title-only": {"enabled": False}}}
# What Django's own tables and choosers of many are made of.
EXCLUDED = [[".help-tooltip"], [".tabular th:empty"], [".select2-selection--multiple .select2-selection__rendered"]]
TEXT = "柳桥镇2026年第三季度工作总结\n\n一、主要工作\n20XX年清淤沟渠四公里。\n\n二、存在的问题\n人手不足。\n"


def test_every_page_keeps_its_policy_fits_a_telephone_and_satisfies_axe(open_page):
    found, seen = [], set()
    with signed_in(open_page, "/admin/", "root", width=WIDTH, dark=True, language="zh-CN") as page:

        def look(address=None):
            answer = page.goto(address) if address else None
            path = re.sub(r"https?://[^/]+", "", page.url)
            if path in seen or (answer and answer.status != 200):
                return
            seen.add(path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            result = Axe().run(page, context={"exclude": EXCLUDED}, options=OPTIONS).response
            found.extend((path, one["id"], one["nodes"][0]["html"][:160]) for one in result["violations"])
            found.extend([(path, "wide", wide)] if wide > WIDTH else [])

        look()
        lists = [link.get_attribute("href") for link in page.locator(".shelf th a").all()]
        keys = {"/admin/": 1}
        hand_in(page)
        look()
        revise_one(page)
        look()
        for address in lists:
            look(address)
            keys[address] = first_key(page)
        for address in sorted({address for text, entry in own_patterns() for address in filled_in(text, entry, keys)}):
            look(address)
    assert not found, found
    assert len(seen) > 40


def own_patterns():
    resolver = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/")
    for text, entry in patterns(resolver):
        if not NO_PAGES.match(text.replace("^", "").replace("$", "")):
            yield text, entry


def filled_in(text, entry, keys):
    """The address with the key of the first row of its list; a transition is asked of that row, too."""
    model = max((place for place in keys if f"/admin/{text}".startswith(place)), key=len)
    if keys[model] is not None:
        yield f"/admin/{filled(text, entry.pattern.converters, keys[model])}" + (
            f"?report={keys[LIST]}" if "transition" in text else ""
        )


def first_key(page):
    """The key of the first row of a list, None where there is none."""
    links = page.locator("#result_list tbody th a[href*='/change/']")
    return int(re.search(r"/(\d+)/change/", links.first.get_attribute("href"))[1]) if links.count() else None


def hand_in(page):
    """Import a text, and be shown its review."""
    page.goto("/admin/reports/importbatch/add/")
    page.fill("textarea[name=text]", TEXT)
    with page.expect_navigation():
        page.locator(".submit-row [type=submit]").click()
    expect(page.locator("#review")).to_be_visible()


def revise_one(page):
    """Go to the working copy of a public report; one that is begun is the first of the list then."""
    page.goto(f"{LIST}?status__exact=published")
    page.goto(f"{LIST}{first_key(page)}/change/")
    with page.expect_navigation():
        page.locator(".revising__tools :is(a, button)").first.click()
    expect(page.locator(".revising--copy")).to_be_visible()
