"""Types of reports as editors lay them down."""

import pytest
from django.urls import reverse

from reports.models import ReportType
from tests.admin.forms import errors_of, read_form
from tests.factories import make_report


def test_a_type_is_made_with_parts_that_come_in_the_order_written(editor_client):
    address = reverse("admin:reports_reporttype_add")
    data = read_form(editor_client.get(address)) | {
        "name_en": "Annual report", "slug": "annual", "parts-TOTAL_FORMS": "2",
        "parts-0-kind": "work_done", "parts-0-heading": "总体情况",
        "parts-0-is_required": "on", "parts-0-least_length": "150",
        "parts-1-kind": "problems", "parts-1-heading": "", "parts-1-least_length": "0",
    }  # fmt: skip
    response = editor_client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    made = ReportType.objects.get(slug="annual")
    assert list(made.parts.values_list("position", "kind", "heading", "is_required", "least_length")) == [
        (1, "work_done", "总体情况", True, 150),
        (2, "problems", "", False, 0),
    ]


def test_a_type_that_reports_are_of_is_not_deleted(editor_client):
    kept = ReportType.objects.create(name_en="Annual report", slug="annual")
    report = make_report(status="draft", report_type=kept)
    page = editor_client.post(reverse("admin:reports_reporttype_delete", args=[kept.pk]), {"post": "yes"})
    assert ReportType.objects.filter(pk=kept.pk).exists()
    assert str(report) in page.content.decode()


@pytest.mark.django_db
def test_a_form_of_a_report_offers_the_types(editor_client):
    ReportType.objects.create(name_en="Annual report on floods", slug="floods")
    page = editor_client.get(reverse("admin:reports_report_add")).content.decode()
    assert "Annual report on floods" in page
