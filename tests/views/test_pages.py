"""Every kind of page, with data and empty, in both languages."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reports import workflow
from tests.factories import make_category, make_collection, make_period, make_report, make_topic, make_unit
from tests.views.conftest import HIDDEN, SHOWN

LANGUAGES = ["en", "zh-hans"]
SHOWING = [
    "home", "report-list", "category-detail", "unit-detail", "period-detail", "tag-detail", "topic-detail",
    "collection-detail", "report-detail",
]  # fmt: skip
LISTS = [
    "home",
    "report-list",
    "category-list",
    "unit-list",
    "period-list",
    "tag-list",
    "topic-list",
    "collection-list",
    "search",
]


def text_of(response):
    """What a reader sees: the page without tags, blanks levelled."""
    body = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode())
    return " ".join(body.split())


def get(client, name, *arguments, language="en", status=200, **query):
    with override(language):
        address = reverse(f"reports:{name}", args=arguments)
    response = client.get(address, query)
    assert response.status_code == status
    return response


def pages_of(site):
    return {
        "home": [],
        "report-list": [],
        "category-detail": [site.category.slug],
        "unit-detail": [site.unit.slug],
        "period-detail": [site.period.code],
        "tag-detail": [site.tag.slug],
        "topic-detail": [site.topic.slug],
        "collection-detail": [site.collection.pk, site.collection.slug],
        "report-detail": [site.shown.pk, site.shown.slug],
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWING)
def test_page_shows_the_public_report_and_not_the_hidden_one(client, site, name, language):
    response = get(client, name, *pages_of(site)[name], language=language)
    page = text_of(response)
    assert SHOWN in page
    assert HIDDEN not in page
    assert "Roads of the county" not in page
    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()


def test_report_page_shows_all_that_is_known(client, site):
    page = text_of(get(client, "report-detail", site.shown.pk, site.shown.slug))
    order = [
        "Public health", "环境卫生", SHOWN, "柳桥镇", "Q3 2024", "Signed by the office", "Nine gullies.", "Contents",
        "Main work", "Work done", "一、", "Opening words.", "（一）", "Gullies", "Nine cleared.", "Closing words.",
        "Next steps",
        "More gullies next quarter.", "卫生", "drains", "From the county’s site", "page.html", "Previous period",
        "Drains of the second quarter", "Three reports on drains",
    ]  # fmt: skip
    place = 0
    for words in order:
        assert words in page[place:], words
        place = page.index(words, place)


def test_report_page_links_to_everything_around_it(client, site):
    html = get(client, "report-detail", site.shown.pk, site.shown.slug).content.decode()
    rows = [site.category, site.unit, site.period, site.collection, site.before]
    addresses = [row.get_absolute_url() for row in rows]
    addresses += [
        reverse("reports:tag-detail", args=["卫生"]),
        f"/en/reports/{site.shown.pk}/",
        "https://source.example/page",
    ]
    addresses += ["#s1", "#s2"]
    assert [address for address in addresses if f'href="{address}"' not in html] == []
    assert 'id="s1-p1"' in html
    assert re.search(
        r'<link rel="canonical" href="http://testserver/en/reports/\d+-drains-of-the-third-quarter/">', html
    )


def test_report_page_offers_itself_in_the_other_language(client, site):
    html = get(client, "report-detail", site.shown.pk, site.shown.slug).content.decode()
    with override("zh-hans"):
        assert f'hreflang="zh-Hans" href="http://testserver{site.shown.get_absolute_url()}"' in html


def test_related_report_is_shown_with_its_reason(client, site):
    parent = make_report("County summary", unit=site.unit.__class__.objects.get(slug="linxi-county"), period="2024-q3")
    page = text_of(get(client, "report-detail", site.shown.pk, site.shown.slug))
    assert "Related reports County summary Parent unit, same period" in page
    workflow.withdraw_report(parent)
    assert "County summary" not in text_of(get(client, "report-detail", site.shown.pk, site.shown.slug))


def test_collection_page_shows_the_parts_in_order_with_anchors_of_their_own(client, site):
    site.shown.__class__.objects.filter(pk=site.before.pk).update(collection=site.collection, position=3)
    response = get(client, "collection-detail", site.collection.pk, site.collection.slug)
    html, page = response.content.decode(), text_of(response)
    assert page.index("Two reports.") < page.index(SHOWN) < page.index("Drains of the second quarter")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {f"part-{site.shown.pk}", f"part-{site.shown.pk}-s1-p1", f"part-{site.before.pk}"} <= set(ids)
    assert f'href="{site.shown.get_absolute_url()}"' in html


def test_lists_show_unit_period_kinds_and_excerpt(client, site):
    page = text_of(get(client, "report-list"))
    assert "柳桥 Q3 2024 " + SHOWN + " Nine gullies. Work done Next steps" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_marks_what_was_found(client, site, language):
    response = get(client, "search", language=language, q="gully")
    assert "<mark>gullies</mark>" in response.content.decode()
    assert SHOWN in text_of(response)
    assert HIDDEN not in text_of(response)


def test_search_says_what_was_not_found(client, site):
    page = text_of(get(client, "search", q="secret"))
    assert "Nothing found" in page
    assert HIDDEN not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.django_db
def test_page_of_an_empty_site_helps(client, name, language):
    response = get(client, name, language=language)
    assert "<h1" in response.content.decode()
    assert text_of(response)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("home", "There are no reports yet."),
        ("report-list", "There are no reports here yet."),
        ("category-list", "There are no categories yet."),
        ("unit-list", "There are no units yet."),
        ("period-list", "There are no reports yet."),
        ("tag-list", "There are no tags yet."),
        ("topic-list", "There are no topics yet."),
        ("collection-list", "There are no collections yet."),
        ("search", "How to search"),
    ],
)
@pytest.mark.django_db
def test_empty_list_says_so(client, name, words):
    assert words in text_of(get(client, name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db
def test_lists_of_rows_without_reports_are_pages(client, language):
    for name, row in [
        ("category-detail", make_category("Empty")),
        ("unit-detail", make_unit("Empty")),
        ("topic-detail", make_topic("Empty")),
    ]:
        assert "Empty" in text_of(get(client, name, row.slug, language=language))
    get(client, "period-detail", make_period("xxxx-q3").code, language=language)


@pytest.mark.django_db
def test_report_without_any_detail_is_a_page(client):
    report = make_report("！！！", sections=[])
    assert report.get_absolute_url() == f"/en/reports/{report.pk}--/"
    assert "！！！" in text_of(client.get(report.get_absolute_url()))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("zh-Hant-HK", "zh-hans"),
        ("zh", "zh-hans"),
        ("en-GB,en", "en"),
        ("de", "en"),
        ("de,zh;q=0.5", "zh-hans"),
        ("", "en"),
        ("*", "en"),
    ],
)
@pytest.mark.django_db
def test_root_follows_the_browsers_language(client, accepted, language):
    response = client.get("/", headers={"Accept-Language": accepted})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response.headers["Vary"]


def test_names_follow_the_language_of_the_page(client, site):
    site.category.name_en = "Sanitation"
    site.category.save()
    assert "<h1>Sanitation</h1>" in get(client, "category-detail", site.category.slug).content.decode()
    assert (
        "<h1>环境卫生</h1>" in get(client, "category-detail", site.category.slug, language="zh-hans").content.decode()
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db
def test_missing_page_offers_a_way_on(client, language):
    response = client.get(f"/{language}/nothing/here/")
    assert response.status_code == 404
    assert f'action="/{language}/search/"' in response.content.decode()
    assert "404" in text_of(response)


@pytest.mark.django_db
def test_missing_page_outside_the_languages_is_a_404_page(client):
    response = client.get("/nothing", follow=True)
    assert response.status_code == 404
    assert 'class="notice"' in response.content.decode()


@pytest.mark.django_db
def test_error_page_stands_alone(monkeypatch, django_assert_num_queries):
    def fail(*_arguments):
        raise RuntimeError

    monkeypatch.setattr("reports.views.topics.Topic.objects.with_counts", fail)
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get("/zh-hans/topics/")
    assert response.status_code == 500
    assert 'lang="zh-hans"' in response.content.decode()
    assert "500" in text_of(response)
    assert 'href="/zh-hans/units/"' in response.content.decode()
    assert 'action="/zh-hans/search/"' in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_only_read(client, site, method):
    for name, arguments in pages_of(site).items():
        assert getattr(client, method)(reverse(f"reports:{name}", args=arguments)).status_code == 405, name


def test_topic_shows_reports_in_the_editors_order_also_with_another_topic_around(client, site):
    make_topic("Other", [site.before, site.shown])
    topic = make_topic("Chosen", [site.shown, site.before])
    page = text_of(get(client, "topic-detail", topic.slug))
    assert page.index(SHOWN) < page.index("Drains of the second quarter")
    assert page.count(SHOWN) == 1


def test_collection_without_public_part_is_not_listed(client, site):
    collection = make_collection("Hidden collection")
    make_report(collection=collection, status="draft")
    page = text_of(get(client, "collection-list"))
    assert "Three reports on drains" in page
    assert "Hidden collection" not in page
