"""Pictures of reports, and the description by which browsers search the site."""

import io

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from lxml import etree
from PIL import Image

from reports import workflow
from reports.cards import chinese_font, draw_card
from tests.factories import make_report, make_unit

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
needs_font = pytest.mark.skipif(chinese_font() is None, reason="no font with Chinese characters")


def picture(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def ink(image, box):
    """How many points in a part of the picture are darker than paper and lines."""
    return sum(count for count, colour in image.crop(box).getcolors(100_000) if sum(colour) < 450)


TITLE_BOX, FACTS_BOX = (0, 150, 1200, 510), (0, 530, 1200, 630)


@pytest.mark.parametrize("title", ["Pumps", "Drains " * 42, "x" * 300, "a b", "&lt;b&gt;"])
@pytest.mark.parametrize("font", [None, pytest.param(chinese_font(), marks=needs_font)])
def test_card_has_its_size_and_keeps_the_margins(title, font):
    image = picture(draw_card(title, ["Linxi County", "Q3 2024"], "Summaries", font))
    assert image.size == (1200, 630)
    assert ink(image, TITLE_BOX) > 100
    assert ink(image, FACTS_BOX) > 100
    assert ink(image, (0, 140, 76, 630)) == ink(image, (1130, 140, 1200, 630)) == 0


@needs_font
@pytest.mark.parametrize("length", [6, 40, 300])
def test_chinese_title_is_drawn_whatever_its_length(length):
    image = picture(draw_card("环卫所第三季度，" * (length // 8 + 1), ["柳桥镇"], "工作总结", chinese_font()))
    assert ink(image, TITLE_BOX) > 1000
    # A mark that may not begin a line hangs over its end.
    assert ink(image, (1160, 140, 1200, 630)) == 0


def test_card_without_a_font_leaves_out_what_it_cannot_draw():
    image = picture(draw_card("环卫所第三季度", ["柳桥镇", "2024"], "工作总结", None))
    assert ink(image, TITLE_BOX) == 0
    assert ink(image, FACTS_BOX) > 50


def test_font_that_is_wanted_and_missing_is_none(tmp_path):
    assert chinese_font(str(tmp_path / "none.ttf")) is None


@pytest.mark.django_db
@override_settings(CARD_FONT="/nowhere/none.ttf")
def test_site_without_a_font_still_has_cards(client):
    report = make_report("三季度工作小结", language="zh")
    assert picture(client.get(f"/reports/{report.pk}/card.png").content).size == (1200, 630)


@pytest.mark.django_db
def test_card_is_kept_until_the_report_changes(client):
    report = make_report("Pumps", unit=make_unit("County"), period="2024-q3")
    path = f"/reports/{report.pk}/card.png"
    with CaptureQueriesContext(connection) as asked:
        first = client.get(path)
    assert (first.headers["Content-Type"], len(asked)) == ("image/png", 2)
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    with CaptureQueriesContext(connection) as asked:
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, len(asked)) == (304, 1)
    report.title = "Valves"
    report.save()
    workflow.refresh_published(report)
    changed = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.content != first.content
    workflow.withdraw_report(report)
    assert client.get(path, headers={"If-None-Match": changed.headers["ETag"]}).status_code == 410


@pytest.mark.django_db
def test_draft_has_no_card(client):
    assert client.get(f"/reports/{make_report(status='draft').pk}/card.png").status_code == 404
    assert client.get("/card-fr.png").status_code == 404


@pytest.mark.parametrize(("language", "name"), [("en", "Summaries"), ("zh-hans", "工作总结")])
@pytest.mark.django_db
def test_browsers_are_told_how_to_search(client, language, name):
    make_report("Hydrants of the county")
    assert f'<link rel="search" href="/{language}/opensearch.xml"' in client.get(f"/{language}/").content.decode()
    response = client.get(f"/{language}/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    description = etree.fromstring(response.content)
    assert description.xpath("o:ShortName/text()", namespaces=NAMES) == [name]
    assert len(name) <= 16
    templates = {
        node.get("type"): node.get("template").replace("{searchTerms}", "hydrants")
        for node in description.xpath("o:Url", namespaces=NAMES)
    }
    assert "</mark> of the county" in client.get(templates["text/html"]).content.decode()
    suggested = client.get(templates["application/x-suggestions+json"])
    assert suggested.headers["Content-Type"] == "application/x-suggestions+json"
    assert suggested.json()[:2] == ["hydrants", ["Hydrants of the county"]]
    assert suggested.json()[3][0].startswith(f"http://testserver/{language}/reports/")
    assert client.get(templates["application/opensearchdescription+xml"]).content == response.content
