"""The small site of the pages' tests."""

import pytest

from tests.views.conftest import make_site


@pytest.fixture
def site(db):
    return make_site()
