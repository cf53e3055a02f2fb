"""Reading of what visitors send: narrowing and order of lists, what is searched for and followed."""

from reports.forms.following import AddressForm, FrequencyForm, SignUpForm, wish_of
from reports.forms.lists import MAX_PAGE, ListRequest, UnknownValue, read_list_request, read_page
from reports.forms.searching import MAX_QUERY_LENGTH, Asked, Rows, SearchForm, read_search_form, read_search_request

__all__ = [
    "MAX_PAGE",
    "MAX_QUERY_LENGTH",
    "AddressForm",
    "Asked",
    "FrequencyForm",
    "ListRequest",
    "Rows",
    "SearchForm",
    "SignUpForm",
    "UnknownValue",
    "read_list_request",
    "read_page",
    "read_search_form",
    "read_search_request",
    "wish_of",
]
