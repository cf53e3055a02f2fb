"""Import files into structured reports."""

import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import ImportOutcome, ReportStatus
from reports.importer import (
    Died,
    Found,
    Gathering,
    KnownNames,
    Parsed,
    Parser,
    ReadyImport,
    StoredImport,
    StoringOptions,
    plan_new,
    plan_ready,
    run_in_order,
    seldom_collecting,
    settled_fingerprints,
    store_ready,
    stored_before,
)
from reports.management.console import JsonList, Progress
from reports.management.tally import Settled, Tally
from reports.models import Category, Source
from reports.workflow import (
    NONE_HELD,
    PAGES_AT_ONCE,
    Held,
    complete_pages,
    held_back,
    note_overrides,
    publish_many,
)

BATCH = 25
BATCH_BYTES = 1024 * 1024
BATCH_SECONDS = 1.0
"""Sources that are stored in one transaction: a few, so that other writers need not wait long."""

INTERRUPTED = 130
FOLLOWS = {ImportOutcome.CREATED, ImportOutcome.UPDATED, ImportOutcome.UNCHANGED}
WAITING = {ReportStatus.DRAFT, ReportStatus.IN_REVIEW}


class Command(BaseCommand):
    """Reads each document, stores its reports as drafts (or publishes them), and says what it did."""

    help = "Import documents (text, HTML, Markdown, Word) into structured reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare paths and options."""
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, a folder, a zip file, or - for standard input"
        )
        parser.add_argument("--name", default="", help="the file name of what comes by standard input")
        parser.add_argument("--dry-run", action="store_true", help="store nothing, only say what would be imported")
        parser.add_argument("--json", action="store_true", help="print the result as one JSON list")
        parser.add_argument(
            "--publish", action="store_true", help="publish the reports as well, and update published ones"
        )
        parser.add_argument(
            "--override",
            default="",
            metavar="REASON",
            help="with --publish: publish what the gate holds back too, for this reason, which the audit log keeps",
        )
        parser.add_argument("--category", metavar="SLUG", help="the category of all reports, whatever a page says")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="read documents in N processes")

    def handle(self, *, paths: list[str], **options: Any) -> None:  # noqa: ANN401
        """Import every document; the exit status is 1 if one of them could not be, 130 after Ctrl+C."""
        self.options = options
        self.has_tables = Source._meta.db_table in connection.introspection.table_names()
        self._check(paths)
        self.storing = StoringOptions(
            self._find_category(options["category"]),
            updates_published=options["publish"],
            overrides_gate=bool(options["override"]),
        )
        self.names, self.tally = KnownNames(), Tally(is_dry=options["dry_run"])
        self.progress = Progress(sys.stderr)
        self.json = JsonList(self.stdout) if options["json"] else None
        gathering = Gathering(paths, sys.stdin.buffer if "-" in paths else None, options["name"])
        try:
            with seldom_collecting():
                self._import(gathering)
                if options["publish"] and not options["dry_run"]:
                    self._complete_pages()
        except KeyboardInterrupt:
            self._stop(gathering.total)
        finally:
            self.progress.clear()
            if self.json:
                self.json.close()
        self._conclude(gathering.passed_over)

    def _check(self, paths: Sequence[str]) -> None:
        if self.options["jobs"] < 1:
            raise CommandError(_("--jobs wants a number from 1."))
        if paths.count("-") > 1:
            raise CommandError(_("Standard input can be read once only."))
        if self.options["name"] and "-" not in paths:
            raise CommandError(_("--name is the name of what comes by standard input; give - as a path."))
        if self.options["override"] and not self.options["publish"]:
            raise CommandError(_("--override is a reason to publish; give --publish as well."))
        if not self.has_tables and (self.options["category"] or not self.options["dry_run"]):
            raise CommandError(_("The database has no tables yet. Run “manage.py migrate” first."))

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

    # Reading and storing

    def _import(self, gathering: Gathering) -> None:
        parser = Parser(
            units=tuple(self.names.unit_names) if self.has_tables else (),
            # What is known need not be read again, unless its content is asked for.
            known=settled_fingerprints() if self.has_tables and not self.json else frozenset(),
            gives_output=self.json is not None,
            makes_pages=not self.options["dry_run"],
            asks_gate=self.options["publish"],
        )
        batch: list[tuple[Found, Parsed]] = []
        started = time.monotonic()
        with closing(run_in_order(parser, gathering, self.options["jobs"], Found.size)) as results:
            for found, result in results:
                batch.append((found, Parsed(self._why(result)) if isinstance(result, Died) else result))
                size = sum(parsed.size for _found, parsed in batch)
                if len(batch) >= BATCH or size > BATCH_BYTES or time.monotonic() - started > BATCH_SECONDS:
                    self._settle(batch)
                    batch, started = [], time.monotonic()
                self.progress.show(self.tally.done, gathering.total, found.place)
        self._settle(batch)

    def _why(self, died: Died) -> str:
        if died.took_too_long:
            return _("Reading the file took too long; it was given up.")
        return _("The process that read the file ended, perhaps for want of memory.")

    def _settle(self, batch: Sequence[tuple[Found, Parsed]]) -> None:
        """Store a batch and tell what became of each document of it, in order."""
        known = stored_before([parsed.fingerprint for _found, parsed in batch if parsed.is_known])
        ready = iter(self._store([pair for pair in batch if pair[1].ready]))
        for found, parsed in batch:
            if parsed.ready:
                self._tell(next(ready))
            elif parsed.is_known:
                self._tell(self._settle_known(found, parsed, known.get(parsed.fingerprint)))
            else:
                self._tell(Settled(found, parsed, refusal=parsed.refusal))

    def _store(self, batch: Sequence[tuple[Found, Parsed]]) -> list[Settled]:
        """Store a batch in one transaction; where that fails, each document in its own."""
        ready = [parsed.ready for _found, parsed in batch if parsed.ready]
        try:
            if self.options["dry_run"]:
                return [Settled(*pair, self._plan(one)) for pair, one in zip(batch, ready, strict=True)]
            with transaction.atomic():
                stored = store_ready(ready, self.storing, self.names)
                published, held = self._publish(stored, _checked(ready, stored))
        except OperationalError as error:
            raise self._failed(error) from error
        except Exception as error:
            # It may hold units and categories that are gone again.
            self.names.clear()
            if len(batch) > 1:
                return [row for one in batch for row in self._store([one])]
            return [self._refused(*batch[0], error)]
        return [Settled(*pair, one, published, held=held) for pair, one in zip(batch, stored, strict=True)]

    def _plan(self, ready: ReadyImport) -> StoredImport:
        if self.has_tables:
            return plan_ready(ready, self.storing, self.names)
        return plan_new(ready, self.storing)

    def _settle_known(self, found: Found, parsed: Parsed, stored: StoredImport | None) -> Settled:
        try:
            published, held = self._publish([stored] if stored and not self.options["dry_run"] else [])
        except OperationalError as error:
            raise self._failed(error) from error
        except Exception as error:
            return self._refused(found, parsed, error)
        return Settled(found, parsed, stored, published, held=held)

    def _refused(self, found: Found, parsed: Parsed, error: Exception) -> Settled:
        return Settled(found, parsed, refusal=_("It could not be stored: %(error)s") % {"error": error})

    def _failed(self, error: Exception) -> CommandError:
        """What is raised where all the others would fail the same way: no room, no connection, somebody else's lock."""
        text = _("The database fails (%(error)s). What is stored is whole; the same command does the rest.")
        return CommandError(text % {"error": error})

    def _publish(self, stored: Iterable[StoredImport], checked: Held = NONE_HELD) -> tuple[frozenset[int], Held]:
        """Publish what is to be published, return the keys of the reports, and what the gate found in all others.

        `checked` is what it found before they were stored. What an editor withdrew stays withdrawn.
        """
        if not self.options["publish"]:
            return frozenset(), {}
        rows = [(row.outcome, row.report) for one in stored for row in one.outcomes if row.report]
        waiting = [report for outcome, report in rows if outcome in FOLLOWS and report.status in WAITING]
        override = self.options["override"]
        if override:
            updated = [report for outcome, report in rows if outcome is ImportOutcome.UPDATED]
            public = [report for report in updated if report.status == ReportStatus.PUBLISHED]
            note_overrides(public, held_back(public), override)
        held = publish_many(waiting, override=override, checked=checked) if waiting else {}
        return frozenset(report.pk for report in waiting if report.pk not in held), held

    def _complete_pages(self) -> None:
        for done, left in enumerate(complete_pages(), start=1):
            self.progress.show(done, done + left // PAGES_AT_ONCE, _("pages"))

    # Telling

    def _tell(self, row: Settled) -> None:
        self.progress.clear()
        if row.refusal:
            self.stderr.write(self.style.ERROR(f"{row.found.path or row.found.place}: {row.refusal}"))
        if self.json:
            self.json.add(row.to_json())
        elif not row.refusal and self.options["verbosity"]:
            for line in self.tally.lines(row):
                self.stdout.write(line)
        self.tally.add(row)

    def _stop(self, total: int) -> None:
        # The only thing that is said: no second interruption, no traceback.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.progress.clear()
        done = {"done": self.tally.done, "total": total}
        text = _("Stopped after %(done)d of %(total)d files. What is stored is whole; the same command does the rest.")
        self.stderr.write(text % done)
        sys.exit(INTERRUPTED)

    def _conclude(self, passed_over: int) -> None:
        if not self.json and self.options["verbosity"]:
            self.stdout.write("")
            for line in self.tally.table(passed_over):
                self.stdout.write(line)
            if self.options["dry_run"]:
                self.stdout.write(_("Nothing was stored."))
        if refused := self.tally.refused:
            raise CommandError(
                ngettext("%(number)d file was not imported.", "%(number)d files were not imported.", refused)
                % {"number": refused}
            )


def _checked(ready: Sequence[ReadyImport], stored: Sequence[StoredImport]) -> Held:
    """What the gate found in new reports before they were stored, by their keys."""
    return {
        row.report.pk: blocking
        for source, one in zip(ready, stored, strict=True)
        for row in one.outcomes
        if row.outcome is ImportOutcome.CREATED and row.report and row.place is not None
        if (blocking := source.parts[row.place].blocking) is not None
    }
