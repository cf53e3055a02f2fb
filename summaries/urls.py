"""Root addresses: the visitor's site under a language prefix, the admin and the addresses for programs beside it."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("", include("reports.machine_urls")),
    *i18n_patterns(path("", include("reports.urls"))),
]
handler400 = "reports.views.errors.bad_request"
handler403 = "reports.views.errors.not_permitted"
handler404 = "reports.views.errors.page_not_found"
handler500 = "reports.views.errors.server_error"
