"""Load the demo content through the real importer."""

import json
import random
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from reports.discovery import count_view, flush_views
from reports.enums import Role
from reports.importer import Choice, KnownNames, StoringOptions, import_document, store_import
from reports.models import Category, Report, ReportType, ReportTypePart, Topic, TopicEntry, Unit, UnitAlias, User
from reports.workflow import publish_report, refresh_sidebars

DEMO = Path(__file__).resolve().parents[2] / "demo"
EDITOR = "editor"
MEMBERS = (
    ("author", "谭小满", Role.AUTHOR, "liuqiao-town"),
    ("reviewer", "葛立群", Role.EDITOR, "linxi-county"),
    ("publisher", "Ines Halvorsen", Role.PUBLISHER, "linxi-county"),
    ("administrator", "Owen Tredwell", Role.ADMINISTRATOR, None),
)
"""One person of each role, with a name and the slug of their unit; None is the whole site."""

READER = "Mozilla/5.0 (demo reader)"


class Command(BaseCommand):
    """Makes categories, units and topics, imports and publishes the demo documents, creates an editor and members."""

    help = "Load the demo content; running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the password of the people."""
        parser.add_argument(
            "--password", help=f"make “{EDITOR}” and one user of each role with this password if there are none"
        )

    @transaction.atomic
    def handle(self, *, password: str | None, **_options: Any) -> None:  # noqa: ANN401
        """Load everything in one transaction; what is there already stays as it is."""
        if password and not User.objects.filter(username=EDITOR).exists():
            self._make_editor(password)
        if Report.objects.filter(source__name=self._manifest()[0]["file"]).exists():
            self._make_members(password)
            self.stdout.write("The demo content is there already.")
            return
        structure = json.loads((DEMO / "structure.json").read_text(encoding="utf-8"))
        self._make_categories(structure["categories"], None)
        self._make_units(structure["units"], None)
        self._make_members(password)
        self._make_report_types(structure["report_types"])
        reports = self._import_documents()
        self._make_topics(structure["topics"])
        self._pretend_views(reports)
        refresh_sidebars(reports)
        self.stdout.write(f"{len(reports)} demo reports loaded.")

    def _manifest(self) -> list[dict[str, Any]]:
        return json.loads((DEMO / "manifest.json").read_text(encoding="utf-8"))

    def _make_editor(self, password: str) -> None:
        editors, _created = Group.objects.get_or_create(name="Editors")
        editors.permissions.set(
            Permission.objects.filter(content_type__app_label__in=["reports", "taggit"]).exclude(
                content_type__model="user"
            )
        )
        user = User.objects.create_user(EDITOR, password=password, is_staff=True, first_name="Marta Quill")
        user.groups.add(editors)

    def _make_members(self, password: str | None) -> None:
        for username, name, role, slug in MEMBERS:
            unit = Unit.objects.filter(slug=slug).first() if slug else None
            if password and (unit or slug is None) and not User.objects.filter(username=username).exists():
                user = User.objects.create_user(username, password=password, is_staff=True, first_name=name)
                user.memberships.create(role=role, unit=unit)

    def _make_categories(self, rows: Iterable[dict[str, Any]], parent: Category | None) -> None:
        for row in rows:
            values = self._names(row)
            node = Category.objects.add_child(parent, values) if parent else Category.objects.add_root(values)
            self._make_categories(row.get("children", []), node)

    def _make_units(self, rows: Iterable[dict[str, Any]], parent: Unit | None) -> None:
        for row in rows:
            values = self._names(row) | {
                "kind": row["kind"],
                "short_name_en": row.get("short_en", ""),
                "short_name_zh": row.get("short_zh", ""),
            }
            node = Unit.objects.add_child(parent, values) if parent else Unit.objects.add_root(values)
            UnitAlias.objects.bulk_create(UnitAlias(unit=node, name=name) for name in row.get("aliases", []))
            self._make_units(row.get("children", []), node)

    def _make_report_types(self, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            made = ReportType.objects.create(**self._names(row))
            ReportTypePart.objects.bulk_create(
                ReportTypePart(
                    report_type=made,
                    position=position,
                    kind=part["kind"],
                    heading=part.get("heading", ""),
                    is_required=part.get("required", True),
                    least_length=part.get("least", 0),
                    guidance=part.get("guidance", ""),
                )
                for position, part in enumerate(row["parts"], start=1)
            )

    def _names(self, row: dict[str, Any]) -> dict[str, str]:
        return {
            "slug": row["slug"],
            "name_en": row["en"],
            "name_zh": row["zh"],
            "description_en": row.get("about_en", ""),
            "description_zh": row.get("about_zh", ""),
        }

    def _import_documents(self) -> list[Report]:
        names = KnownNames()
        units = names.unit_names
        reports: list[Report] = []
        for row in self._manifest():
            data = (DEMO / "documents" / row["file"]).read_bytes()
            read = import_document(data, row["file"], units)
            tagged = {place: Choice(tags=row["tags"]) for place in range(len(read.reports))}
            stored = store_import(read, data, StoringOptions(choices=tagged), names=names)
            day = datetime.fromisoformat(row["published_on"])
            for report in stored.reports:
                report.is_recommended = row["is_recommended"] and report.position in {None, 1}
                report.save(update_fields=["is_recommended"])
                minutes = timedelta(minutes=10 * (report.position or 0))
                at = datetime.combine(day, time(9, 0), tzinfo=UTC) + minutes
                publish_report(report, at, with_sidebars=False)
                reports.append(report)
        return reports

    def _make_topics(self, rows: Iterable[dict[str, Any]]) -> None:
        for position, row in enumerate(rows):
            topic = Topic.objects.create(**self._names(row), position=position)
            found = [
                report
                for name in row["files"]
                for report in Report.objects.filter(source__name=name).order_by("position")
            ]
            TopicEntry.objects.bulk_create(
                TopicEntry(topic=topic, report=report, position=place) for place, report in enumerate(found)
            )

    def _pretend_views(self, reports: list[Report]) -> None:
        """Give the demo some readers, the same ones every time."""
        chance = random.Random(DEMO.name)  # noqa: S311
        for report in chance.sample(reports, k=min(24, len(reports))):
            for _view in range(chance.randint(3, 90)):
                count_view(READER, report.pk)
        flush_views()
