"""All settings of the portal in one file; what differs between places is an environment variable.

With no variable set everything is embedded (PostgreSQL, queue, mail files) below ``DATA_DIR``. The entry points
(``manage.py``, the test plugin) start the embedded server and put its ``DATABASE_URL`` into the environment; this
file only reads.
"""

import hashlib
import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from amedip.core.storing import storage_at

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()
TESTING = "pytest" in sys.modules

# --- where it runs -----------------------------------------------------------------------------------------------
# Embedded is the mode without a DATABASE_URL of the operator's own: one machine, one person, example secrets allowed.
EMBEDDED = "DATABASE_URL" not in env or env.bool("AMEDIP_EMBEDDED", default=False)
DEBUG = env.bool("DEBUG", default=False)
PORT = env.int("PORT", default=8000)
SITE_URL = env("SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
SECURE = SITE_URL.startswith("https://")
# Stands in the permanent names that feeds, calendars and harvesters keep; it stays when the site moves.
IDENTIFIER_DOMAIN = env("IDENTIFIER_DOMAIN", default=urlsplit(SITE_URL).hostname)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
RELEASE = env("RELEASE", default="0.1.0")
SITE_NAME = env("SITE_NAME", default="AMEDIP")

SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    if not (EMBEDDED or TESTING):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Sessions and one-time links are signed with it: set it to 50 or more random "
            "characters in the environment of every process."
        )
    # An embedded portal keeps a key of its own beside its data; manage.py writes it at the first start.
    key_file = DATA_DIR / "secret-key"
    SECRET_KEY = (
        key_file.read_text().strip() if key_file.exists() else hashlib.sha256(str(DATA_DIR).encode()).hexdigest()
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

# --- the house ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "modeltranslation",  # before the admin: it patches ModelAdmin
    "amedip.core",
    "amedip.accounts",
    "amedip.partners",
    "amedip.translations",
    "registry",
    "exchanges",
    "pilots",
    "workshops",
    "amedip.portal",
    "amedip.core.apps.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_filters",
    "import_export",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "amedip.core.middleware.BadRequestsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "amedip.core.middleware.SiteLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amedip.accounts.middleware.SecondFactorMiddleware",
    "amedip.accounts.middleware.LastSeenMiddleware",
]

ROOT_URLCONF = "amedip.urls"
WSGI_APPLICATION = "amedip.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "amedip.core.templatetags.texts",
                "amedip.core.templatetags.frame",
                "amedip.translations.templatetags.standing",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amedip.core.context.site",
                "amedip.portal.context.masthead",
            ],
        },
    }
]

# --- data --------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///amedip")}
DATABASES["default"] |= {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": DATABASES["default"].get("OPTIONS", {}) | {"application_name": "amedip"},
    "TEST": {"TEMPLATE": env("TEST_TEMPLATE", default=None)},  # migrated once for all (tests/plugin.py)
}

# Off behind a pooler that hands each statement to another session.
PREPARED_STATEMENTS = env.bool("PREPARED_STATEMENTS", default=True)

# How long the feed of changes remembers each of them; partners who were away for longer begin anew.
CHANGES_KEPT_DAYS = env.int("CHANGES_KEPT_DAYS", default=400)

# A question that takes the database longer than this is answered with 503.
API_STATEMENT_SECONDS = env.float("API_STATEMENT_SECONDS", default=10)

