"""What all tests share: users who are signed in, and a clean slate in memory."""

import gc
import os
import time
from itertools import groupby

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import override
from hypothesis import HealthCheck, settings

from reports.admin import gate
from reports.admin.importing import batches
from reports.discovery import popular
from reports.management.commands import import_reports
from reports.queries import log
from reports.search import results
from reports.workflow import scheduling
from tests.factories import make_editor
from tests.processes import manage

# Where a run decides whether a change is taken, chance has no part in it; elsewhere new examples are tried each time.
settings.register_profile(
    "suite",
    deadline=None,
    max_examples=150,
    derandomize=bool(os.environ.get("SUMMARIES_NOTHING_SKIPPED")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")
# Less often than usual: rubbish is looked for in all that Django and the collected tests hold.
gc.set_threshold(50_000, 20, 20)


# A busy machine shall not end a test's search, nor put off its other work, and so change what it finds.
results.LONGEST = 10_000
batches.READING_TIME = gate.CHECKING_TIME = import_reports.BATCH_SECONDS = 600


@pytest.fixture(autouse=True)
def _nothing_left_of_other_tests():
    """A page leaves its language behind in the thread, and its view or query in memory, perhaps due to be written."""
    cache.clear()
    popular._views.clear()
    log._asked.clear()
    log._forgotten_on = None
    popular._last_flush = log._last_flush = time.monotonic()
    # No request looks for due reports by itself: the queries of pages are counted.
    scheduling._next_look = time.monotonic() + 3600
    with override("en"):
        yield


@pytest.fixture(scope="module")
def shared_rows(django_db_setup, django_db_blocker):
    """A transaction around tests of a module: the rows that a fixture of the module makes in it are made only once.

    Each test takes back what it changes in a transaction inside. Objects in memory are taken back by nobody, so that
    fixtures of rows hand out copies. Tests that ask for no such rows come first in their module and see none.
    """
    with django_db_blocker.unblock(), override("en"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    ordered = []
    for _module, tests in groupby(items, key=lambda item: item.path):
        ordered += sorted(tests, key=lambda item: "shared_rows" in item.fixturenames)
    items[:] = ordered


def pytest_collection_finish():
    gc.freeze()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """An SQLite file with empty tables, to be copied for processes with a site of their own."""
    folder = tmp_path_factory.mktemp("migrated")
    assert manage("migrate", "-v0", DATA_DIR=folder, DEBUG=1).stderr == ""
    return folder / "summaries.sqlite3"


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
