"""Files that take seconds to make: one at a time on a machine, and kept, so that readers cannot tie its workers up."""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

logger = logging.getLogger(__name__)

SECONDS_TO_WAIT = 5
"""After which a reader may ask again."""


class MakingAnother(Exception):
    """Another file is being made on this machine."""


def kept_or_made(key: str, make: Callable[[], bytes]) -> bytes:
    """Return the file that is kept under a key, else make and keep it; raises MakingAnother where it is not its turn.

    The key says all that the file is made of: nothing is ever out of date, and what nobody asks for goes in time.
    """
    files = caches["files"]
    kept: bytes | None = files.get(key)
    if kept is not None:
        return kept
    with _turn():
        made = make()
    try:
        files.set(key, made)
    except OSError:
        logger.exception("A file that took long to make cannot be kept in %s", settings.FILES_DIR)
    return made


@contextmanager
def _turn() -> Iterator[None]:
    """Hold what only one process at a time may hold; the system frees it where the process is killed."""
    folder = Path(settings.FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "making").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MakingAnother from None
        yield
