"""Reading of what visitors send: narrowing and order of lists, what is searched for."""

from reports.forms.lists import MAX_PAGE, ListRequest, UnknownValue, read_list_request, read_page
from reports.forms.searching import MAX_QUERY_LENGTH, Asked, Rows, SearchForm, read_search_form, read_search_request

__all__ = [
    "MAX_PAGE",
    "MAX_QUERY_LENGTH",
    "Asked",
    "ListRequest",
    "Rows",
    "SearchForm",
    "UnknownValue",
    "read_list_request",
    "read_page",
    "read_search_form",
    "read_search_request",
]
