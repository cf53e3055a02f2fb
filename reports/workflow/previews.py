"""Links to read a report before it is public, for people without an account."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from reports.enums import EventKind, ReportStatus
from reports.models import PreviewLink, Report, User
from reports.workflow.events import record_event

PREVIEW_DAYS = (1, 7, 30)
"""How long a link may be valid."""

UNPUBLISHED = (ReportStatus.DRAFT, ReportStatus.IN_REVIEW, ReportStatus.RETURNED)
"""What a link shows; what was withdrawn is not to be read any more."""

_SIGNER = signing.Signer(salt="reports.preview")


@transaction.atomic
def share_preview(report: Report, days: int, by: User | None = None, note: str = "") -> PreviewLink:
    """Make a link that shows a report for some days as it then stands, until it is public. Links that ended go."""
    now = timezone.now()
    PreviewLink.objects.filter(report=report, expires_at__lte=now).delete()
    link = PreviewLink.objects.create(
        report=report, note=note, created_by=by, created_at=now, expires_at=now + timedelta(days=days)
    )
    record_event(EventKind.PREVIEW_SHARED, by, report, detail={"days": days, "for": note})
    return link


@transaction.atomic
def end_preview(link: PreviewLink, by: User | None = None) -> None:
    """Take a link back: from now on it shows nothing."""
    record_event(EventKind.PREVIEW_ENDED, by, link.report, detail={"for": link.note})
    link.delete()


def preview_token(link: PreviewLink) -> str:
    """Return what stands in the address of a link: its key, its end and their signature."""
    return _SIGNER.sign(f"{link.pk}-{int(link.expires_at.timestamp())}").replace(":", "-")


def link_of_preview(token: str) -> PreviewLink | None:
    """Return the link of an address with its report, None for one that is forged, over or taken back. One query."""
    key, _dash, rest = token.partition("-")
    end, _dash, signature = rest.partition("-")
    try:
        _SIGNER.unsign(f"{key}-{end}:{signature}")
    except signing.BadSignature:
        return None
    link = PreviewLink.objects.valid().select_related("report").filter(pk=int(key)).first()
    return link if link and int(link.expires_at.timestamp()) == int(end) else None
