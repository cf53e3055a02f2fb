"""Reading of what somebody wants to follow by e-mail, and of the address that it goes to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.alerts import Wish
from reports.enums import AlertFrequency
from reports.forms.searching import Asked
from reports.listings import scope_of


class AddressForm(forms.Form):
    """An address to write to; `website` is a trap that people do not see and robots fill in."""

    address = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("This is no e-mail address. Write it like name@example.org."),
            "max_length": _("This is no e-mail address. Write it like name@example.org."),
        },
    )
    website = forms.CharField(required=False)

    @property
    def is_trapped(self) -> bool:
        """Whether a robot filled the form in."""
        return bool(self.data.get("website"))


class SignUpForm(AddressForm):
    """An address and how often to write to it."""

    frequency = forms.ChoiceField(choices=AlertFrequency.choices(), initial=AlertFrequency.DAILY)


class FrequencyForm(forms.Form):
    """How often to write."""

    frequency = forms.ChoiceField(choices=AlertFrequency.choices())


def wish_of(asked: Asked) -> Wish:
    """Return what is followed by whoever follows a search."""
    form, rows = asked.form, asked.rows
    chosen = (("category", rows.category), ("unit", rows.unit), ("tag", rows.tag), ("period", rows.period))
    scopes = [scope_of(sort, row.pk) for sort, row in chosen if row is not None]
    scopes += [scope_of(sort, value) for sort, value in (("kind", form.kind), ("language", form.language)) if value]
    return Wish(
        " ".join(form.query.split()),
        form.where,
        tuple(scopes),
        form.first.code if form.first else "",
        form.last.code if form.last else "",
    )
