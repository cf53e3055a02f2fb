"""Short ways to ask what the gate finds in a text."""

from reports.enums import SectionKind
from reports.gate import ReportText, find_in
from reports.periods import CalendarPeriod
from reports.workflow import PointDraft, SectionDraft


def section(body="", *points, heading="", marker="", closing="", kind=SectionKind.WORK_DONE):
    """A section; a point is its text or (marker, heading, text)."""
    drafts = [PointDraft(*point) if isinstance(point, tuple) else PointDraft("", "", point) for point in points]
    return SectionDraft(kind, marker, heading, body, drafts, closing)


def findings(*sections, title="Report", period="", parts=()):
    rows = [section(one) if isinstance(one, str) else one for one in sections]
    return find_in(ReportText(title, rows, period=CalendarPeriod.parse(period) if period else None), parts)


def found(*sections, **values):
    """(kind, excerpt) of each finding."""
    return [(one.kind.value, one.excerpt) for one in findings(*sections, **values)]


def kinds(*sections, **values):
    return [kind for kind, _excerpt in found(*sections, **values)]
