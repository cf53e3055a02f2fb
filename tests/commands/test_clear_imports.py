"""The command that clears abandoned imports away."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.models import ImportItem
from tests.importer.test_batches import PAGE, REPORT, read

pytestmark = pytest.mark.django_db


def clear(*arguments):
    out = StringIO()
    call_command("clear_imports", *arguments, stdout=out)
    return out.getvalue()


def test_imports_are_cleared_away_by_their_age():
    old, _young = read(REPORT, PAGE)
    ImportItem.objects.filter(pk=old.pk).update(used_at=timezone.now() - timedelta(days=100))
    assert clear("--days", "101") == "0 documents cleared away\n"
    assert clear() == "1 document cleared away\n"
    assert list(ImportItem.objects.values_list("state", flat=True)) == ["expired", "to_review"]


@pytest.mark.parametrize("days", ["-1", "x"])
def test_what_is_no_age_is_refused(days):
    with pytest.raises(CommandError):
        clear(f"--days={days}")
