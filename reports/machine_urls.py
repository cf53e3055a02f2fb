"""Addresses for programs; they bear no language prefix."""

from django.urls import path, re_path

from reports.views import machines, oai, sharing
from reports.views.api import collections as api_collections
from reports.views.api import reports as api_reports
from reports.views.api import structure

app_name = "machines"
urlpatterns = [
    path("card-<slug:language>.png", sharing.site_card, name="site-card"),
    path("reports/<int:pk>/card.png", sharing.report_card, name="report-card"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", machines.sitemap, name="sitemap"),
    path("oai/", oai.oai, name="oai"),
    path("api/v1/", structure.root, name="api-root"),
    path("api/v1/openapi.json", structure.description, name="api-description"),
    path("api/v1/reports", api_reports.report_list, name="api-reports"),
    path("api/v1/reports/<int:pk>", api_reports.report_detail, name="api-report"),
    path("api/v1/search", api_reports.search, name="api-search"),
    path("api/v1/units", structure.unit_list, name="api-units"),
    path("api/v1/categories", structure.category_list, name="api-categories"),
    path("api/v1/periods", structure.period_list, name="api-periods"),
    path("api/v1/collections", api_collections.collection_list, name="api-collections"),
    path("api/v1/collections/<int:pk>", api_collections.collection_detail, name="api-collection"),
    path("api/v1/tags", structure.tag_list, name="api-tags"),
    re_path("^api(?:/.*)?$", structure.nothing),
]
