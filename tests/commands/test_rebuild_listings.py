"""Everything kept ready can be made anew by command."""

from io import StringIO

import pytest
from django.core.management import call_command

from reports.models import ListingCount, ListingEntry, Report, SearchEntry
from reports.search import search_reports
from tests.factories import make_report
from tests.test_listings import by_hand, stored


@pytest.mark.django_db
def test_rebuild_brings_back_what_was_lost():
    for number in range(3):
        make_report(f"Pumps {number}", period="2024-q3", tags=["pumps"])
    make_report("Hidden pumps", status="draft")
    prepared = list(Report.objects.order_by("pk").values_list("prepared", flat=True))
    ListingEntry.objects.all().delete()
    ListingCount.objects.all().delete()
    SearchEntry.objects.all().delete()
    Report.objects.update(prepared=[])
    out = StringIO()
    call_command("rebuild_listings", stdout=out)
    assert out.getvalue() == "3 reports\n"
    assert stored() == by_hand()
    assert len(search_reports("pumps").hits) == 3
    assert list(Report.objects.order_by("pk").values_list("prepared", flat=True)) == prepared
