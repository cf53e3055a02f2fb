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
    BEGUN = "begun", _("Working copy begun")
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
    TAKE_BACK = "take_back", pgettext_lazy("action", "take back")
    RETURN = "return", pgettext_lazy("action", "return")
    PUBLISH = "publish", pgettext_lazy("action", "publish")
    WITHDRAW = "withdraw", pgettext_lazy("action", "withdraw")
    DELETE = "delete", pgettext_lazy("action", "delete")
    OVERRIDE = "override", pgettext_lazy("action", "override a rule")
    ERASE = "erase", pgettext_lazy("action", "erase versions of")


class EventKind(LabelledEnum):
    """What the audit log records."""

    SUBMITTED = "submitted", pgettext_lazy("event", "Submitted for review")
    TAKEN_BACK = "taken_back", pgettext_lazy("event", "Taken back")
    RETURNED = "returned", pgettext_lazy("event", "Returned")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("event", "Withdrawn")
    SCHEDULED = "scheduled", pgettext_lazy("event", "Scheduled")
    SCHEDULE_FAILED = "schedule_failed", pgettext_lazy("event", "Scheduled, but refused when its time had come")
    DELETED = "deleted", pgettext_lazy("event", "Deleted")
    ERASED = "erased", pgettext_lazy("event", "Versions erased")
    OVERRIDE = "override", pgettext_lazy("event", "Rule overridden")
    MERGED = "merged", pgettext_lazy("event", "Merged")
    MOVED = "moved", pgettext_lazy("event", "Moved in the tree")
    RIGHTS_CHANGED = "rights_changed", pgettext_lazy("event", "Rights changed")
    IMPORTED = "imported", pgettext_lazy("event", "Imported")
    PREVIEW_SHARED = "preview_shared", pgettext_lazy("event", "Preview shared")
    PREVIEW_ENDED = "preview_ended", pgettext_lazy("event", "Preview link ended")
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
    HELD = "held", _("Public, not changed: the gate found what must not be")
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


class FindingGroup(LabelledEnum):
    """What a finding of the gate before publishing is about."""

    LEFT_OVER = "left_over", pgettext_lazy("gate", "Left over")
    PERSONAL_DATA = "personal_data", pgettext_lazy("gate", "Personal data")
    COMPLETENESS = "completeness", pgettext_lazy("gate", "Completeness")
    CONSISTENCY = "consistency", pgettext_lazy("gate", "Consistency")
    COPY = "copy", pgettext_lazy("gate", "Copies")


class FindingKind(LabelledEnum):
    """What the gate before publishing finds in a text."""

    MASKED = "masked", pgettext_lazy("gate", "Masked value")
    UNFILLED = "unfilled", pgettext_lazy("gate", "Still to be filled in")
    GARBLED = "garbled", pgettext_lazy("gate", "Lost or garbled text")
    ANONYMOUS = "anonymous", pgettext_lazy("gate", "Anonymous place")
    ADVERT = "advert", pgettext_lazy("gate", "Words of another website")
    PART_MARKER = "part_marker", pgettext_lazy("gate", "Number of a collection")
    BROKEN_OFF = "broken_off", pgettext_lazy("gate", "Text breaks off")
    MOBILE = "mobile", pgettext_lazy("gate", "Mobile number")
    TELEPHONE = "telephone", pgettext_lazy("gate", "Telephone number")
    IDENTITY = "identity", pgettext_lazy("gate", "Identity number")
    BANK_CARD = "bank_card", pgettext_lazy("gate", "Bank card")
    EMAIL = "email", pgettext_lazy("gate", "E-mail address")
    PLATE = "plate", pgettext_lazy("gate", "Number plate")
    SENSITIVE_NAME = "sensitive_name", pgettext_lazy("gate", "Name beside sensitive words")
    NAME = "name", pgettext_lazy("gate", "Name of a person")
    NO_TEXT = "no_text", pgettext_lazy("gate", "No text")
    EMPTY_SECTION = "empty_section", pgettext_lazy("gate", "Empty section")
    MISSING_PART = "missing_part", pgettext_lazy("gate", "Missing part")
    SHORT_PART = "short_part", pgettext_lazy("gate", "Too short")
    NO_UNIT = "no_unit", pgettext_lazy("gate", "No unit")
    NO_PERIOD = "no_period", pgettext_lazy("gate", "No period")
    WRONG_RATIO = "wrong_ratio", pgettext_lazy("gate", "Wrong percentage")
    WRONG_COUNT = "wrong_count", pgettext_lazy("gate", "Wrong count")
    NOT_TAKEN_UP = "not_taken_up", pgettext_lazy("gate", "Announced, then missing")
    WRONG_PERIOD = "wrong_period", pgettext_lazy("gate", "Another period")
    MASKED_YEAR = "masked_year", pgettext_lazy("gate", "Masked year")
    NUMBER_REPEATED = "number_repeated", pgettext_lazy("gate", "Number used twice")
    NUMBER_SKIPPED = "number_skipped", pgettext_lazy("gate", "Number skipped")
    COPY = "copy", pgettext_lazy("gate", "Stands in another report")


class Severity(LabelledEnum):
    """Whether a finding keeps a report from being published."""

    BLOCKING = "blocking", pgettext_lazy("gate", "Blocks publishing")
    WARNING = "warning", pgettext_lazy("gate", "To look at")
