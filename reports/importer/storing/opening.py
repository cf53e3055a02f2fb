"""Documents handed in by editors: kept until they are read, those in zip files one by one."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from reports.enums import ImportState
from reports.importer.archives import MAX_FILE, MAX_NAME, ArchivedFile, files_in, is_archive
from reports.models import Category, ImportBatch, User


@transaction.atomic
def open_batch(
    user: User, files: Iterable[tuple[str, bytes]], category: Category | None = None, note: str = ""
) -> ImportBatch:
    """Keep files for reading, those in zip files one by one; what cannot be read is kept as a name with the reason."""
    batch = ImportBatch.objects.create(created_by=user, category=category, note=note)
    documents = (file for name, data in files for file in _documents_in(name, data))
    for position, file in enumerate(documents, start=1):
        batch.items.create(
            position=position,
            name=file.name[-MAX_NAME:] or "?",
            content=None if file.refusal else file.data,
            size=len(file.data),
            state=ImportState.REFUSED if file.refusal else ImportState.WAITING,
            reason=file.refusal,
        )
    return batch


def _documents_in(name: str, data: bytes) -> Iterator[ArchivedFile]:
    """The documents in a file: itself, or those in a zip file; never none, so that nothing goes without a word."""
    if not is_archive(data):
        yield _checked(name, data)
        return
    is_empty = True
    for file in files_in(data):
        is_empty = False
        yield file
    if is_empty:
        yield ArchivedFile(name, refusal=_("No document was found in the packed file."))


def _checked(name: str, data: bytes) -> ArchivedFile:
    if len(data) <= MAX_FILE:
        return ArchivedFile(name, data)
    text = _("The file is larger than %(limit)d MB; split it and import the parts.")
    return ArchivedFile(name, refusal=text % {"limit": MAX_FILE // 1024 // 1024})
