"""Settings of every process: secure unless the environment says otherwise, which docs/settings.md lists."""

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from config import rest
from config.database import database_settings
from config.env import Environment
from config.log import logging_settings
from config.outboxes import outbox_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ)

# --- Where it runs -------------------------------------------------------------------------------

DEMO = env.flag(
    "DEMO",
    default=False,
    group="Mode",
    help="Demo mode: the sign-in page offers invented people by name. Never with real patients.",
)
HTTPS = env.flag(
    "HTTPS",
    default=True,
    group="Web",
    help="Cookies travel only over HTTPS, plain HTTP is redirected, and browsers remember it for a year.",
)
SECRET_KEY = env.text(
    "SECRET_KEY",
    default="",
    group="Secrets",
    help="Signs sessions: at least 50 random characters, the same for every process, and kept secret.",
)
SECRET_KEY_FALLBACKS = env.words(
    "SECRET_KEY_FALLBACKS",
    default=[],
    group="Secrets",
    help="Former secret keys, still accepted while sessions that they signed live on.",
)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    default=["localhost", "127.0.0.1"],
    group="Web",
    help="The host names that the system answers to.",
)
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS",
    default=[],
    group="Web",
    help="Origins such as https://hemgang.example.se, where a proxy changes the host name.",
)
BEHIND_PROXY = env.flag(
    "BEHIND_PROXY",
    default=False,
    group="Web",
    help="A proxy in front ends HTTPS and sets X-Forwarded-Proto itself, dropping what the caller sent; to "
    "X-Forwarded-For it adds the caller's address last.",
)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DEBUG = False
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# --- What it is made of --------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # A tool of ours, which production does without.
    *(["django_linear_migrations"] if find_spec("django_linear_migrations") else []),
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "config",
    "look",
    "accounts",
    "coordination",
    "billing",
]

MIDDLEWARE = [
    "config.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every view needs a signed-in person unless it says that it does not.
    "accounts.web.middleware.SignInMiddleware",
    "accounts.web.middleware.AssignmentMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.errors.DomainErrorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.navigation",
            ],
        },
    }
]

FORM_RENDERER = "look.forms.ScreenRenderer"

# --- Where it keeps things -----------------------------------------------------------------------

DATABASES = {
    "default": database_settings(
        env.text(
            "DATABASE_URL",
            default="postgresql:///hemgang",
            group="Servers",
            help="PostgreSQL 15 or later. Web, worker and beat: a login that is a member of hemgang_app and "
            "owns nothing. Migrations: the owner's login.",
        ),
        pool_size=env.number(
            "DATABASE_POOL_SIZE",
            default=8,
            group="Servers",
            help="Connections that one process keeps at most; 0 opens one for each request.",
        ),
    )
}
DATABASE_APP_URL = env.text(
    "DATABASE_APP_URL",
    default="",
    group="Servers",
    help="Only for `manage.py make_app_login`, which makes the login of web, worker and beat.",
)
REDIS_URL = env.text(
    "REDIS_URL",
    default="redis://localhost:6379/0",
    group="Servers",
    help="Valkey or Redis, for tasks and the cache; redis://host:port/number, rediss:// or unix:///path.",
)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who may come in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- What a browser may do -----------------------------------------------------------------------

# One working day; a shared computer on a ward is signed out when its browser closes.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
# Probes come from inside, without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "config.errors.expired_form"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Words, times and files ----------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale" / part for part in ("shared", "accounts", "coordination", "billing")]
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("pictures", BASE_DIR / "docs" / "pictures")]
# Far-future names by content; from the sources where nothing was collected (demo, tests).
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- The API -------------------------------------------------------------------------------------

REST_FRAMEWORK = rest.FRAMEWORK
SPECTACULAR_SETTINGS = rest.SCHEMA

# --- Mail, which never carries a patient's data ---------------------------------------------------

EMAIL_HOST = env.text("EMAIL_HOST", default="localhost", group="Mail", help="The mail server.")
EMAIL_PORT = env.number("EMAIL_PORT", default=25, group="Mail", help="Its port.")
EMAIL_HOST_USER = env.text("EMAIL_USER", default="", group="Mail", help="Its login, where it wants one.")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD", default="", group="Mail", help="The login's password.")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=False, group="Mail", help="Speak TLS (STARTTLS) with it.")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text(
    "EMAIL_FROM", default="hemgang@localhost", group="Mail", help="The address that mail comes from."
)

# --- Messages to other systems --------------------------------------------------------------------

SITE_URL = env.text(
    "SITE_URL",
    default="http://localhost:8000",
    group="Web",
    help="The address that people use, without a slash at its end: links in mail and webhooks begin with it.",
).rstrip("/")
WEBHOOKS_IN_OWN_NETWORK = env.flag(
    "WEBHOOKS_IN_OWN_NETWORK",
    default=False,
    group="Webhooks",
    help="Webhooks may go by plain HTTP and to private addresses: for an integration engine in the same closed "
    "network. Otherwise only by HTTPS to the open internet.",
)

# --- Invoices and vouchers ------------------------------------------------------------------------

INVOICE_OUTBOX, VOUCHER_OUTBOX, OUTBOX_TOKEN, OUTBOX_KEY_FILE, OUTBOX_KNOWN_HOSTS = outbox_settings(env)

# --- Watching ------------------------------------------------------------------------------------

WORKER_SILENCE_MINUTES = env.number(
    "WORKER_SILENCE_MINUTES",
    default=10,
    group="Watching",
    help="A worker that has taken no task for so long ends itself, to be started again; 0 for one that takes only "
    "queues with little in them.",
)
METRICS_TOKEN = env.text(
    "METRICS_TOKEN",
    default="",
    group="Watching",
    help="The bearer token with which Prometheus may read /metrics; without one the page does not exist.",
)

# --- Logs ----------------------------------------------------------------------------------------

LOGGING = logging_settings(
    level=env.text("LOG_LEVEL", default="INFO", group="Logs", help="DEBUG, INFO, WARNING or ERROR."),
    as_json=env.flag(
        "LOG_JSON", default=True, group="Logs", help="One JSON object a line; no: lines for people to read."
    ),
)
LOGGING_CONFIG = "logging.config.dictConfig"
