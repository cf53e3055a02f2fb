"""Addresses of the visitor's site; each stands under a language prefix."""

from django.urls import path, register_converter

from reports.converters import AnySlugConverter, PeriodConverter, SectionKindConverter
from reports.views import (
    alerts,
    collections,
    comparing,
    downloads,
    feeds,
    home,
    indexes,
    listings,
    previews,
    reports,
    search,
    sections,
    sharing,
    sources,
    suggestions,
    topics,
)

register_converter(AnySlugConverter, "any_slug")
register_converter(PeriodConverter, "period")
register_converter(SectionKindConverter, "section_kind")

app_name = "reports"
LISTS = {
    "reports/": "all",
    "categories/<any_slug:slug>/": "category",
    "units/<any_slug:slug>/": "unit",
    "periods/<period:value>/": "period",
    "tags/<any_slug:slug>/": "tag",
    "topics/<any_slug:slug>/": "topic",
    "sections/<section_kind:kind>/": "section",
    "search/": "search",
}
"""The lists that can be taken away and followed, by the address of their page."""

urlpatterns = [
    path("", home.home, name="home"),
    path("reports/", listings.report_list, name="report-list"),
    path("reports/<int:pk>/", reports.report_redirect, name="report-redirect"),
    path("reports/<int:pk>/download.<str:ending>", downloads.download_report, name="report-download"),
    path("reports/<int:pk>-<str:slug>/", reports.report_detail, name="report-detail"),
    path("reports/<int:pk>/compare/<int:other>/", comparing.report_compare, name="report-compare"),
    path("reports/<int:pk>/source/", sources.report_source, name="report-source"),
    path("preview/<str:token>/", previews.report_preview, name="report-preview"),
    path("sections/", sections.section_kinds, name="section-kinds"),
    path("sections/<section_kind:kind>/", sections.section_list, name="section-list"),
    path("collections/", indexes.collection_list, name="collection-list"),
    path(
        "collections/<int:pk>-<str:slug>/download.<str:ending>",
        downloads.download_collection,
        name="collection-download",
    ),
    path("collections/<int:pk>-<str:slug>/", collections.collection_detail, name="collection-detail"),
    path("categories/", indexes.category_list, name="category-list"),
    path("categories/<any_slug:slug>/", listings.category_detail, name="category-detail"),
    path("units/", indexes.unit_list, name="unit-list"),
    path("units/<any_slug:slug>/", listings.unit_detail, name="unit-detail"),
    path("periods/", indexes.period_list, name="period-list"),
    path("periods/<period:value>/", listings.period_detail, name="period-detail"),
    path("tags/", indexes.tag_list, name="tag-list"),
    path("tags/<any_slug:slug>/", listings.tag_detail, name="tag-detail"),
    path("site-map/", indexes.site_map, name="site-map"),
    path("topics/", topics.topic_list, name="topic-list"),
    path("topics/<any_slug:slug>/", topics.topic_detail, name="topic-detail"),
    path("search/", search.search, name="search"),
    path("alerts/", alerts.own_alerts, name="alert-link"),
    path("alerts/new/", alerts.new_alert, name="alert-new"),
    path("alerts/asked/", alerts.asked, name="alert-asked"),
    path("alerts/confirm/<str:token>/", alerts.confirm, name="alert-confirm"),
    path("alerts/manage/<str:token>/", alerts.manage, name="alert-manage"),
    path("alerts/unsubscribe/<str:token>/", alerts.unsubscribe, name="alert-unsubscribe"),
    path("opensearch.xml", sharing.opensearch, name="opensearch"),
    path("search/suggest/", suggestions.suggest, name="search-suggest"),
]
for _address, _sort in LISTS.items():
    urlpatterns += [
        path(f"{_address}download.<str:ending>", downloads.download_list, {"sort": _sort}, name=f"{_sort}-download"),
        path(f"{_address}feed.atom", feeds.follow, {"sort": _sort}, name=f"{_sort}-feed"),
    ]
