"""What all tests share: users who are signed in, and a clean slate in memory."""

import os
import time

import pytest
from django.utils.translation import override
from hypothesis import settings

from reports.discovery import popular
from reports.queries import log
from reports.workflow import scheduling
from tests.factories import make_editor

settings.register_profile("suite", deadline=None, max_examples=150)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _nothing_left_of_other_tests():
    """A page leaves its language behind in the thread, and its view or query in memory, perhaps due to be written."""
    popular._views.clear()
    log._asked.clear()
    log._forgotten_on = None
    popular._last_flush = log._last_flush = time.monotonic()
    # No request looks for due reports by itself: the queries of pages are counted.
    scheduling._next_look = time.monotonic() + 3600
    with override("en"):
        yield


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Where nothing may be skipped, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SUMMARIES_NOTHING_SKIPPED") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
