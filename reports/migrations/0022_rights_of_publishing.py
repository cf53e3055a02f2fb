"""Who could publish by changing reports still can; in a transaction of its own, as PostgreSQL wants it."""

from django.db import migrations


def grant(apps, schema_editor):
    """Give the permission to publish to users and groups that may change reports: so far, that was the same."""
    Permission = apps.get_model("auth", "Permission")
    change = Permission.objects.filter(content_type__app_label="reports", codename="change_report").first()
    if change is None:
        return
    publish, _is_new = Permission.objects.get_or_create(
        content_type=change.content_type,
        codename="publish_report",
        defaults={"name": "Can publish and withdraw report"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(permissions=change):
        group.permissions.add(publish)
    for user in apps.get_model("reports", "User").objects.filter(user_permissions=change):
        user.user_permissions.add(publish)


def make_drafts(apps, schema_editor):
    """What was returned is a draft for those who know no returning."""
    apps.get_model("reports", "Report").objects.filter(status="returned").update(status="draft")


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('reports', '0021_roles_and_events'),
    ]

    operations = [
        migrations.RunPython(grant, make_drafts),
    ]
