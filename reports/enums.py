"""The closed vocabularies of the project: every choice that a column stores.

Plain string enumerations with translated labels: this module is below the database layer, so that
the pure packages (`documents`, `importer`) can use the same words.
"""

from enum import StrEnum
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LabelledEnum(StrEnum):
    """A string enumeration whose members carry a translated label."""

    label: Promise

    def __new__(cls, value: str, label: Promise | None = None) -> Self:
        """Return the member of `value`; only the members below give a label."""
        member = str.__new__(cls, value)
        member._value_ = value
        if label is not None:
            member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, Promise]]:
        """Return the pairs that a model or form field takes as its choices."""
        return [(member.value, member.label) for member in cls]


class Language(LabelledEnum):
    """Languages that a report may be written in (not the interface's language)."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")


class ReportStatus(LabelledEnum):
    """Where a report stands between its writing and the public."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RevisionKind(LabelledEnum):
    """How a version of a report came about."""

    SAVED = "saved", _("Saved")
    IMPORTED = "imported", _("Imported")
    RESTORED = "restored", _("Restored")
    RELEASED = "released", _("Working copy published")
    DISCARDED = "discarded", _("Working copy discarded")
    DELETED = "deleted", _("Deleted")
    FOUND = "found", _("As it stood when versions began to be kept")


class Role(LabelledEnum):
    """What somebody is in a unit, or on the whole site."""

    AUTHOR = "author", pgettext_lazy("role", "Author")
    EDITOR = "editor", pgettext_lazy("role", "Editor")
    PUBLISHER = "publisher", pgettext_lazy("role", "Publisher")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")


class Action(LabelledEnum):
    """What somebody may do with a report."""

    VIEW = "view", pgettext_lazy("action", "read")
    CREATE = "create", pgettext_lazy("action", "add")
    EDIT = "edit", pgettext_lazy("action", "edit")
    REVISE = "revise", pgettext_lazy("action", "revise")
    SUBMIT = "submit", pgettext_lazy("action", "submit for review")
    RETURN = "return", pgettext_lazy("action", "return")
    PUBLISH = "publish", pgettext_lazy("action", "publish")
    WITHDRAW = "withdraw", pgettext_lazy("action", "withdraw")
    DELETE = "delete", pgettext_lazy("action", "delete")
    OVERRIDE = "override", pgettext_lazy("action", "override a rule")


class EventKind(LabelledEnum):
    """What the audit log records."""

    SUBMITTED = "submitted", pgettext_lazy("event", "Submitted for review")
    RETURNED = "returned", pgettext_lazy("event", "Returned")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("event", "Withdrawn")
    DELETED = "deleted", pgettext_lazy("event", "Deleted")
    OVERRIDE = "override", pgettext_lazy("event", "Rule overridden")
    RIGHTS_CHANGED = "rights_changed", pgettext_lazy("event", "Rights changed")
    IMPORTED = "imported", pgettext_lazy("event", "Imported")
    EXPORTED = "exported", pgettext_lazy("event", "Exported")
    LOGIN = "login", pgettext_lazy("event", "Signed in")
    LOGOUT = "logout", pgettext_lazy("event", "Signed out")
    LOGIN_FAILED = "login_failed", pgettext_lazy("event", "Sign-in failed")


class SectionKind(LabelledEnum):
    """What a section of a report is about, whatever its heading says."""

    INTRODUCTION = "introduction", _("Introduction")
    WORK_DONE = "work_done", _("Work done")
    LESSONS = "lessons", _("Lessons")
    PROBLEMS = "problems", _("Problems")
    NEXT_STEPS = "next_steps", _("Next steps")
    OTHER = "other", _("Other")


class SearchOrder(LabelledEnum):
    """The order of what a search finds."""

    RELEVANCE = "relevance", pgettext_lazy("order", "Relevance")
    NEWEST = "newest", pgettext_lazy("order", "Newest")
    POPULAR = "popular", pgettext_lazy("order", "Most read")


class PeriodKind(LabelledEnum):
    """How long a reported period is."""

    YEAR = "year", _("Year")
    HALF = "half", _("Half-year")
    QUARTER = "quarter", _("Quarter")
    MONTH = "month", _("Month")
    WEEK = "week", _("Week")
    RANGE = "range", _("Range of dates")


