import pytest
from django.urls import reverse

from reports.enums import Language
from reports.listings import sizes_of
from reports.models import Category, Collection, ListingEntry, PreparedPage, Report, SearchEntry
from reports.search import search_reports
from reports.workflow import prepare_report
from tests.benchmarks import generator
from tests.benchmarks.composing import compose, place

TOTAL = 120


def test_compose_says_the_same_for_the_same_number():
    assert compose(place(7, TOTAL)) == compose(place(7, TOTAL))
    assert compose(place(7, TOTAL)) != compose(place(8, TOTAL))


def test_compose_makes_texts_of_about_five_kilobytes_in_both_languages():
    placements = [place(number, 1000) for number in range(1, 101)]
    sizes = [len(compose(placement).source_text.encode()) for placement in placements]
    chinese = sum(placement.language == Language.CHINESE for placement in placements)

    assert 4000 < sum(sizes) / len(sizes) < 7000
    assert 45 < chinese < 75


@pytest.mark.django_db(transaction=True)
def test_filled_database_is_as_the_site_makes_it(client):
    """Filled once for all that has to hold of it."""
    generator.fill(TOTAL, processes=1)
    check_lists_index_and_collections()
    check_neighbours(client)
    check_pages(client)


def check_pages(client):
    report = Report.objects.get(pk=1)
    stored = (report.prepared, report.section_kinds, report.excerpt, report.reading_minutes, report.slug)
    prepare_report(report)

    assert (report.prepared, report.section_kinds, report.excerpt, report.reading_minutes, report.slug) == stored
    assert report.title in client.get(report.get_absolute_url()).content.decode()
    assert PreparedPage.objects.filter(report__isnull=False).count() == 2 * TOTAL


def check_lists_index_and_collections():
    roots = [f"category:{row.pk}" for row in Category.objects.get_root_nodes()]

    assert Report.objects.published().count() == SearchEntry.objects.count() == TOTAL
    assert ListingEntry.objects.filter(scope="all").count() == sizes_of(["all"])["all"] == TOTAL
    assert sum(sizes_of(roots).values()) == TOTAL
    assert Collection.objects.count() == 2
    assert list(Report.objects.filter(collection=2).values_list("position", flat=True)) == [1, 2, 3, 4, 5]
    assert search_reports("卫生").total > 0


def check_neighbours(client):
    beside, everywhere = Report.objects.in_sidebar_of(60), Report.objects.in_sidebar_of(None)

    assert "related" in {report.shelf for report in beside}
    assert {report.shelf for report in everywhere} == {"recommended", "popular"}
    assert client.get(reverse("reports:home")).status_code == 200
