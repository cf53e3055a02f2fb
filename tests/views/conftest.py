"""A small site: one public report in every place, and one that is hidden in each of them too."""

from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.db import transaction
from taggit.models import Tag

from reports.enums import ReportStatus, SectionKind
from reports.models import Report
from reports.workflow import PointDraft, SectionDraft
from tests.factories import make_category, make_collection, make_report, make_source, make_topic, make_unit, work

SHOWN, HIDDEN = "Drains of the third quarter", "Secret plan of the third quarter"


@pytest.fixture(scope="module")
def made_site(shared_rows):
    return make_site()


@pytest.fixture
def site(made_site, db):
    return deepcopy(made_site)


def make_site():
    category = make_category(name_zh="环境卫生", parent=make_category("Public health"), description_zh="沟渠与街巷。")
    unit = make_unit(name_zh="柳桥镇", parent=make_unit("Linxi County"), short_name_zh="柳桥", kind="town")
    collection = make_collection(
        introduction="Two reports.", introduction_html="<p>Two reports.</p>", category=category
    )
    values = {
        "category": category,
        "unit": unit,
        "period": "2024-q3",
        "tags": ["卫生", "drains"],
        "collection": collection,
    }
    sections = [
        SectionDraft(
            SectionKind.WORK_DONE,
            "一、",
            "Main work",
            "Opening words.",
            [PointDraft("（一）", "Gullies", "Nine cleared.")],
            "Closing words.",
        ),
        SectionDraft(SectionKind.NEXT_STEPS, "", "", "More gullies next quarter."),
    ]
    source = make_source(name="page.html", url="https://source.example/page")
    more = {
        "summary": "Nine gullies.",
        "byline": "Signed by the office",
        "attribution": "From the county’s site",
        "source": source,
    }
    shown = make_report(SHOWN, sections=sections, position=1, is_recommended=True, **values, **more)
    hidden = make_report(
        HIDDEN, sections=sections, position=2, status=ReportStatus.DRAFT, is_recommended=True, **values
    )
    before = make_report("Drains of the second quarter", unit=unit, period="2024-q2", category=category)
    make_report(
        "Roads of the county",
        "Repaving.",
        unit=unit.__class__.objects.get(slug="linxi-county"),
        period="2024-q3",
        status=ReportStatus.WITHDRAWN,
    )
    return SimpleNamespace(
        shown=Report.objects.get(pk=shown.pk),
        hidden=Report.objects.get(pk=hidden.pk),
        before=before,
        category=category,
        unit=unit,
        period=shown.period,
        collection=collection,
        tag=Tag.objects.get(name="卫生"),
        topic=make_topic(name_en="", name_zh="清洁的水", reports=[shown, hidden], description_zh="选文。"),
    )


@pytest.fixture(scope="module", params=[1, 3])
def filled(request, shared_rows):
    """One public report in the same places, and three."""
    with transaction.atomic():
        yield many(request.param)
        transaction.set_rollback(True)


def many(number):
    """Several public reports in the same places, with everything that a card shows."""
    category = make_category("Drains", make_category("Health"))
    make_category("Gullies", category)
    parent, collection = make_unit("County", make_unit("Province")), make_collection(category=category)
    made = [
        make_report(
            f"Report {place}",
            sections=[work("Nine drains.", "One.", "Two."), work("Next.", kind=SectionKind.NEXT_STEPS)],
            category=category,
            unit=make_unit(f"Town {place}", parent),
            period=f"2024-m{place % 12 + 1:02d}",
            tags=["drains", f"tag {place}"],
            collection=collection,
            position=place + 1,
            is_recommended=True,
        )
        for place in range(number)
    ]
    topic = make_topic("Clean water", made)
    return SimpleNamespace(
        reports=made,
        first=made[0],
        category=category,
        unit=parent,
        collection=collection,
        topic=topic,
        tag=Tag.objects.get(name="drains"),
    )
