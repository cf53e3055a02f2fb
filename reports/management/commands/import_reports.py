"""Import files into structured reports."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import ReportStatus
from reports.importer import ImportResult, KnownNames, StoringOptions, UnreadableSource, import_document, store_import
from reports.models import Category
from reports.workflow import publish_report

SUFFIXES = {".txt", ".md", ".html", ".htm"}
MAX_BYTES = 20 * 1024 * 1024


class Command(BaseCommand):
    """Reads each file, stores its reports as drafts (or publishes them), and says what it did."""

    help = "Import files (text, HTML, Markdown) into structured reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare paths and options."""
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a file, or a folder of files")
        parser.add_argument("--dry-run", action="store_true", help="store nothing, only say what would be imported")
        parser.add_argument("--json", action="store_true", help="print the result as one JSON list")
        parser.add_argument("--publish", action="store_true", help="publish the reports as well")
        parser.add_argument("--category", metavar="SLUG", help="the category of all reports, whatever a page says")

    def handle(self, *, paths: list[Path], **options: Any) -> None:  # noqa: ANN401
        """Import every file; the exit status is 1 if one of them could not be."""
        self.options = options
        self.category = self._find_category(options["category"])
        self.names = KnownNames()
        self.units = self.names.unit_names
        results, failures = [], 0
        for path in self._files(paths):
            try:
                results.append(self._import(path))
            except (UnreadableSource, OSError) as error:
                failures += 1
                reason = error.strerror if isinstance(error, OSError) else error
                self.stderr.write(self.style.ERROR(f"{path}: {reason}"))
        if options["json"]:
            self.stdout.write(json.dumps([result.to_json() for result in results], ensure_ascii=False, indent=1))
        if failures:
            raise CommandError(
                ngettext("%(number)d file was not imported.", "%(number)d files were not imported.", failures)
                % {"number": failures}
            )

    def _find_category(self, slug: str | None) -> Category | None:
        if slug is None:
            return None
        try:
            return Category.objects.get(slug=slug)
        except Category.DoesNotExist:
            known = ", ".join(Category.objects.values_list("slug", flat=True)[:20])
            raise CommandError(
                _("There is no category “%(slug)s”. Known are: %(known)s") % {"slug": slug, "known": known}
            ) from None

    def _files(self, paths: list[Path]) -> list[Path]:
        files: list[Path] = []
        for path in paths:
            if path.is_dir():
                inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
                files += [file for file in inside if file.name.lower() != "readme.md"]
            else:
                files.append(path)
        return files

    def _import(self, path: Path) -> ImportResult:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSource(
                _("The file is larger than %(limit)d MB; split it and import the parts.")
                % {"limit": MAX_BYTES // 1024 // 1024}
            )
        data = path.read_bytes()
        result = import_document(data, path.name, self.units)
        if not self.options["dry_run"]:
            self._store(path, data, result)
        elif not self.options["json"]:
            self._say(path, _("would import"), len(result.reports))
        return result

    def _store(self, path: Path, data: bytes, result: ImportResult) -> None:
        stored = store_import(result, data, StoringOptions(self.category), names=self.names)
        published = 0
        if self.options["publish"]:
            waiting = [report for report in stored.reports if report.status != ReportStatus.PUBLISHED]
            for report in waiting:
                publish_report(report)
            published = len(waiting)
        if self.options["json"]:
            return
        if stored.is_new:
            self._say(path, _("imported and published") if published else _("imported"), len(stored.reports))
        elif published:
            self._say(path, _("published"), published)
        else:
            self._say(path, _("unchanged"), len(stored.reports))

    def _say(self, path: Path, what: str, number: int) -> None:
        reports = ngettext("%(number)d report", "%(number)d reports", number) % {"number": number}
        self.stdout.write(f"{path.name}: {what}, {reports}")
