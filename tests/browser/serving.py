"""The site for the browser, with time for every search: a busy machine shall not end one, and so change a page."""

import summaries.wsgi
from reports.search import results

application = summaries.wsgi.application
results.LONGEST = 10_000
