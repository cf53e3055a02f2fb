"""The app's registration with Django."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _
from taggit import apps as taggit_apps


class ReportsConfig(AppConfig):
    """The one app of the project."""

    name = "reports"
    verbose_name = _("Content")
    default_auto_field = "django.db.models.BigAutoField"


class EditorsAdminConfig(admin_apps.AdminConfig):
    """Django's admin, on the project's own site."""

    default = False
    default_site = "reports.signing_in.site.EditorsSite"


class TagsConfig(taggit_apps.TaggitAppConfig):
    """The library's tags, under the name that editors know them by."""

    default = False
    verbose_name = _("Content")
