"""Plain functions that make rows for tests; what a test does not name gets a sensible value."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from django.contrib.auth.models import Permission
from django.utils import timezone

from reports import workflow
from reports.alerts import Wish
from reports.enums import Language, ReportStatus, SectionKind
from reports.models import (
    Category,
    Collection,
    Period,
    Report,
    Source,
    Subscriber,
    Subscription,
    Topic,
    TopicEntry,
    Unit,
    User,
)
from reports.models.bilingual import free_slug
from reports.periods import CalendarPeriod
from reports.workflow import PointDraft, SectionDraft

FIRST_DAY = datetime(2025, 1, 6, 9, tzinfo=UTC)
READER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
_number = count(1)


def make_category(name_en: str = "", parent: Category | None = None, **values) -> Category:
    return _make_node(Category, name_en, parent, values)


def make_unit(name_en: str = "", parent: Unit | None = None, **values) -> Unit:
    return _make_node(Unit, name_en, parent, values)


def _make_node(model, name_en, parent, values):
    if not name_en and "name_zh" not in values:
        name_en = f"{model.__name__} {next(_number)}"
    values.setdefault("slug", free_slug(model.objects.all(), name_en, values.get("name_zh", "")))
    values["name_en"] = name_en
    if parent is None:
        return model.objects.add_root(values)
    return model.objects.add_child(parent, values)


def make_period(code: str) -> Period:
    return Period.objects.for_value(CalendarPeriod.parse(code))


def make_source(**values) -> Source:
    number = next(_number)
    values = {"name": f"page-{number}.html", "fingerprint": f"{number:064x}", "text": "as it was", **values}
    return Source.objects.create(**values)


def make_collection(title: str = "Three reports on drains", **values) -> Collection:
    values = {"slug": "three-reports", "language": Language.ENGLISH, **values}
    return Collection.objects.create(title=title, **values)


def make_topic(name_en: str = "Clean water", reports: Sequence[Report] = (), **values) -> Topic:
    values.setdefault("slug", free_slug(Topic.objects.all(), name_en, values.get("name_zh", "")))
    topic = Topic.objects.create(name_en=name_en, **values)
    for position, report in enumerate(reports):
        TopicEntry.objects.create(topic=topic, report=report, position=position)
    return topic


def work(
    body: str, *points: str, heading: str = "Work done", kind: SectionKind = SectionKind.WORK_DONE
) -> SectionDraft:
    """A section of one body and points numbered 1., 2. ..."""
    drafts = [PointDraft(f"{number}.", "", text) for number, text in enumerate(points, start=1)]
    return SectionDraft(kind, "", heading, body, drafts)


def make_report(
    title: str = "Report on the drains",
    text: str = "The team cleared nine drains and repaired two pumps.",
    *,
    sections: Sequence[SectionDraft] | None = None,
    tags: Sequence[str] = (),
    status: ReportStatus = ReportStatus.PUBLISHED,
    at: datetime | None = None,
    with_sidebars: bool = True,
    period: Period | str | None = None,
    **values,
) -> Report:
    """A report that went the editors' way to `status`; each is published an hour after the one made before it."""
    if isinstance(period, str):
        period = make_period(period)
    report = Report.objects.create(title=title, **{"language": Language.ENGLISH, "period": period, **values})
    report.tags.set(tags)
    workflow.write_sections(report, [work(text)] if sections is None else sections)
    if status in {ReportStatus.IN_REVIEW, ReportStatus.RETURNED}:
        workflow.submit_report(report)
    if status == ReportStatus.RETURNED:
        workflow.return_report(report)
    if status in {ReportStatus.PUBLISHED, ReportStatus.WITHDRAWN}:
        at = at or FIRST_DAY + timedelta(hours=next(_number))
        workflow.publish_report(report, at, with_sidebars=with_sidebars)
    if status == ReportStatus.WITHDRAWN:
        workflow.withdraw_report(report)
    return report


def make_user(username: str, *permissions: str, **values) -> User:
    """A user with permissions such as "change_report"."""
    user = User.objects.create_user(username, password="a-long-password", **values)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def make_member(username: str, role: str, unit: Unit | None = None, **values) -> User:
    """A user with a role in a unit, or on the whole site, who may enter the admin."""
    user = User.objects.create_user(username, password="a-long-password", is_staff=True, **values)
    user.memberships.create(role=role, unit=unit)
    return user


def make_editor(username: str = "editor") -> User:
    """A user who may do everything with the site's own rows and tags, but is no superuser."""
    user = User.objects.create_user(username, password="a-long-password", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["reports", "taggit"]))
    return user


def follow(address: str = "ann@example.org", *, frequency="daily", language="en", is_confirmed=True, **wish):
    """A subscription, confirmed on the day before today unless told otherwise; `wish` is what it follows."""
    subscriber, _is_new = Subscriber.objects.get_or_create(address=address)
    moment = timezone.now() - timedelta(days=1)
    confirmed = {"confirmed_at": moment, "digest_on": timezone.localdate() - timedelta(days=1)}
    return Subscription.objects.create(
        subscriber=subscriber,
        filter=Wish(**wish).store(),
        frequency=frequency,
        language=language,
        asked_at=moment,
        **(confirmed if is_confirmed else {}),
    )
