"""The Chinese catalogue holds every string of code and templates, translated, and is compiled as it stands."""

import re
import shutil
from pathlib import Path

import django
import pytest
import treebeard
from django.utils.translation import ngettext, override

from tests import messages

UNSEEN = re.compile(r"\{[^{}\n]*\b(?:_|n?gettext(?:_lazy)?)\('[^\n]*")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def test_every_string_is_translated():
    assert messages.untranslated() == []


def test_compiled_catalogue_is_up_to_date():
    for path in (messages.CATALOGUE, *messages.STOCK):
        assert path.with_suffix(".mo").read_bytes() == messages.compiled(path)


def test_translations_keep_their_placeholders():
    wrong = []
    for message in [*messages.read(), *(one for path in messages.STOCK for one in messages.read(path))]:
        if message.id:
            originals = message.id if isinstance(message.id, tuple) else (message.id,)
            translations = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = sorted(PLACEHOLDER.findall(originals[-1]))
            wrong += [text for text in translations if sorted(PLACEHOLDER.findall(text)) != wanted]
    assert wrong == []


def test_catalogue_holds_every_string_of_code_and_templates():
    if not shutil.which("xgettext"):
        pytest.skip("no gettext: install it (Debian: apt-get install gettext)")
    stored = messages.CATALOGUE.read_bytes()
    before = {(message.context, message.id) for message in messages.read()}
    try:
        messages.gather()
        after = {(message.context, message.id) for message in messages.read()}
    finally:
        messages.CATALOGUE.write_bytes(stored)
    assert after - before == set()
    assert before - after == set()


def test_calls_inside_of_quoted_braces_are_none_because_nobody_gathers_their_strings():
    hidden = []
    for path in (messages.ROOT / "reports").rglob("*.py"):
        hidden += [f"{path.name}: {call}" for call in UNSEEN.findall(path.read_text(encoding="utf-8"))]
    assert hidden == []


def test_words_of_libraries_that_are_said_otherwise_are_still_said():
    folders = [Path(django.__file__).parent / "contrib" / app for app in ("admin", "auth")]
    paths = [path for folder in folders for path in folder.glob("locale/en/LC_MESSAGES/*.po")]
    paths += Path(treebeard.__file__).parent.glob("locale/de/LC_MESSAGES/*.po")
    said = {message.id for path in paths for message in messages.read(path)}
    ours = {message.id for path in messages.STOCK for message in messages.read(path)}
    assert len(ours) > 60
    assert ours - said == set()


def test_plural_forms_are_read_at_run_time():
    with override("zh-hans"):
        assert ngettext("%(number)d report", "%(number)d reports", 3) % {"number": 3} == "3 篇报告"
