"""A process killed in the middle of a save or of a publication: the database holds what it held before."""

import os
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from reports import workflow
from reports.models import Event, Figure, PreparedPage, Report, Revision, SearchEntry, Section
from tests.factories import make_report, work
from tests.processes import manage

pytestmark = pytest.mark.django_db(transaction=True)

DYING = """
import os, signal
from reports import workflow
from reports.models import Report, Revision
from reports.workflow import {module}
{module}.{function} = lambda *_args, **_options: os.kill(os.getpid(), signal.SIGKILL)
report = Report.objects.get(pk={report})
{action}
"""
SAVE = "workflow.write_sections(report, [workflow.SectionDraft('work_done', '', 'Work done', 'Half a text.')])"
CASES = {
    "save after the old text went": ("content", "_insert_text", SAVE),
    "publication after the public text was replaced": ("working_copies", "show", "workflow.publish_report(report)"),
}


@pytest.fixture
def elsewhere(tmp_path):
    """How another process reaches the test's database, and how the test reads it again afterwards."""
    if connection.vendor == "postgresql":
        address = urlsplit(os.environ["SUMMARIES_DATABASE_URL"])
        return urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}")), lambda: None
    path = tmp_path / "site.sqlite3"

    def copy(is_back):
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as file:
            pair = (file, connection.connection) if is_back else (connection.connection, file)
            pair[0].backup(pair[1])

    copy(is_back=False)
    return f"sqlite:///{path}", lambda: copy(is_back=True)


def state():
    models = (Report, Section, Figure, Revision, Event, PreparedPage, SearchEntry)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@pytest.fixture
def copy():
    public = make_report("Drains", "Nine drains were cleared.", tags=["drains"])
    copy = workflow.revise_report(public)
    workflow.write_sections(copy, [work("Ten drains were cleared and 4 pumps laid.")])
    return copy


@pytest.mark.parametrize("name", CASES)
def test_killed_in_the_middle_leaves_no_half_state(copy, elsewhere, name):
    module, function, action = CASES[name]
    address, read_again = elsewhere
    before = state()
    assert {"Nine drains were cleared.", "Ten drains were cleared and 4 pumps laid."} == {
        row["body"] for row in before["Section"]
    }
    code = DYING.format(module=module, function=function, report=copy.pk, action=action)
    ended = manage("shell", "-c", code, DATABASE_URL=address, SECRET_KEY="key-of-the-tests", HTTPS="0")
    assert ended.returncode == -9, ended.stderr
    read_again()
    assert state() == before
    workflow.publish_report(Report.objects.get(pk=copy.pk))
    assert "Ten drains" in str(Report.objects.get().prepared)
