"""What the scripts of the form say, in the editor's language."""

from django.utils.translation import gettext as _


def words_of_scripts() -> dict[str, str]:
    """Return texts by the names that the scripts know; {a} and {b} stand for what they put in."""
    return {
        "characters": _("{a} characters"),
        "words": _("{a} words"),
        "both": _("{a}, {b}"),
        "points": _("{a} points"),
        "movedSection": _("The section is now number {a} of {b}."),
        "movedPoint": _("The point is now number {a} of {b}."),
        "removedSection": _("Section removed: {a}"),
        "removedPoint": _("Point removed: {a}"),
        "undo": _("Undo"),
        "undone": _("It is back."),
        "untitled": _("without a heading"),
        "addedSection": _("A section was added."),
        "addedPoint": _("A point was added."),
        "outline": _("This type of report has these sections:"),
        "addMissing": _("Add all that are missing"),
        "required": _("required"),
        "optional": _("optional"),
        "present": _("there"),
        "noPreview": _("The preview could not be brought up to date."),
        "changedMeanwhile": _("Somebody else saved this report meanwhile: when you save, you will see both versions."),
        "kept": _("Not saved yet; kept in this browser at {a}"),
        "notKept": _("Not saved yet, and this browser keeps no copy: it has no room for it."),
        "noDrafts": _("This browser keeps no copy of unsaved text: that takes a secure connection (HTTPS)."),
        "draftFound": _("This browser holds text of yours that was not saved, of {a}."),
        "restore": _("Show it"),
        "discard": _("Discard it"),
        "pasted": _("Formatted text was pasted: {a} lines."),
        "structure": _("Make sections and points of it"),
        "leave": _("Leave it so"),
        "structured": _("Made of the pasted text: {a} sections with {b} points."),
        "leftOut": _("Left out: {a}"),
        "severalReports": _("The text seems to hold {a} reports; the import divides them."),
        "noPaste": _("The text could not be read just now. It stands in the field as it is."),
        "atLeast": _("at least {a}"),
    }
