"""The site's settings for tests: a key, plain static files, a fast password hash."""

import os

os.environ.setdefault("SUMMARIES_SECRET_KEY", "key-of-the-tests")
os.environ.setdefault("SUMMARIES_HTTPS", "0")
# As in the demo: tests of the second step ask for it.
os.environ.setdefault("SUMMARIES_TWO_FACTOR", "optional")

from summaries.settings import *  # noqa: F403
from summaries.settings import CACHES, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {**CACHES, "files": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files straight from their folders: nothing has been collected.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
