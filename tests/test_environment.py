"""Reading of the SUMMARIES_... variables: values, defaults, and messages that say what to do."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from summaries import environment
from tests.processes import manage

VARIABLE = "SUMMARIES_TEST"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1", True),
        ("true", True),
        ("YES", True),
        (" on ", True),
        ("0", False),
        ("false", False),
        ("No", False),
        ("off", False),
    ],
)
def test_flag_is_read(monkeypatch, raw, value):
    monkeypatch.setenv(VARIABLE, raw)
    assert environment.read_flag("TEST", default=not value) is value


@pytest.mark.parametrize("raw", ["2", "maybe", "y e s", "-1"])
def test_flag_that_is_none_is_refused(monkeypatch, raw):
    monkeypatch.setenv(VARIABLE, raw)
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read_flag("TEST", default=True)
    assert str(refusal.value) == f"SUMMARIES_TEST is {raw!r}, but it has to be 1 or 0."


@pytest.mark.parametrize(("raw", "value"), [("0", 0), ("60", 60), (" 7 ", 7)])
def test_number_is_read(monkeypatch, raw, value):
    monkeypatch.setenv(VARIABLE, raw)
    assert environment.read_number("TEST", 5) == value


@pytest.mark.parametrize("raw", ["-1", "1.5", "many"])
def test_number_that_is_none_is_refused(monkeypatch, raw):
    monkeypatch.setenv(VARIABLE, raw)
    with pytest.raises(ImproperlyConfigured, match="has to be a whole number, 0 or more"):
        environment.read_number("TEST", 5)


def test_number_below_its_least_is_refused(monkeypatch):
    monkeypatch.setenv(VARIABLE, "7")
    with pytest.raises(ImproperlyConfigured, match="has to be a whole number, 8 or more"):
        environment.read_number("TEST", 12, least=8)


@pytest.mark.parametrize(
    ("raw", "path"), [("desk", "desk/"), ("/staff/Desk_2/", "staff/Desk_2/"), (" admin ", "admin/")]
)
def test_path_is_read(monkeypatch, raw, path):
    monkeypatch.setenv(VARIABLE, raw)
    assert environment.read_path("TEST", "admin/", ("en", "api")) == path


@pytest.mark.parametrize("raw", ["/", "a b", "../admin", "a//b", "api/desk", "EN", "柜台", "a?b", "<str:x>"])
def test_path_that_is_none_or_taken_is_refused(monkeypatch, raw):
    monkeypatch.setenv(VARIABLE, raw)
    with pytest.raises(ImproperlyConfigured, match="letters, digits, - and _; not beginning with en, api"):
        environment.read_path("TEST", "admin/", ("en", "api"))


def test_list_is_read_without_blanks(monkeypatch):
    monkeypatch.setenv(VARIABLE, "a.example, b.example ,, ")
    assert environment.read_list("TEST", []) == ["a.example", "b.example"]


@pytest.mark.parametrize("raw", [None, ""])
def test_variable_that_is_unset_or_empty_has_its_default(monkeypatch, raw):
    monkeypatch.delenv(VARIABLE, raising=False)
    if raw is not None:
        monkeypatch.setenv(VARIABLE, raw)
    assert environment.read_flag("TEST", default=True) is True
    assert environment.read_number("TEST", 5) == 5
    assert environment.read_list("TEST", ["x"]) == ["x"]
    assert environment.read_text("TEST", "text") == "text"
    with pytest.raises(ImproperlyConfigured, match=r"Set the environment variable SUMMARIES_TEST \(a word\)\."):
        environment.read_text("TEST", expected="a word")


@pytest.mark.parametrize(
    ("address", "engine", "name"),
    [
        ("sqlite:////srv/data.sqlite3", "sqlite3", "/srv/data.sqlite3"),
        ("postgres://user:pa%23ss@host:5433/site", "postgresql", "site"),
        ("postgresql://user@host/site", "postgresql", "site"),
    ],
)
def test_database_address_is_read(monkeypatch, address, engine, name):
    monkeypatch.setenv(VARIABLE, address)
    settings = environment.read_database("TEST", "")
    assert (settings["ENGINE"].rsplit(".", 1)[-1], str(settings["NAME"])) == (engine, name)


@pytest.mark.parametrize("address", ["mysql://user@host/site", "nonsense", "host:5432/site", "postgres//x"])
def test_database_that_is_none_is_refused_without_its_password(monkeypatch, address):
    monkeypatch.setenv(VARIABLE, address)
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read_database("TEST", "")
    assert str(refusal.value).startswith("SUMMARIES_TEST names no supported database; it has to be an address such as")
    assert address not in str(refusal.value)


def test_dotenv_fills_in_what_is_not_set(monkeypatch, tmp_path: Path):
    file = tmp_path / ".env"
    file.write_text("SUMMARIES_TEST=from the file\nSUMMARIES_OTHER=file\n", encoding="utf-8")
    monkeypatch.setenv("SUMMARIES_OTHER", "process")
    # Set and taken away, so that it is taken away again afterwards.
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.delenv(VARIABLE)
    environment.read_dotenv(file)
    environment.read_dotenv(tmp_path / "none")
    assert (environment.read_text("TEST", ""), environment.read_text("OTHER", "")) == ("from the file", "process")


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "Set the environment variable SUMMARIES_SECRET_KEY (a long random text; python -c"),
        ({"SECRET_KEY": ""}, "Set the environment variable SUMMARIES_SECRET_KEY"),
        ({"SECRET_KEY": "x", "DEBUG": "perhaps"}, "SUMMARIES_DEBUG is 'perhaps', but it has to be 1 or 0."),
        ({"SECRET_KEY": "x", "TIME_ZONE": "Mars"}, "SUMMARIES_TIME_ZONE is 'Mars', but it has to be a time zone"),
        ({"SECRET_KEY": "x", "LOG_LEVEL": "loud"}, "SUMMARIES_LOG_LEVEL is 'loud', but it has to be one of DEBUG,"),
        ({"SECRET_KEY": "x", "DATABASE_URL": "mysql://a"}, "SUMMARIES_DATABASE_URL names no supported database"),
        (
            {"SECRET_KEY": "x", "DATABASE_URL": "postgres://a/b", "DATABASE_CONN_MAX_AGE": "long"},
            "has to be a whole number",
        ),
    ],
)
def test_wrong_environment_stops_the_start_with_one_line(tmp_path, variables, message):
    done = manage("check", DATA_DIR=tmp_path, **variables)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
