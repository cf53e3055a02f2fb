"""Reports that editors put first for a query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import workflow
from reports.enums import ReportStatus
from reports.models import PromotedResult
from reports.queries import promoted_for
from tests.factories import make_report

pytestmark = pytest.mark.django_db


def promote(query, report, position=1):
    return PromotedResult.objects.create(query=query, report=report, position=position)


def test_promoted_reports_come_in_the_editors_order_for_any_spelling():
    second, first, other = make_report("Second"), make_report("First"), make_report("Other")
    promote("环境卫生", second, 2)
    promote("环境卫生", first, 1)
    promote("环境", other)
    assert promoted_for(" 環境衛生 ") == [first.pk, second.pk]
    assert promoted_for("环境卫生 2025") == promoted_for("") == promoted_for("\x00") == []


def test_reports_that_are_not_public_are_not_promoted():
    shown = make_report("Shown")
    promote("drains", shown, 2)
    promote("drains", make_report("Draft", status=ReportStatus.DRAFT))
    assert promoted_for("Drains") == [shown.pk]
    workflow.withdraw_report(shown)
    assert promoted_for("drains") == []


def test_promoted_reports_take_one_query():
    for place in range(3):
        promote("drains", make_report(), place)
    with CaptureQueriesContext(connection) as asked:
        assert len(promoted_for("drains")) == 3
    assert len(asked) == 1
