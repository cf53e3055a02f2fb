"""The periods of reports that are gone and still have a row: in a transaction of its own, as PostgreSQL wants it."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def remember(apps, schema_editor):
    """Take the periods over from the withdrawn reports."""
    Report, GoneReport = apps.get_model("reports", "Report"), apps.get_model("reports", "GoneReport")
    period = Report.objects.filter(pk=OuterRef("pk")).values("period")[:1]
    GoneReport.objects.filter(period=None).update(period=Subquery(period))


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0016_old_addresses'),
    ]

    operations = [
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