# Rate limits and kept pages must be shared by all processes: the database serves where no CACHE_URL names a server.
CACHES = {
    "default": env.cache("CACHE_URL")
    if "CACHE_URL" in env
    else {
        "BACKEND": "amedip.core.caching.SharedCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Rendered public pages, per process: keyed by the public stamp, so never stale (docs/adr/0005).
    "pages": {
        "BACKEND": "amedip.core.caching.BoundedCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2_000, "MAX_BYTES": 64_000_000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # for who asks to stay signed in; others are signed out with the browser
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

MEDIA_ROOT = DATA_DIR / "media"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "amedip" / "static"]
STORAGES = {
    "default": storage_at(env("STORAGE_URL", default="")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = [
    "amedip.core.uploads.NameKeeper",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# ClamAV's scanner, unix:/run/clamav/clamd.ctl or tcp://host:3310: every file that is handed in passes it.
CLAMAV = env("CLAMAV", default="")

# --- queue and mail ----------------------------------------------------------------------------------------------
QUEUE_DIR = DATA_DIR / "queue"
CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="files://localhost/")
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://") if "EMAIL_URL" in env else {}
if EMAIL_CONFIG:
    globals().update({key: value for key, value in EMAIL_CONFIG.items() if key.startswith("EMAIL")})
else:
    EMAIL_BACKEND = "amedip.core.mail.FileBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="AMEDIP <amedip@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The team's address on public pages.
CONTACT_EMAIL = env("CONTACT_EMAIL", default="amedip@localhost")
# Where people report a weakness (mailto: or https:); published in /.well-known/security.txt.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="mailto:security@localhost")

# --- webhooks ----------------------------------------------------------------------------------------------------
# The ports to which messages go, and, while one develops, what is reached although it lies inside (localhost:9000).
WEBHOOK_PORTS = env.list("WEBHOOK_PORTS", cast=int, default=[443, 80])
WEBHOOK_INSIDE = env.list("WEBHOOK_INSIDE", default=[])
if WEBHOOK_INSIDE and SECURE:
    raise ImproperlyConfigured("WEBHOOK_INSIDE opens the network inside: it is for development, not for an https site.")

# --- languages ---------------------------------------------------------------------------------------------------
LANGUAGES = [("ar", "العربية"), ("en", "English"), ("fr", "Français")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = ("ar", "en", "fr")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en", "fr", "ar")
MODELTRANSLATION_CUSTOM_FIELDS: tuple[str, ...] = ()
MODELTRANSLATION_AUTO_POPULATE = False
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["amedip.core.formats"]
USE_THOUSAND_SEPARATOR = False

# Machine suggestions come from the LibreTranslate-compatible service that is named here; none is named by default.
TRANSLATION_URL = env("TRANSLATION_URL", default="")
TRANSLATION_API_KEY = env("TRANSLATION_API_KEY", default="")
TRANSLATION_TIMEOUT = env.int("TRANSLATION_TIMEOUT", default=30)  # seconds for each answer

# --- people ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "amedip.accounts.passwords.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:landing"
LOGOUT_REDIRECT_URL = "portal:home"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# Rate limits of sign-in, reset and codes are allauth's own (five wrong passwords in five minutes for an address, ten
# a minute from a place); they count in the default cache, which all processes share, under a lock that is one ``add``.
# Who asks to follow by mail is counted in the same way: no mailbox may be flooded, and no address be guessed.
ACCOUNT_RATE_LIMITS = {"follow": "10/m/ip,3/h/key"}
ACCOUNT_ADAPTER = "amedip.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the one-time link of the invitation proves the address
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# allauth's own would keep a second table of addresses beside the accounts.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (the path of a class)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "amedip.accounts.forms.LoginForm",
    "reauthenticate": "amedip.accounts.forms.ReauthenticateForm",
    "reset_password": "amedip.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "amedip.accounts.forms.ResetPasswordKeyForm",
    "change_password": "amedip.accounts.forms.ChangePasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_ADAPTER = "amedip.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
USERSESSIONS_TRACK_ACTIVITY = True  # shown; kept by our own middleware, which writes once in a while only
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers take http://localhost for safe; everywhere else passkeys need https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # phones go up to half a minute wrong
MFA_FORMS = {
    "authenticate": "amedip.accounts.forms.AuthenticateForm",
    "reauthenticate": "amedip.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "amedip.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "amedip.accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "amedip.accounts.forms.EditWebAuthnForm",
}

# --- the browser's rules -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SECURE and env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_FAILURE_VIEW = "amedip.core.errors.csrf_failure"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

# --- API ---------------------------------------------------------------------------------------------------------
# Requests a minute from one address without a token, of those that something is built for; 0 sets no limit. Clients
# have rates of their own. (Tests all come from one address.)
API_RATE = env.int("API_RATE", default=0 if TESTING else 6_000)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["amedip.partners.authentication.Bearer"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["amedip.core.api.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "amedip.core.api.negotiating.ByQuality",
    "DEFAULT_SCHEMA_CLASS": "amedip.core.api.schema.Schema",
    "EXCEPTION_HANDLER": "amedip.core.api.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AMEDIP portal",
    "DESCRIPTION": (
        "Everything public in the portal, in Arabic, English and French. Lists are read page by page along `next`; "
        "every answer has a strong ETag, so asking again costs next to nothing while nothing has changed."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENFORCE_NON_BLANK_FIELDS": True,
    "POSTPROCESSING_HOOKS": [],  # the same words mean different things in different kinds: no shared enumerations
}

# --- history -----------------------------------------------------------------------------------------------------
PGHISTORY_APPEND_ONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"secrets": {"()": "amedip.accounts.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {"celery": {"level": "WARNING"}},  # a sweep every ten seconds is no news
}
