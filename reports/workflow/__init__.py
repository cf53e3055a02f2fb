"""The only way to change what a report says or where it stands: its face.

Each function is one transaction that leaves text, prepared page, lists, search index and sidebars in agreement.
"""

from reports.workflow.backend import MembershipBackend
from reports.workflow.content import (
    PreparedText,
    prepare_report,
    prepare_text,
    write_new_reports,
    write_sections,
)
from reports.workflow.drafts import PointDraft, SectionDraft, stored_sections
from reports.workflow.erasing import (
    Chosen,
    erasable,
    erasable_notice,
    erasable_reasons,
    erasable_remarks,
    erasable_sources,
    erase_versions,
)
from reports.workflow.events import record_event, record_events
from reports.workflow.gating import (
    CHECKED_AT_ONCE,
    GATE,
    NONE_HELD,
    Held,
    check_drafts,
    check_imported,
    held_back,
    note_overrides,
)
from reports.workflow.memberships import administered, is_administered, may_give
from reports.workflow.merging import CannotMerge, merge_rows
from reports.workflow.notices import send_reminders
from reports.workflow.pages import edition, prepare_pages, prepare_shelves, prepared_shelves, render_draft, render_parts
from reports.workflow.permissions import (
    NotPermitted,
    OverrideNeeded,
    TransitionRefused,
    check_permitted,
    may,
    needs_second_person,
)
from reports.workflow.placing import move_report, retag_report
from reports.workflow.popularity import write_views_when_due
from reports.workflow.previews import (
    PREVIEW_DAYS,
    UNPUBLISHED,
    end_preview,
    link_of_preview,
    preview_token,
    share_preview,
)
from reports.workflow.refusals import (
    SECOND_PERSON,
    TRANSITIONS,
    InvalidTransition,
    ReasonMissing,
    refusal_of,
)
from reports.workflow.restoring import restore_revision
from reports.workflow.revisions import content_as_it_is, sections_of
from reports.workflow.scheduling import publish_due, publish_when_due, schedule_report
from reports.workflow.showing import (
    PAGES_AT_ONCE,
    complete_pages,
    rebuild_published,
    refresh_many,
    refresh_published,
    refresh_sidebars,
)
from reports.workflow.tasks import add_remark, assign_report, colleagues_of, may_assign, settle_remark, waiting_for
from reports.workflow.transitions import (
    delete_report,
    publish_many,
    publish_report,
    return_report,
    submit_report,
    take_back_report,
    withdraw_report,
)
from reports.workflow.working_copies import (
    HasWorkingCopy,
    WorkingCopyConflict,
    accept_public_changes,
    discard_copy,
    is_behind,
    is_locked,
    refuse_beside_copy,
    revise_report,
    working_copy_of,
)

__all__ = [
    "CHECKED_AT_ONCE",
    "GATE",
    "NONE_HELD",
    "PAGES_AT_ONCE",
    "PREVIEW_DAYS",
    "SECOND_PERSON",
    "TRANSITIONS",
    "UNPUBLISHED",
    "CannotMerge",
    "Chosen",
    "HasWorkingCopy",
    "Held",
    "InvalidTransition",
    "MembershipBackend",
    "NotPermitted",
    "OverrideNeeded",
    "PointDraft",
    "PreparedText",
    "ReasonMissing",
    "SectionDraft",
    "TransitionRefused",
    "WorkingCopyConflict",
    "accept_public_changes",
    "add_remark",
    "administered",
    "assign_report",
    "check_drafts",
    "check_imported",
    "check_permitted",
    "colleagues_of",
    "complete_pages",
    "content_as_it_is",
    "delete_report",
    "discard_copy",
    "edition",
    "end_preview",
    "erasable",
    "erasable_notice",
    "erasable_reasons",
    "erasable_remarks",
    "erasable_sources",
    "erase_versions",
    "held_back",
    "is_administered",
    "is_behind",
    "is_locked",
    "link_of_preview",
    "may",
    "may_assign",
    "may_give",
    "merge_rows",
    "move_report",
    "needs_second_person",
    "note_overrides",
    "prepare_pages",
    "prepare_report",
    "prepare_shelves",
    "prepare_text",
    "prepared_shelves",
    "preview_token",
    "publish_due",
    "publish_many",
    "publish_report",
    "publish_when_due",
    "rebuild_published",
    "record_event",
    "record_events",
    "refresh_many",
    "refresh_published",
    "refresh_sidebars",
    "refusal_of",
    "refuse_beside_copy",
    "render_draft",
    "render_parts",
    "restore_revision",
    "retag_report",
    "return_report",
    "revise_report",
    "schedule_report",
    "sections_of",
    "send_reminders",
    "settle_remark",
    "share_preview",
    "stored_sections",
    "submit_report",
    "take_back_report",
    "waiting_for",
    "withdraw_report",
    "working_copy_of",
    "write_new_reports",
    "write_sections",
    "write_views_when_due",
]
