"""Reports on the same subject, judged on the demo content by people's labels."""

import pytest
from django.core.management import call_command

from reports.discovery.subjects import same_subject
from reports.models import Report

FIRST = 5
ON_SUBJECT = 4
SUBJECTS = {
    "beacon-annual": "company treatment network customers safety",
    "chaling-water": "works-of-a-village town",
    "collection-health": "health",
    "collection-liuqiao-community": "community town",
    "collection-sanitation": "sanitation town community",
    "customer-service": "customers",
    "dongjie": "community",
    "env": "sanitation",
    "health": "health",
    "hewan": "community sanitation",
    "hse": "safety",
    "linxi-county": "county town health",
    "liuqiao": "town",
    "network-repair": "network",
    "northfield": "treatment",
    "operations-annual": "company treatment network",
    "shitang": "town county",
}
"""What the reports of each demo document are about, by the beginning of its name."""

SUBJECTS_BY_TITLE = {
    "Filter 5": "treatment",
    "Mill Lane": "network",
    "Dead-End": "network",
    "Near-Miss": "safety",
    "Bill Layout": "customers",
    "Training": "training",
    "HSE Department": "safety",
    "Customer Service Department": "customers",
    "Operations Department": "network treatment",
}
"""For collections of reports on several subjects."""


def subjects_of(report):
    found = set()
    for beginning, subjects in SUBJECTS.items():
        if report.source.name.startswith(beginning):
            found |= set(subjects.split())
    for words, subjects in SUBJECTS_BY_TITLE.items():
        if words in report.title:
            found |= set(subjects.split())
    return found


@pytest.mark.django_db
def test_of_the_first_five_four_are_on_the_subject_where_so_many_are():
    call_command("load_demo", password="a-long-password", verbosity=0)
    reports = {report.pk: report for report in Report.objects.select_related("source").with_tags()}
    subjects = {pk: subjects_of(report) for pk, report in reports.items()}
    assert all(subjects.values())
    found = same_subject(list(reports.values()), FIRST)
    shares, weak = [], []
    for pk, report in reports.items():
        others = [other for other in reports.values() if other.pk != pk and other.language == report.language]
        if sum(bool(subjects[other.pk] & subjects[pk]) for other in others) < FIRST:
            continue
        hits = sum(bool(subjects[other.report] & subjects[pk]) for other in found[pk])
        shares.append(hits / FIRST)
        if hits < ON_SUBJECT:
            weak.append((report.title, [reports[other.report].title for other in found[pk]]))
    assert len(shares) > 50
    assert sum(shares) / len(shares) >= ON_SUBJECT / FIRST
    assert len(weak) <= len(shares) // 10, weak
