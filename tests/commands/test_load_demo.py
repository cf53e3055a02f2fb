"""The demo content: loaded once through the real importer, complete, and not twice."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from reports.enums import PeriodKind, ReportStatus, Role
from reports.models import Category, Collection, Report, ReportType, SidebarEntry, Topic, Unit, User
from tests.test_listings import by_hand, stored


def run(**options):
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_demo_is_loaded_completely_and_only_once(client):
    said = run(password="a-long-password")
    reports = Report.objects.select_related("period", "unit")
    assert said == f"{reports.count()} demo reports loaded."
    assert reports.count() >= 48
    assert set(reports.values_list("status", flat=True)) == {ReportStatus.PUBLISHED}
    assert {language: reports.filter(language=language).exists() for language in ("zh", "en")} == {
        "zh": True,
        "en": True,
    }
    assert max(Unit.objects.values_list("depth", flat=True)) >= 3
    assert Unit.objects.count() >= 14
    assert Category.objects.count() >= 12
    assert (Collection.objects.count() >= 5, Topic.objects.count() >= 3) == (True, True)
    disclosure = ReportType.objects.get(slug="information-disclosure-annual-report")
    assert [part.heading for part in disclosure.parts.filter(is_required=True)][::5] == [
        "总体情况",
        "其他需要报告的事项",
    ]
    quarters = {report.period.code for report in reports if report.period and report.period.kind == PeriodKind.QUARTER}
    assert {"2024-q4", "2025-q1", "2025-q2", "2025-q3", "2025-q4", "2026-q1", "2026-q2", "2026-q3"} <= quarters
    assert reports.filter(unit=None).count() == 0
    assert all(report.prepared and report.excerpt for report in reports)
    assert stored() == by_hand()
    assert set(SidebarEntry.objects.values_list("shelf", flat=True)) == {
        "previous", "next", "part_before", "part_after", "related", "recommended", "popular",
    }  # fmt: skip
    values = {"username": "editor", "password": "a-long-password"}
    assert client.post(reverse("admin:login"), values).headers["Location"] == reverse("admin:index")
    assert client.get("/admin/reports/report/").status_code == 200
    assert client.get("/admin/reports/user/").status_code == 403

    before = list(Report.objects.order_by("pk").values())
    assert run(password="another-password") == "The demo content is there already."
    assert list(Report.objects.order_by("pk").values()) == before
    assert User.objects.get(username="editor").check_password("a-long-password")
    members = User.objects.exclude(username="editor").order_by("pk").values_list("username", "memberships__role")
    assert [role for _name, role in members] == list(Role)
    assert User.objects.get(username="author").memberships.get().unit.slug == "liuqiao-town"
    assert User.objects.get(username="administrator").memberships.get().unit is None
