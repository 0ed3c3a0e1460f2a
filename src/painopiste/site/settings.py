"""Django's settings, made from the environment of the installation."""

import sys
from pathlib import Path

try:  # Debian's SQLite is in the range that can corrupt a WAL database: use the one in the wheel
    import pysqlite3

    sys.modules.setdefault("sqlite3", pysqlite3)
    sys.modules.setdefault("sqlite3.dbapi2", pysqlite3.dbapi2)
except ImportError:  # pragma: no cover  no wheel for this platform: the start-up check looks at the version
    pass

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from painopiste.site import environment as _environment
from painopiste.site import logs as _logs

ENVIRONMENT = _environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.allowed_hosts.split(",") if host.strip()]
FOLDER = ENVIRONMENT.folder.resolve()
BASE_URL = ENVIRONMENT.base_url.rstrip("/")
MAX_CLASS = ENVIRONMENT.max_class
DEMONSTRATION_ALLOWED = not ENVIRONMENT.production

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_linear_migrations",
    "django_htmx",
    "csp",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "painopiste",
]
MIDDLEWARE = [
    # The first five set headers: they stand before whatever answers by itself, static files and redirects too.
    "painopiste.site.web.middleware.ResourceMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "painopiste.site.web.wall.WallMiddleware",
    "painopiste.site.web.middleware.ActorMiddleware",
    "painopiste.base.web.middleware.ErrorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "painopiste.site.web.accounts.proof.ProofMiddleware",
    "painopiste.site.web.viewing.middleware.ViewingMiddleware",
]
ROOT_URLCONF = "painopiste.site.urls"
WSGI_APPLICATION = "painopiste.site.wsgi.application"

# One template engine, Jinja2. Each package keeps its own templates in web/templates/<package>/.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(PACKAGE.glob("**/web/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "painopiste.base.web.templating.environment",
            "context_processors": ["painopiste.base.web.templating.page_context"],
        },
    },
]
FORM_RENDERER = "painopiste.base.web.forms.Renderer"

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    # FULL: an answer that a person saw is on the disk (power-loss test: NORMAL lost 300 of 300 commits).
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA foreign_keys=ON"
    ),
}
if ENVIRONMENT.database_url:
    DATABASES = {"default": dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=600, conn_health_checks=True)}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "painopiste.sqlite3")}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A connection is kept: opening one for each request took 3 ms, as long as many a page.
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "painopiste.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["painopiste.site.signing.kept.Backend"]
SESSION_ENGINE = "painopiste.site.signing.kept"
LOGIN_URL = "accounts:log_in"
LOGIN_REDIRECT_URL = "site:home"

# --- signing in (ADR 11) ----------------------------------------------------------------------------------------
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",  # argon2id
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # what older accounts have, until they log in
]
PASSWORD_RESET_TIMEOUT = 60 * 60
TRUSTED_PROXIES = ENVIRONMENT.proxies
# What all processes must agree on (failures, used codes) is in the database; what only saves time, in memory.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "painopiste_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # what is thrown away early could be tried again
    },
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
globals().update(_environment.signing_in(ENVIRONMENT))  # django-allauth's

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["painopiste.site.formats"]
USE_I18N = True
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = FOLDER / "static"
STATICFILES_DIRS = sorted(PACKAGE.glob("**/static"))  # the look, the charts, and what single pages need
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FOLDER / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "painopiste.base.jobs.backend.LeasedBackend"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],  # the design system's icons are data-URI masks
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        # htmx makes elements of answers: app.js has the two policies through which every such text goes.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default", "look"],
        "upgrade-insecure-requests": ENVIRONMENT.production,
    },
}
# No page asks for a camera, a place or a payment: nothing that a browser can do beyond pages is open to ours.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
        "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
        "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
        "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
    )
}  # fmt: skip
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURITY_CONTACT = ENVIRONMENT.security_contact
SECURITY_EXPIRES = ENVIRONMENT.security_expires
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the form
SESSION_COOKIE_AGE = 60 * 60 * 10
CSRF_FAILURE_VIEW = "painopiste.base.web.errors.csrf_failure"
if ENVIRONMENT.production:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # Browsers take a cookie of such a name only from this very host and over TLS: no other host can plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^api/v1/."]  # a program is refused, lest it go on sending its key in the open
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_TRUSTED_ORIGINS = [BASE_URL]

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
globals().update(_environment.mail_server(ENVIRONMENT.smtp_url))  # EMAIL_HOST and the like
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
FILE_UPLOAD_HANDLERS = ["painopiste.base.uploads.receiving.InMemory"]
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the progress table of a large focus area is one form

LOGGING = _logs.configuration(json=ENVIRONMENT.production)
