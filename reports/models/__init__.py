"""The rows that the site keeps."""

from reports.models.alert import AlertFilter, AlertItem, NewReport, Subscriber, Subscription
from reports.models.alert_throttle import AlertAttempt, AlertKey
from reports.models.asked_query import AskedQuery, PromotedResult
from reports.models.category import Category, CategoryAlias
from reports.models.collection import Collection
from reports.models.event import Event
from reports.models.figure import Figure
from reports.models.gate import CopyMark, GateResult
from reports.models.gone_report import GoneReport
from reports.models.importing import ImportBatch, ImportItem
from reports.models.likeness import KeyTerm, NearCopy, SentenceHash, TermCount, TextProfile
from reports.models.listing import ListingCount, ListingEntry
from reports.models.membership import Membership
from reports.models.old_address import OldAddress
from reports.models.period import Period
from reports.models.prepared_page import PreparedPage
from reports.models.preview_link import PreviewLink
from reports.models.remark import Remark
from reports.models.report import Point, Report, ReportTag, Section
from reports.models.report_type import ReportType, ReportTypePart
from reports.models.revision import Revision
from reports.models.search_entry import SearchEntry, SearchRebuild
from reports.models.sidebar import SidebarEntry
from reports.models.source import Source
from reports.models.suggestion import Suggestion, SuggestionKey
from reports.models.topic import Topic, TopicEntry
from reports.models.unit import Unit, UnitAlias
from reports.models.user import User
from reports.models.view_count import ViewCount
from reports.models.vocabulary import VocabularyKey, VocabularyWord

__all__ = [
    "AlertAttempt",
    "AlertFilter",
    "AlertItem",
    "AlertKey",
    "AskedQuery",
    "Category",
    "CategoryAlias",
    "Collection",
    "CopyMark",
    "Event",
    "Figure",
    "GateResult",
    "GoneReport",
    "ImportBatch",
    "ImportItem",
    "KeyTerm",
    "ListingCount",
    "ListingEntry",
    "Membership",
    "NearCopy",
    "NewReport",
    "OldAddress",
    "Period",
    "Point",
    "PreparedPage",
    "PreviewLink",
    "PromotedResult",
    "Remark",
    "Report",
    "ReportTag",
    "ReportType",
    "ReportTypePart",
    "Revision",
    "SearchEntry",
    "SearchRebuild",
    "Section",
    "SentenceHash",
    "SidebarEntry",
    "Source",
    "Subscriber",
    "Subscription",
    "Suggestion",
    "SuggestionKey",
    "TermCount",
    "TextProfile",
    "Topic",
    "TopicEntry",
    "Unit",
    "UnitAlias",
    "User",
    "ViewCount",
    "VocabularyKey",
    "VocabularyWord",
]