class Bound(LabelledEnum):
    """How what was counted stands to the number that was written."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    MORE = "more", _("more than")
    LESS = "less", _("nearly, at most")


class UnitKind(LabelledEnum):
    """What sort of body a unit is."""

    GOVERNMENT = "government", _("Government")
    OFFICE = "office", _("Office or bureau")
    TOWN = "town", _("Town or street office")
    COMMUNITY = "community", _("Community or village")
    COMPANY = "company", _("Company")
    DEPARTMENT = "department", _("Department")
    TEAM = "team", _("Team")
    OTHER = "other", _("Other")


class Shelf(LabelledEnum):
    """The lists of reports that stand beside a report or on the home page."""

    PREVIOUS = "previous", _("Previous period")
    NEXT = "next", _("Next period")
    PART_BEFORE = "part_before", _("Previous part")
    PART_AFTER = "part_after", _("Next part")
    RELATED = "related", _("Related reports")
    RECOMMENDED = "recommended", _("Recommended")
    POPULAR = "popular", _("Popular")


class Relation(LabelledEnum):
    """Why a report is offered beside another one."""

    SAME_UNIT = "same_unit", _("Same unit, another period")
    PARENT_UNIT = "parent_unit", _("Parent unit, same period")
    SUB_UNIT = "sub_unit", _("Sub-unit, same period")
    SAME_SUBJECT = "same_subject", _("Same subject")


class LineLabel(LabelledEnum):
    """What the importer takes a line of a source for; an editor may say otherwise."""

    BREADCRUMB = "breadcrumb", pgettext_lazy("line", "Breadcrumb")
    TITLE = "title", pgettext_lazy("line", "Title")
    BLURB = "blurb", pgettext_lazy("line", "Introduction of the page")
    BYLINE = "byline", pgettext_lazy("line", "Byline")
    HEADING = "heading", pgettext_lazy("line", "Heading")
    POINT = "point", pgettext_lazy("line", "Point")
    TEXT = "text", pgettext_lazy("line", "Text")
    CLOSING = "closing", pgettext_lazy("line", "Text after the points")
    SIGNATURE = "signature", pgettext_lazy("line", "Signature")
    LINK = "link", pgettext_lazy("line", "Link to another page")
    ATTRIBUTION = "attribution", pgettext_lazy("line", "Attribution")
    DROPPED = "dropped", pgettext_lazy("line", "Left out")


class ImportOutcome(LabelledEnum):
    """What an import does with one report of a source."""

    CREATED = "created", _("Created")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Unchanged")
    CONFLICT = "conflict", _("Edited since, not overwritten")
    KEPT = "kept", _("No draft any more, not changed")
    VANISHED = "vanished", _("No longer in the source")


class ImportState(LabelledEnum):
    """Where one document of an editor's import stands."""

    WAITING = "waiting", pgettext_lazy("import", "Waiting")
    TO_REVIEW = "to_review", pgettext_lazy("import", "To review")
    TO_STORE = "to_store", pgettext_lazy("import", "Waiting to be stored")
    STORED = "stored", pgettext_lazy("import", "Stored as drafts")
    UNCHANGED = "unchanged", pgettext_lazy("import", "Unchanged")
    REFUSED = "refused", pgettext_lazy("import", "Not readable")
    SET_ASIDE = "set_aside", pgettext_lazy("import", "Set aside")
    EXPIRED = "expired", pgettext_lazy("import", "Cleared away, not stored")


class SuggestionKind(LabelledEnum):
    """What a suggestion while typing leads to."""

    TITLE = "title", pgettext_lazy("suggestion", "Report")
    UNIT = "unit", pgettext_lazy("suggestion", "Unit")
    TAG = "tag", pgettext_lazy("suggestion", "Tag")
    QUERY = "query", pgettext_lazy("suggestion", "Search")


class AlertFrequency(LabelledEnum):
    """How often somebody hears of new reports by e-mail."""

    DAILY = "daily", pgettext_lazy("alert", "Every day")
    WEEKLY = "weekly", pgettext_lazy("alert", "Every week, on Monday")
