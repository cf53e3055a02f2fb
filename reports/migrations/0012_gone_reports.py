"""When a report last changed in public, and the reports that the public could read once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0011_search_tiers'),
    ]

    operations = [
        migrations.CreateModel(
            name='GoneReport',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('language', models.CharField(choices=[('zh', 'Chinese'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('gone_at', models.DateTimeField(verbose_name='gone since')),
                ('note', models.TextField(blank=True, verbose_name='public note')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gone_reports', to='reports.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'report that is gone',
                'verbose_name_plural': 'reports that are gone',
                'indexes': [models.Index(fields=['gone_at', 'number'], name='gonereport_in_time')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='gonereport_has_a_title'),
                    models.CheckConstraint(condition=models.Q(('language__in', ['zh', 'en'])), name='gonereport_language_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='report',
            name='changed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('status', 'published')), fields=['changed_at', 'id'], name='report_changed'),
        ),
    ]
