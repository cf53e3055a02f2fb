"""What all tests share: users who are signed in, and a clean slate in memory."""

import pytest
from django.utils.translation import override
from hypothesis import settings

from reports.discovery import popular
from tests.factories import make_editor

settings.register_profile("suite", deadline=None, max_examples=150)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _nothing_left_of_other_tests():
    """A page leaves its language behind in the thread, and its view in memory."""
    popular._views.clear()
    with override("en"):
        yield


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client
