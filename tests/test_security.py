"""Headers, inline code, and what a start in production demands."""

import shutil

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reports.models import Report
from tests.factories import make_category, make_report, make_unit
from tests.processes import manage
from tests.views.conftest import many

EVIL = "<script>alert(1)</script><b style='x' onclick='y'>\"'&"
JSON = {"application/json", "application/ld+json"}


def inline_code(html):
    """Scripts and styles that stand in the page itself, and addresses that run one."""
    found = []
    for node in LexborHTMLParser(html).css("*"):
        names = node.attributes
        found += [f"{node.tag} {name}" for name in names if name == "style" or name.startswith("on")]
        found += [f"{node.tag} {value}" for value in names.values() if value and value.startswith("javascript:")]
        if node.tag == "style" or (node.tag == "script" and "src" not in names and names.get("type") not in JSON):
            found.append(node.tag)
    return found


def test_the_search_for_inline_code_finds_it():
    html = (
        '<p style="a"><a onclick=x href="javascript:y">b</a><script>1</script><style>c</style><script src="a"></script>'
    )
    assert inline_code(html) == ["p style", "a onclick", "a javascript:y", "script", "style"]
    assert inline_code('<input value="&quot; onfocus=x"><script type="application/ld+json">{}</script>') == []


@pytest.fixture
def site(db):
    return many(3)


def public_addresses(site):
    rows = [site.first, site.category, site.unit, site.collection, site.topic, site.first.period]
    yield from (row.get_absolute_url() for row in rows)
    yield reverse("reports:tag-detail", args=[site.tag.slug])
    for name in (
        "home",
        "report-list",
        "category-list",
        "unit-list",
        "period-list",
        "tag-list",
        "topic-list",
        "collection-list",
        "search",
    ):
        yield reverse(f"reports:{name}")
    yield from ["/en/search/?q=drains", "/en/reports/?kind=work_done&order=popular", "/en/nothing/"]


def admin_addresses(site):
    yield from ["/admin/", "/admin/login/"]
    for model, row in {
        "report": site.first,
        "unit": site.unit,
        "category": site.category,
        "collection": site.collection,
        "topic": site.topic,
        "period": site.first.period,
    }.items():
        yield reverse(f"admin:reports_{model}_changelist")
        yield reverse(f"admin:reports_{model}_add")
        yield reverse(f"admin:reports_{model}_change", args=[row.pk])
        yield reverse(f"admin:reports_{model}_delete", args=[row.pk])


def test_public_pages_have_no_inline_code(client, site):
    assert {
        address: found
        for address in public_addresses(site)
        if (found := inline_code(client.get(address).content.decode()))
    } == {}


def test_admin_pages_have_no_inline_code(editor_client, site):
    found = {address: inline_code(editor_client.get(address).content.decode()) for address in admin_addresses(site)}
    assert {address: code for address, code in found.items() if code} == {}


def test_every_page_forbids_inline_code_frames_and_plugins(editor_client, site):
    for address in [*public_addresses(site), *admin_addresses(site)]:
        headers = editor_client.get(address).headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";") if part.strip()
        )
        assert policy == {
            "default-src": "'self'",
            "img-src": "'self' data:",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
        }, address
        assert headers["X-Frame-Options"] == "DENY", address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin", address


def test_what_editors_type_is_never_active(client, db):
    report = make_report(
        EVIL,
        EVIL,
        summary=EVIL,
        byline=EVIL,
        attribution=EVIL,
        tags=[EVIL[:90]],
        unit=make_unit(EVIL, short_name_en=EVIL[:80], description_en=EVIL),
        category=make_category(EVIL, description_en=EVIL),
        period="2024-q3",
    )
    addresses = [report.get_absolute_url(), report.unit.get_absolute_url(), report.category.get_absolute_url(), "/en/"]
    addresses += ["/en/reports/", "/en/tags/", "/en/units/", "/en/categories/", "/en/search/?q=alert"]
    for address in addresses:
        html = client.get(address).content.decode()
        assert inline_code(html) == [], address
        assert "alert(1)" in html, address


@pytest.mark.parametrize(
    "query", ["?q=%3Cscript%3Ealert(1)%3C/script%3E", "?q=%22%20onfocus%3D%22x", "?q=%27%3E%3Cb%20style%3Dx%3E"]
)
@pytest.mark.django_db
def test_what_visitors_type_is_never_active(client, query):
    html = client.get(f"/en/search/{query}").content.decode()
    assert inline_code(html) == []
    assert "<b style" not in html


@pytest.mark.django_db
def test_login_is_needed_for_every_change(client):
    report = make_report()
    for name in ("change", "delete"):
        response = client.post(reverse(f"admin:reports_report_{name}", args=[report.pk]), {"post": "yes"})
        assert response.headers["Location"].startswith("/admin/login/")
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_forms_need_the_token(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    report = make_report()
    response = client.post(reverse("admin:reports_report_delete", args=[report.pk]), {"post": "yes"})
    assert response.status_code == 403
    assert Report.objects.count() == 1


@override_settings(
    SECURE_HSTS_SECONDS=31_536_000,
    SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
    SECURE_HSTS_PRELOAD=True,
    SECURE_SSL_REDIRECT=True,
)
@pytest.mark.django_db
def test_https_is_asked_for_and_remembered(client):
    assert client.get("/en/").headers["Location"] == "https://testserver/en/"
    response = client.get("/en/", secure=True)
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


@override_settings(ALLOWED_HOSTS=["site.example"])
@pytest.mark.django_db
def test_unknown_hosts_are_refused(client):
    assert client.get("/en/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/en/", headers={"Host": "site.example"}).status_code == 200


PRODUCTION = {"SECRET_KEY": "J5k_" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2, "ALLOWED_HOSTS": "site.example"}


SECURED = ["DEBUG", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
SHOW_SETTINGS = f"""
from django.conf import settings
print([getattr(settings, name) for name in {SECURED}])
"""
ASK_ADMIN = """
from django.test import Client
from django.urls import reverse
client = Client(headers={"Host": "localhost"})
old, new = client.get("/admin/"), client.get("/staff/desk/", secure=True)
print(reverse("admin:index"), old.status_code, new.status_code, "desk" in client.get("/robots.txt").text)
"""
CHECK = """
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""


def test_debug_asks_for_no_key_and_no_https_and_admin_stands_where_the_site_wants_it(tmp_path, migrated_file):
    """In one process, as each takes its time; robots are not told where the admin is."""
    shutil.copy(migrated_file, tmp_path)
    done = manage(
        "shell", "--no-imports", "-c", SHOW_SETTINGS + ASK_ADMIN, DATA_DIR=tmp_path, DEBUG=1, ADMIN_PATH="/staff/desk"
    )
    said = done.stdout.splitlines()
    assert said == ["[True, 0, False, False, False]", "/staff/desk/ 404 302 False"], done.stderr


def test_start_without_a_secret_key_is_refused_without_traceback(tmp_path):
    done = manage("check", DATA_DIR=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("manage.py: Set the environment variable SUMMARIES_SECRET_KEY")
    assert "Traceback" not in done.stderr


def test_production_is_the_default_and_deploys_without_a_warning(tmp_path):
    done = manage("shell", "--no-imports", "-c", SHOW_SETTINGS + CHECK, DATA_DIR=tmp_path, **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")
    said = ["[False, 31536000, True, True, True]", "System check identified no issues (0 silenced)."]
    assert done.stdout.splitlines() == said
