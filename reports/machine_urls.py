"""Addresses for programs; they bear no language prefix."""

from django.urls import path

from reports.views import machines

app_name = "machines"
urlpatterns = [
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", machines.sitemap, name="sitemap"),
]
