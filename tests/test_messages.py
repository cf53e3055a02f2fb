"""The Chinese catalogue holds every string of code and templates, translated, and is compiled as it stands."""

import re
import shutil

import pytest
from django.utils.translation import ngettext, override

from tests import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def test_every_string_is_translated():
    assert messages.untranslated() == []


def test_compiled_catalogue_is_up_to_date():
    assert messages.CATALOGUE.with_suffix(".mo").read_bytes() == messages.compiled()


def test_translations_keep_their_placeholders():
    wrong = []
    for message in messages.read():
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


def test_plural_forms_are_read_at_run_time():
    with override("zh-hans"):
        assert ngettext("%(number)d report", "%(number)d reports", 3) % {"number": 3} == "3 篇报告"
