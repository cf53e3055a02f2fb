"""gunicorn's settings, for `make demo` and for production."""

import multiprocessing
import os

bind = os.environ.get("SUMMARIES_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("SUMMARIES_WORKERS", str(min(4, multiprocessing.cpu_count() + 1))))
threads = 2
worker_class = "gthread"
preload_app = True
# A worker is replaced now and then, so that a leak anywhere cannot grow for ever.
max_requests = 20_000
max_requests_jitter = 2_000
timeout = 30
accesslog = None
control_socket_disable = True
