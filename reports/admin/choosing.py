"""Fields of choice with a search: what is no key at all is shown as nothing chosen, where Django's widget fails."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteMixin

_optgroups = AutocompleteMixin.optgroups


def _optgroups_of_keys(self: Any, name: str, value: Any, attr: Any = None) -> Any:  # noqa: ANN401
    keys = [key for key in value if str(key).isascii() and str(key).isdecimal() and len(str(key)) < 19]
    return _optgroups(self, name, keys, attr)


# The widget is made in the depths of every admin and inline; there is no setting for it.
AutocompleteMixin.optgroups = _optgroups_of_keys  # type: ignore[method-assign]
