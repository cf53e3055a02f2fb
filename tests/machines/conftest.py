"""The small site of the pages' tests."""

import pytest

from tests.views.conftest import filled, make_site

__all__ = ["filled", "site"]


@pytest.fixture
def site(db):
    return make_site()
