"""The first versions of the reports that are there: in a transaction of its own, as PostgreSQL wants it."""

import hashlib
import json

from django.db import migrations
from django.utils import timezone

AT_ONCE = 200
FIELDS = ("title", "language", "summary", "report_type_id", "category_id", "unit_id", "period_id", "byline", "attribution")


def keep(apps, schema_editor):
    """Keep each report as it stands, so that the first edit after the upgrade can be taken back."""
    Report, Revision = apps.get_model("reports", "Report"), apps.get_model("reports", "Revision")
    last = 0
    while rows := list(
        Report.objects.filter(pk__gt=last)
        .order_by("pk")
        .only(*FIELDS, "status", "changed_at")
        .prefetch_related("sections__points", "report_tags__tag")[:AT_ONCE]
    ):
        Revision.objects.bulk_create(version(Revision, row) for row in rows)
        last = rows[-1].pk


def version(Revision, row):
    content = {field.removesuffix("_id"): getattr(row, field) for field in FIELDS}
    content["tags"] = sorted(link.tag.name for link in row.report_tags.all())
    content["sections"] = [
        [
            part.kind,
            part.marker,
            part.heading,
            part.body,
            part.closing,
            [[point.marker, point.heading, point.text] for point in part.points.all()],
        ]
        for part in row.sections.all()
    ]
    compact = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Revision(
        number=row.pk,
        kind="found",
        title=row.title,
        unit_id=row.unit_id,
        status=row.status,
        content=content,
        digest=hashlib.sha256(compact.encode()).hexdigest(),
        made_at=timezone.now(),
        public_at=row.changed_at if row.status == "published" else None,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0019_revisions'),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
