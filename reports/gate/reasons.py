"""Why something was found and what to do about it, in the words of the interface."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.enums import FindingKind, SectionKind
from reports.gate.findings import Finding

_REASONS: Mapping[FindingKind, Promise] = {
    FindingKind.MASKED: gettext_lazy("A value was masked and never filled in."),
    FindingKind.UNFILLED: gettext_lazy("A blank of a form was left."),
    FindingKind.GARBLED: gettext_lazy("Characters were lost or garbled."),
    FindingKind.ANONYMOUS: gettext_lazy("The place is not named."),
    FindingKind.ADVERT: gettext_lazy("These words belong to the website that the text came from."),
    FindingKind.PART_MARKER: gettext_lazy("The title has a number that it had among others."),
    FindingKind.BROKEN_OFF: gettext_lazy("The paragraph ends in the middle of a sentence."),
    FindingKind.MOBILE: gettext_lazy("A mobile number leads to a person."),
    FindingKind.TELEPHONE: gettext_lazy("A telephone number; leave it only if it is an office's."),
    FindingKind.IDENTITY: gettext_lazy("An identity number must not be public."),
    FindingKind.BANK_CARD: gettext_lazy("The number of a bank card must not be public."),
    FindingKind.EMAIL: gettext_lazy("An e-mail address; leave it only if it is an office's."),
    FindingKind.PLATE: gettext_lazy("A number plate leads to a person."),
    FindingKind.SENSITIVE_NAME: gettext_lazy("Somebody is named beside words about health, need, age or offences."),
    FindingKind.NAME: gettext_lazy("Somebody is named; is that needed?"),
    FindingKind.NO_TEXT: gettext_lazy("The report says nothing yet."),
    FindingKind.EMPTY_SECTION: gettext_lazy("The section has a heading and no text."),
    FindingKind.NO_UNIT: gettext_lazy("It does not say whose report it is."),
    FindingKind.NO_PERIOD: gettext_lazy("It does not say which period it covers."),
    FindingKind.WRONG_RATIO: gettext_lazy("%(part)s of %(whole)s is %(right)s %%, not %(value)s %%."),
    FindingKind.WRONG_COUNT: gettext_lazy("%(announced)s are announced, %(found)s follow."),
    FindingKind.NOT_TAKEN_UP: gettext_lazy("It is announced and never taken up again."),
    FindingKind.WRONG_PERIOD: gettext_lazy("The report covers another period."),
    FindingKind.MASKED_YEAR: gettext_lazy("The year is known to be %(year)s."),
    FindingKind.NUMBER_REPEATED: gettext_lazy("The number %(number)s stands there twice."),
    FindingKind.NUMBER_SKIPPED: gettext_lazy("The number %(number)s follows %(after)s: one is missing."),
    FindingKind.COPY: gettext_lazy("%(percent)s %% of this report stand in another one as well."),
}
_SHORT = pgettext_lazy("gate", "“%(part)s” has a length of %(length)s, at least %(least)s is asked for.")
_MISSING = pgettext_lazy("gate", "The part “%(part)s” is required.")
_ADVICE: Mapping[FindingKind, Promise] = {
    FindingKind.MASKED: gettext_lazy("Fill in the value, or leave the sentence out."),
    FindingKind.UNFILLED: gettext_lazy("Fill in the value, or leave the sentence out."),
    FindingKind.GARBLED: gettext_lazy("Look into the source and restore the characters."),
}


def reason_of(finding: Finding) -> str:
    """Return why something was found, in a sentence."""
    details: dict[str, Any] = dict(finding.details)
    if finding.kind in {FindingKind.MISSING_PART, FindingKind.SHORT_PART}:
        details["part"] = details["heading"] or SectionKind(details["kind"]).label
        return str(_MISSING if finding.kind is FindingKind.MISSING_PART else _SHORT) % details
    reason = _REASONS[finding.kind]
    return str(reason) % details if details else str(reason)


def advice_on(finding: Finding) -> str:
    """Return what a person should do, where no remedy is at hand; nothing where that is plain."""
    if finding.proposal is not None:
        return (
            _("Write “%(proposal)s” instead.") % {"proposal": finding.proposal} if finding.proposal else _("Remove it.")
        )
    return str(_ADVICE.get(finding.kind, ""))
