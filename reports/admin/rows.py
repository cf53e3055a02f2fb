"""Rows of a table inside a form: each field says to screen readers what its column is called."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class NamedRows(admin.TabularInline):
    """A table of rows; Django's names its columns for those alone who see them."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:  # noqa: ANN401
        """Return a formset whose fields are named by their labels."""
        base: Any = super().get_formset(request, obj, **kwargs)

        class Named(base):
            def add_fields(self, form: Any, index: int | None) -> None:  # noqa: ANN401
                super().add_fields(form, index)
                for name, field in form.fields.items():
                    # What wraps a chooser with its buttons shares its attributes between forms.
                    widget = getattr(field.widget, "widget", field.widget)
                    widget.attrs.setdefault("aria-label", str(field.label or name))

        return Named
