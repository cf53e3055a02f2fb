"""The small site of the pages' tests."""

from tests.views.conftest import site

__all__ = ["site"]
