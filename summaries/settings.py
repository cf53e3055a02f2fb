"""All settings. Safe by default; each variable is explained in the README's table."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from summaries import environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment.read_dotenv(BASE_DIR / ".env")
DATA_DIR = Path(environment.read_text("DATA_DIR", str(BASE_DIR / "var")))

DEBUG = environment.read_flag("DEBUG", default=False)
SECRET_KEY = environment.read_text(
    "SECRET_KEY",
    "insecure-key-for-debug-mode-only" if DEBUG else None,
    "a long random text; python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one",
)
ALLOWED_HOSTS = environment.read_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.read_list("CSRF_TRUSTED_ORIGINS", [])
HTTPS = environment.read_flag("HTTPS", default=not DEBUG)

INSTALLED_APPS = [
    "reports.apps.EditorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "reports.apps.TagsConfig",
    "treebeard",
    "reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reports.middleware.publish_due_reports",
    "reports.caching.CachingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "reports.signing_in.SessionsEndMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "summaries.urls"
WSGI_APPLICATION = "summaries.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.read_database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'summaries.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue from the start of their transaction instead of failing in its middle.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;",
        "timeout": 20,
    }
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
else:
    DATABASES["default"]["CONN_MAX_AGE"] = environment.read_number("DATABASE_CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Files that take seconds to make are kept here, as many as this; who asks for one that is not there waits for it.
FILES_DIR = str(DATA_DIR / "files")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "files": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": FILES_DIR,
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "reports.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": environment.read_number("PASSWORD_LENGTH", 12, least=8)},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "reports.workflow.MembershipBackend"]
LOGIN_URL = "admin:login"
ADMIN_PATH = environment.read_path(
    "ADMIN_PATH", "admin/", taken=("en", "zh-hans", "api", "oai", "static", "robots", "sitemap", "sitemaps", "cards")
)

# Signing in: who may have to take a second step, and how long it holds (see `reports.signing_in`).
TWO_FACTOR = environment.read_choice("TWO_FACTOR", ["required", "optional"], "required")
SESSION_IDLE = timedelta(minutes=environment.read_number("SESSION_IDLE_MINUTES", 120, least=1))
SESSION_COOKIE_AGE = environment.read_number("SESSION_HOURS", 12, least=1) * 3600
OTP_TOTP_ISSUER = "Summaries"
# Failed sign-ins are counted for a name at a network.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = environment.read_number("LOGIN_FAILURES", 5, least=1)
AXES_COOLOFF_TIME = timedelta(minutes=environment.read_number("LOGIN_WAIT_MINUTES", 15, least=1))
AXES_HANDLER = "reports.signing_in.throttling.FailureCounter"
AXES_CLIENT_IP_CALLABLE = "reports.signing_in.throttling.network_of"
AXES_LOCKOUT_CALLABLE = "reports.views.errors.too_many_sign_ins"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# What is kept of a failed sign-in is in the way of nobody's privacy for long, and no concern of editors.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
# Below, what libraries say in other words than ours, or leave in English.
LOCALE_PATHS = [BASE_DIR / "reports" / "locale", BASE_DIR / "reports" / "locale" / "stock"]
USE_I18N = True
FORMAT_MODULE_PATH = "summaries.formats"
USE_TZ = True
TIME_ZONE = environment.read_time_zone("TIME_ZONE", "UTC")

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.read_text("STATIC_ROOT", str(DATA_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "summaries.stylesheets.JoiningStorage"
    },
}

# Imports: pasted text of some hundred pages, and as many files at once as stay below a process's limit of open files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 400
# The review of an import has two fields for each section of some hundred lines, and one for each doubt.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Days after which files are dropped that an editor handed in, and that nobody stored or worked on since.
IMPORT_DAYS = environment.read_number("IMPORT_DAYS", 90)

_MAIL = environment.read_mail("MAIL_URL", "console:")
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _MAIL["BACKEND"], _MAIL["HOST"], _MAIL["PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL["USER"], _MAIL["PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL["TLS"], _MAIL["SSL"]
# Visitors wait for the mail that asks them to confirm.
EMAIL_TIMEOUT = 10
_IS_MAIL_SENT = not EMAIL_BACKEND.endswith("console.EmailBackend")
# Who mail is from and where its links lead: to be told as soon as it is really sent.
DEFAULT_FROM_EMAIL = environment.read_sender("MAIL_FROM", None if _IS_MAIL_SENT else "Summaries <summaries@localhost>")
SITE_URL = environment.read_site_address("SITE_URL", None if _IS_MAIL_SENT else "http://localhost:8000")
# A font with Chinese characters for the pictures that stand for reports where they are shared; "" looks for one.
CARD_FONT = environment.read_text("CARD_FONT", "")

TAGGIT_CASE_INSENSITIVE = True

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# The language chosen in the admin; that of the visitor's site stands in its addresses.
LANGUAGE_COOKIE_PATH = f"/{ADMIN_PATH}"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "reports.views.errors.form_refused"
BEHIND_PROXY = environment.read_flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOG_LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.read_choice("LOG_LEVEL", LOG_LEVELS, "WARNING")},
}
