"""The second step of signing in: set up with an app, asked for with the password, done without the app once."""

import base64
import time

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.test_writing import signed_in, violations

pytestmark = pytest.mark.browser


def code_of(key, steps=0):
    """The code that an app shows now, or some steps of half a minute later."""
    app = TOTP(key)
    app.time = time.time() + 30 * steps
    return f"{app.token():06d}"


def type_code(page, code):
    page.fill("[name=code]", code)
    with page.expect_navigation():
        page.locator(".second-step__form button").first.click()


def sign_in_again(page):
    with page.expect_navigation():
        page.locator("#logout-form button").click()
    sign_in(page, "/admin/", "administrator")
    expect(page.locator(".second-step__form")).to_be_visible()


def test_an_app_is_set_up_and_asked_for_and_a_recovery_code_works_once_in_its_place(open_page):
    with signed_in(open_page, "/admin/second-step/", "administrator", width=390) as page:
        key = base64.b32decode(page.locator(".second-step__secret").inner_text().replace(" ", ""))
        type_code(page, code_of(key))
        expect(page.locator(".second-step__codes code")).to_have_count(10)
        codes = page.locator(".second-step__codes code").all_inner_texts()
        assert violations(page) == []
        with page.expect_navigation():
            page.locator(".second-step__buttons a").click()
        sign_in_again(page)
        assert violations(page) == []
        # The code of the set-up is used up.
        type_code(page, code_of(key, steps=1))
        expect(page.locator(".shelf").first).to_be_visible()
        sign_in_again(page)
        type_code(page, codes[0])
        expect(page.locator(".shelf").first).to_be_visible()
        sign_in_again(page)
        type_code(page, codes[0])
        expect(page.locator(".errorlist")).to_be_visible()
        page.goto("/admin/")
        expect(page.locator("#id_username")).to_be_visible()
