"""Neighbours in a collection stand beside a report; an editor may let visitors read the original text."""

import reports.enums
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0014_alerts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='sidebarentry',
            name='sidebarentry_shelf_known',
        ),
        migrations.AddField(
            model_name='source',
            name='is_text_public',
            field=models.BooleanField(default=False, help_text='Visitors may read the original text and what was repaired in it, as soon as every report that was made from it is published.', verbose_name='original text is public'),
        ),
        migrations.AlterField(
            model_name='sidebarentry',
            name='shelf',
            field=models.CharField(choices=[('previous', 'Previous period'), ('next', 'Next period'), ('part_before', 'Previous part'), ('part_after', 'Next part'), ('related', 'Related reports'), ('recommended', 'Recommended'), ('popular', 'Popular')], max_length=12),
        ),
        migrations.AlterField(
            model_name='source',
            name='findings',
            field=models.JSONField(blank=True, default=dict, help_text='Breadcrumb, titles of other pages, warnings, repairs.', verbose_name='findings'),
        ),
        migrations.AddConstraint(
            model_name='sidebarentry',
            constraint=models.CheckConstraint(condition=models.Q(('shelf__in', [reports.enums.Shelf['PREVIOUS'], reports.enums.Shelf['NEXT'], reports.enums.Shelf['PART_BEFORE'], reports.enums.Shelf['PART_AFTER'], reports.enums.Shelf['RELATED'], reports.enums.Shelf['RECOMMENDED'], reports.enums.Shelf['POPULAR']])), name='sidebarentry_shelf_known'),
        ),
    ]
