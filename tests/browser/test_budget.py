"""What the first view of a page fetches, counted: requests by sort, bytes as a proxy would send them."""

import gzip
import re

import pytest

from tests.browser.test_visitor import addresses

pytestmark = pytest.mark.browser

MAX_HTML = 20 * 1024
MAX_STYLES = 12 * 1024
MAX_SCRIPT = 4 * 1024


def fetched(page, address):
    """The responses to a first view of a page, by sort: (address, size when compressed)."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    found = {}
    for answer in answers:
        size = len(gzip.compress(answer.body())) if answer.ok else 0
        found.setdefault(answer.request.resource_type, []).append((answer.url, size))
    return found


def longest_report(page):
    """The address of the report whose page is the biggest."""
    told = page.request.get("/sitemap-reports-1.xml").text()
    reports = re.findall(r"<loc>([^<]+/zh-hans/reports/[^<]+)</loc>", told)
    return max(reports, key=lambda address: len(page.request.get(address).body()))


def test_first_view_of_every_page_stays_within_its_budget(open_page, site):
    with open_page() as page:
        places = [*addresses(page), longest_report(page)]
    for address in places:
        with open_page() as page:
            found = fetched(page, address)
        assert {url for answers in found.values() for url, _size in answers if not url.startswith(site)} == set()
        assert {sort: len(found.get(sort, [])) for sort in ("document", "stylesheet", "script", "font")} == {
            "document": 1,
            "stylesheet": 1,
            "script": 1,
            "font": 0,
        }, address
        assert sum(size for _url, size in found["document"]) <= MAX_HTML, (address, found["document"])
        assert sum(size for _url, size in found["stylesheet"]) <= MAX_STYLES
        assert sum(size for _url, size in found["script"]) <= MAX_SCRIPT
