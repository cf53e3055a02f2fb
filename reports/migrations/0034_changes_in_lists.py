from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def date_lists_of_units(apps, schema_editor):
    """Tell the lists of units when their reports last changed."""
    Report, ListingEntry = apps.get_model("reports", "Report"), apps.get_model("reports", "ListingEntry")
    changed = Report.objects.filter(pk=OuterRef("report")).values("changed_at")
    ListingEntry.objects.filter(scope__startswith="unit:").update(changed_at=Subquery(changed))


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0033_erased_versions'),
    ]

    operations = [
        migrations.AddField(
            model_name='listingentry',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='listingentry',
            index=models.Index(condition=models.Q(('changed_at__isnull', False)), fields=['scope', 'changed_at', 'report'], name='listing_changed'),
        ),
        migrations.RunPython(date_lists_of_units, migrations.RunPython.noop),
    ]
