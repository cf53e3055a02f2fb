"""What 0012 made room for, told of the reports that are there: in a transaction of its own, as PostgreSQL wants it."""

from django.db import migrations
from django.db.models import F

AT_ONCE = 2000


def remember(apps, schema_editor):
    """Date the published reports, and note those that were published once and are not now."""
    Report, GoneReport = apps.get_model("reports", "Report"), apps.get_model("reports", "GoneReport")
    Report.objects.filter(status="published").update(changed_at=F("updated_at"))
    gone = Report.objects.filter(published_at__isnull=False).exclude(status="published")
    rows = gone.values_list("pk", "title", "language", "unit_id", "updated_at")
    GoneReport.objects.bulk_create(
        (
            GoneReport(number=number, title=title, language=language, unit_id=unit, gone_at=moment)
            for number, title, language, unit, moment in rows
        ),
        batch_size=AT_ONCE,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0012_gone_reports'),
    ]

    operations = [
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
