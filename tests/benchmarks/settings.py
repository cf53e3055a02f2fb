"""The site's own settings as they are in production, and the floors' addresses beside the site's."""

import os

os.environ.setdefault("SUMMARIES_SECRET_KEY", "key-of-the-benchmarks")
os.environ["SUMMARIES_DEBUG"] = "0"
os.environ["SUMMARIES_HTTPS"] = "0"
# The editor of the wizard's benchmark has no app that shows codes.
os.environ["SUMMARIES_TWO_FACTOR"] = "optional"

from summaries.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
