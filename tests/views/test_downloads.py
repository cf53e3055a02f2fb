"""Files to take away: their content, names, headers, and what never stands in them."""

import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from reports import workflow
from reports.models import Unit
from reports.views.downloads import attachment
from tests.factories import make_report
from tests.views.conftest import HIDDEN, SHOWN

pytestmark = pytest.mark.django_db

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def words_of(response):
    """The text of a file, whatever its format."""
    if response.headers["Content-Type"] == MEDIA["docx"]:
        return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(response.content)).paragraphs)
    return response.content.decode()


def address(name, *arguments):
    return reverse(f"reports:{name}", args=arguments)


@pytest.mark.parametrize("ending", MEDIA)
def test_report_is_given_as_a_file_in_each_format(client, site, ending):
    response = client.get(address("report-download", site.shown.pk, ending))
    text = words_of(response)
    assert response.headers["Content-Type"] == MEDIA[ending]
    assert all(
        part in text for part in [SHOWN, "柳桥镇", "Main work", "Gullies", "Nine cleared.", "From the county’s site"]
    )
    assert f"http://testserver/en/reports/{site.shown.pk}/" in text
    assert HIDDEN not in text


def test_file_is_named_after_the_report_in_any_script(client):
    report = make_report("柳桥镇：工作/总结 2024", language="zh")
    header = client.get(address("report-download", report.pk, "docx")).headers["Content-Disposition"]
    assert header == (
        f'attachment; filename="report-{report.pk}.docx"; '
        "filename*=UTF-8''%E6%9F%B3%E6%A1%A5%E9%95%87%EF%BC%9A%E5%B7%A5%E4%BD%9C%20%E6%80%BB%E7%BB%93%202024.docx"
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('a"b\\c', "a%20b%20c.md"),
        ("..\u202egpj.exe", "gpj.exe.md"),
        ("???", "plain.md"),
        ("x" * 300, "x" * 80 + ".md"),
    ],
)
def test_names_of_files_hold_nothing_that_misleads(title, name):
    assert attachment(title, "plain", "md") == f"attachment; filename=\"plain.md\"; filename*=UTF-8''{name}"


def test_unchanged_file_is_not_sent_again_and_a_changed_one_is(client, site):
    place = address("report-download", site.shown.pk, "md")
    first = client.get(place)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in first.headers.get("Vary", "")
    assert first.headers["X-Robots-Tag"] == "noindex"
    assert first.headers["Link"] == f'<http://testserver/en/reports/{site.shown.pk}/>; rel="canonical"'
    headers = {"If-None-Match": first.headers["ETag"]}
    again = client.get(place, headers=headers)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
    Unit.objects.filter(pk=site.unit.pk).update(name_zh="柳桥街道")
    changed = client.get(place, headers=headers)
    assert changed.status_code == 200
    assert "柳桥街道" in changed.content.decode()
    assert client.get(place, headers={"If-None-Match": '"other"'}).status_code == 200


def test_formats_have_tags_of_their_own(client, site):
    tags = {client.get(address("report-download", site.shown.pk, ending)).headers["ETag"] for ending in MEDIA}
    assert len(tags) == 3


@pytest.mark.parametrize("ending", MEDIA)
def test_drafts_are_for_nobody(client, editor_client, site, ending):
    for visitor in (client, editor_client, Client()):
        assert visitor.get(address("report-download", site.hidden.pk, ending)).status_code == 404
    workflow.withdraw_report(site.shown)
    assert client.get(address("report-download", site.shown.pk, ending)).status_code == 404


def test_unknown_format_and_unknown_report_are_not_found(client, site):
    assert client.get(address("report-download", site.shown.pk, "exe")).status_code == 404
    assert client.get(address("report-download", 10**9, "md")).status_code == 404
    assert client.post(address("report-download", site.shown.pk, "md")).status_code == 405


def test_json_is_the_documented_object(client, site):
    found = json.loads(client.get(address("report-download", site.shown.pk, "json")).content)
    assert found["schema"] == "summaries-report/1"
    assert [section["kind"] for section in found["sections"]] == ["work_done", "next_steps"]
