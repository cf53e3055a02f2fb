"""What an editor hands in: pasted text, files, and where they belong."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reports.models import Category

MAX_UPLOAD = 200 * 1024 * 1024
"""Bytes of all files of one upload."""

ACCEPTED = ".txt,.md,.markdown,.html,.htm,.xhtml,.docx,.doc,.wps,.pdf,.zip"
"""What the browser's file dialog offers; formats that cannot be read are refused with advice on what to do."""


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files, chosen or dropped."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """The files of an upload, as a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # noqa: ANN401
        """Check each of the files."""
        return [super(SeveralFilesField, self).clean(file, initial) for file in data or []]


class CategoryField(forms.ModelChoiceField):
    """A category, chosen from the tree as an indented list."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(Category.objects.order_by("path"), **kwargs)

    def label_from_instance(self, obj: Category) -> str:
        """Indent a category by its depth."""
        return category_label(obj)


def category_label(category: Category) -> str:
    """Return a category's name, indented by its depth in the tree."""
    return "\u2003" * (category.depth - 1) + category.name


class UploadForm(forms.Form):
    """Files or pasted text, and the category of all that comes in."""

    documents = SeveralFilesField(
        required=False,
        label=_("Files"),
        widget=SeveralFilesInput(attrs={"accept": ACCEPTED, "class": "import-drop__input"}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Or paste text"),
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
    )
    category = CategoryField(
        required=False,
        label=_("Category"),
        empty_label=_("As each document's breadcrumb says"),
        help_text=_("Of all reports that come in; you can change it for each."),
    )
    note = forms.CharField(
        required=False,
        max_length=200,
        label=_("Note"),
        help_text=_("For yourself, to find this import again."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        text = _("More than %(limit)d files at once; pack them into a zip file.") % {"limit": most}
        kinds = _(
            "Text, Markdown, web pages saved as HTML, Word (.docx), or zip files of these; up to %(limit)d at once."
        )
        self.fields["documents"].help_text = kinds % {"limit": most}
        self.fields["documents"].widget.attrs |= {"data-most": most, "data-too-many": text}

    def clean(self) -> dict[str, Any]:
        """Something has to be handed in, and not too much at once."""
        data = super().clean() or self.cleaned_data
        files, text = data.get("documents") or [], data.get("text") or ""
        if not files and not text.strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste some text."), code="empty")
        if sum(file.size or 0 for file in files) > MAX_UPLOAD:
            raise forms.ValidationError(
                _("The files are larger than %(limit)d MB together; import them in several parts."),
                code="too_large",
                params={"limit": MAX_UPLOAD // 1024 // 1024},
            )
        return data

    def handed_in(self) -> Iterator[tuple[str, bytes]]:
        """Return names and bytes of all that was handed in, one after the other, pasted text first."""
        text = self.cleaned_data["text"]
        if text.strip():
            yield str(_("Pasted text")), text.encode()
        for file in self.cleaned_data["documents"]:
            yield file.name or "?", file.read()
