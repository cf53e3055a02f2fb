"""Reading of the SUMMARIES_... environment variables, with messages that say what to do."""

import re
from collections.abc import Callable, Sequence
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

PREFIX = "SUMMARIES_"
_MISSING = object()
_PATH = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_env = environ.Env()
MAIL_SCHEMES = {"console": "console", "smtp": "smtp", "smtp+tls": "smtp", "smtp+ssl": "smtp"}
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")


def read_dotenv(path: Path) -> None:
    """Take variables that are not set yet from the file at `path`, if there is one."""
    if path.is_file():
        environ.Env.read_env(path)


def _read(name: str, reader: Callable[..., Any], expected: str, default: object) -> Any:  # noqa: ANN401
    variable = PREFIX + name
    raw = _env.str(variable, default="")
    if raw == "":
        if default is _MISSING:
            raise ImproperlyConfigured(f"Set the environment variable {variable} ({expected}).")
        return default
    try:
        return reader(variable)
    except (ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{variable} is {raw!r}, but it has to be {expected}.") from error


def read_text(name: str, default: str | None = None, expected: str = "a text") -> str:
    """Return the variable's text; without a default it has to be set."""
    return str(_read(name, _env.str, expected, _MISSING if default is None else default))


def read_flag(name: str, *, default: bool) -> bool:
    """Return the variable as true or false; anything but 1/0, true/false, yes/no, on/off is refused."""

    def parse(variable: str) -> bool:
        word = _env.str(variable).strip().lower()
        if word in {"1", "true", "yes", "on"}:
            return True
        if word in {"0", "false", "no", "off"}:
            return False
        raise ValueError(word)

    return bool(_read(name, parse, "1 or 0", default))


def read_number(name: str, default: int, least: int = 0) -> int:
    """Return the variable as a whole number, `least` or more."""

    def parse(variable: str) -> int:
        number = int(_env.str(variable))
        if number < least:
            raise ValueError(number)
        return number

    return int(_read(name, parse, f"a whole number, {least} or more", default))


def read_list(name: str, default: list[str]) -> list[str]:
    """Return the comma-separated items of the variable."""
    items = _read(name, _env.list, "a comma-separated list", default)
    return [item.strip() for item in items if item.strip()]


def read_choice(name: str, choices: Sequence[str], default: str) -> str:
    """Return the variable's text, one of `choices`."""

    def parse(variable: str) -> str:
        word = _env.str(variable)
        if word not in choices:
            raise ValueError(word)
        return word

    return str(_read(name, parse, "one of " + ", ".join(choices), default))


def read_time_zone(name: str, default: str) -> str:
    """Return the name of a time zone."""

    def parse(variable: str) -> str:
        zone = _env.str(variable)
        if zone not in available_timezones():
            raise ValueError(zone)
        return zone

    return str(_read(name, parse, "a time zone such as Asia/Shanghai", default))


def read_database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings of the database at the address in the variable (SQLite or PostgreSQL)."""
    expected = "an address such as sqlite:////srv/summaries.sqlite3 or postgres://user:password@host:5432/name"
    address = read_text(name, default, expected)
    # The address holds a password: no message repeats it.
    if address.partition("://")[0] not in DATABASE_SCHEMES:
        raise ImproperlyConfigured(f"{PREFIX}{name} names no supported database; it has to be {expected}.")
    try:
        return dict(environ.Env.db_url_config(address))
    except (ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(f"{PREFIX}{name} is no database address; it has to be {expected}.") from None


def read_mail(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings of the mail server at the address in the variable, "console:" for none."""
    expected = "console: or an address such as smtp+tls://user:password@host:587 (smtp, smtp+tls, smtp+ssl)"
    address = read_text(name, default, expected)
    refusal = f"{PREFIX}{name} names no mail server; it has to be {expected}."
    # The address holds a password: no message repeats it.
    try:
        parts = urlsplit(address)
        backend, port = MAIL_SCHEMES[parts.scheme], parts.port
    except (KeyError, ValueError):
        raise ImproperlyConfigured(refusal) from None
    if backend != "console" and not parts.hostname:
        raise ImproperlyConfigured(refusal)
    return {
        "BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
        "HOST": parts.hostname or "localhost",
        "PORT": port or {"smtp+tls": 587, "smtp+ssl": 465}.get(parts.scheme, 25),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "TLS": parts.scheme == "smtp+tls",
        "SSL": parts.scheme == "smtp+ssl",
    }


def read_sender(name: str, default: str | None) -> str:
    """Return an address that mail can come from, with or without a name before it."""

    def parse(variable: str) -> str:
        sender = _env.str(variable)
        try:
            validate_email(parseaddr(sender)[1])
        except ValidationError as error:
            raise ValueError(sender) from error
        if not sender.isprintable():
            raise ValueError(sender)
        return sender

    expected = "an e-mail address such as Summaries <reports@example.org>"
    return str(_read(name, parse, expected, _MISSING if default is None else default))


def read_path(name: str, default: str, taken: Sequence[str]) -> str:
    """Return a path below the root with a slash at its end and none at its start; `taken` first steps are refused."""

    def parse(variable: str) -> str:
        path = _env.str(variable).strip().strip("/")
        if not _PATH.fullmatch(path) or path.partition("/")[0].lower() in taken:
            raise ValueError(path)
        return f"{path}/"

    expected = f"a path such as admin or staff/desk: letters, digits, - and _; not beginning with {', '.join(taken)}"
    return str(_read(name, parse, expected, default))


def read_site_address(name: str, default: str | None) -> str:
    """Return scheme and host of the site, without a slash at the end."""

    def parse(variable: str) -> str:
        address = _env.str(variable).rstrip("/")
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
            raise ValueError(address)
        return address

    return str(
        _read(name, parse, "an address such as https://reports.example.org", _MISSING if default is None else default)
    )
