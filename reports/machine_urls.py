"""Addresses for programs; they bear no language prefix."""

from django.urls import path

from reports.views import machines, sharing

app_name = "machines"
urlpatterns = [
    path("card-<slug:language>.png", sharing.site_card, name="site-card"),
    path("reports/<int:pk>/card.png", sharing.report_card, name="report-card"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", machines.sitemap, name="sitemap"),
]
