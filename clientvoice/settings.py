"""Settings, read from the environment alone; every variable is documented in `.env.example`.

A secret may also come from a file: `SECRET_KEY_FILE=/run/secrets/key` stands for `SECRET_KEY`.
"""

import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from clientvoice.identity import one_provider
from clientvoice.logs import logging_settings
from clientvoice.plugins import template_folders
from clientvoice.variables import Environment
from organisations.rules.retention import chosen_lengths

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

PRODUCTION = env.str("CLIENTVOICE_ENV", default="development") == "production"
TESTING = "pytest" in sys.modules
DEBUG = False

# Outside production a fixed key keeps sign-ins and letter codes alive over restarts; production refuses to start on it.
DEVELOPMENT_KEY = "only-for-development-and-demonstration-never-for-real-people"
SECRET_KEY = env.str("SECRET_KEY", default="" if PRODUCTION else DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SECRET_KEY_LENGTH = 50
if PRODUCTION and len(SECRET_KEY) < SECRET_KEY_LENGTH:
    message = f"SECRET_KEY has less than {SECRET_KEY_LENGTH} characters; `clientvoice doctor --new-secret` makes one."
    raise ImproperlyConfigured(message)

# Opens the keys that seal texts and files (docs/encryption.md). Apart from SECRET_KEY, which may change any day.
DEVELOPMENT_DATA_KEY = "only-for-development-and-demonstration-seals-nothing-of-real-people"
DATA_KEY = env.str("DATA_KEY", default="" if PRODUCTION else DEVELOPMENT_DATA_KEY)
DATA_KEY_FALLBACKS = env.list("DATA_KEY_FALLBACKS", default=[])
if PRODUCTION and len(DATA_KEY) < SECRET_KEY_LENGTH:
    message = f"DATA_KEY has less than {SECRET_KEY_LENGTH} characters; `clientvoice doctor --new-secret` makes one."
    raise ImproperlyConfigured(message)
DATA_KEYS_RELOAD = 86_400 if TESTING else 60
"""Seconds after which a process looks whether there is a new data key."""

BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "testserver"])
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "instruments",
    "organisations",
    "surveys",
    "supportplans",
    "reports",
    "clientvoice",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "clientvoice.middleware.PlainFormsMiddleware",
    "clientvoice.middleware.DatabaseAwayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "clientvoice.middleware.RespondentLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "organisations.session_use.SessionUseMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organisations.identity.sessions.IdentityMiddleware",
    "organisations.middleware.RightsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clientvoice.middleware.NoStoreMiddleware",
]

ROOT_URLCONF = "clientvoice.urls"
WSGI_APPLICATION = "clientvoice.wsgi.application"
ASGI_APPLICATION = "clientvoice.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", *template_folders()],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisations.context_processors.staff",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default="postgresql://clientvoice@127.0.0.1:1/clientvoice")}
DATABASES["default"] |= {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": 0 if TESTING else 60,
    "CONN_HEALTH_CHECKS": not TESTING,
    # Without a threshold Django lets the driver prepare nothing; its own queries never are. See surveys/prepared.py.
    "OPTIONS": {**DATABASES["default"].get("OPTIONS", {}), "connect_timeout": 5, "prepare_threshold": 5},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:1/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organisations.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "organisations.forms.accounts.LoginForm",
    "change_password": "organisations.forms.accounts.PasswordForm",
    "reset_password": "organisations.forms.accounts.ResetForm",
    "reset_password_from_key": "organisations.forms.accounts.NewPasswordForm",
    "reauthenticate": "organisations.forms.accounts.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True
# One use and one hour: whoever finds the mail later finds nothing.
PASSWORD_RESET_TIMEOUT = 60 * 60

MFA_ADAPTER = "organisations.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "clientvoice"
MFA_TOTP_TOLERANCE = 1
# A passkey lets in alone, so whoever finds the key must not do without its PIN, finger or face.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_FORMS = {
    "authenticate": "organisations.forms.second_factor.CodeForm",
    "reauthenticate": "organisations.forms.second_factor.CodeAgainForm",
    "activate_totp": "organisations.forms.second_factor.AppForm",
    "add_webauthn": "organisations.forms.second_factor.PasskeyForm",
    "authenticate_webauthn": "organisations.forms.second_factor.PasskeyStepForm",
    "login_webauthn": "organisations.forms.second_factor.PasskeySignInForm",
    "reauthenticate_webauthn": "organisations.forms.second_factor.PasskeyAgainForm",
    "edit_webauthn": "organisations.forms.second_factor.PasskeyNameForm",
}
# Quality staff, administrators and whoever may take data out sign in with a second step.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=PRODUCTION)

# Sign-in through the organisations' own identity providers (docs/sign-in.md): a list in JSON, or one by variables.
IDENTITY_PROVIDERS = env.str("IDENTITY_PROVIDERS", default=one_provider(env))
# After so many minutes a provider is asked whether somebody still works there.
OIDC_RECHECK_MINUTES = env.int("OIDC_RECHECK_MINUTES", default=15)

# Messages name people. In a cookie they would outlive the sign-in, on a tablet that a client then holds.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "organisations.sessions"
# A sign-in ends when nobody used it for a while, and in any case after a working day.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# With https no neighbour under the same domain, and nobody on the way, can put a cookie of ours: browsers see to that.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = PRODUCTION and env.bool("SECURE_SSL_REDIRECT", default=True)
# The container engine asks from inside, without https.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Else every sign-in seems to come from the proxy, and one guesser spends the limit of the whole organisation.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Not "no-referrer": browsers then send `Origin: null`, and Django's CSRF check refuses every form. No URL is secret.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        # blob: is what somebody photographed or recorded on this very page, to be seen or heard before it is kept.
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="nl")
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
RESPONDENT_LANGUAGES = ["ar", "pl", "tr", "uk"]
"""Languages of the pages on which people answer, beside those of the whole site."""
UNCHECKED_LANGUAGES = frozenset(RESPONDENT_LANGUAGES)
"""Languages whose words nobody who speaks them has checked yet; the catalogues say the same."""
LOCALE_PATHS = [BASE_DIR / "clientvoice" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Amsterdam")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
BACKUP_FOLDER = Path(env.str("BACKUP_FOLDER", default=str(BASE_DIR / "var" / "backups")))
# Outlives the database: a backup that is put back erases again whoever stands here.
TOMBSTONE_FILE = Path(env.str("TOMBSTONE_FILE", default=str(BASE_DIR / "var" / "tombstones.jsonl")))
ERASURE_DAYS = env.int("ERASURE_DAYS", default=7)
"""How many days an erasure that was confirmed can still be withdrawn."""
try:
    RETENTION = chosen_lengths(lambda name, default: env.int(name, default=default))
except ValueError as error:
    raise ImproperlyConfigured(str(error)) from error

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_AUTOREFRESH = TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS = [
    "clientvoice.uploading.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default=f"clientvoice@{urlsplit(BASE_URL).hostname}")

# For /.well-known/security.txt: where a leak can be reported, and until which day that holds.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
try:
    SECURITY_EXPIRES = date.fromisoformat(env.str("SECURITY_EXPIRES", default="")) if SECURITY_CONTACT else None
except ValueError as error:
    raise ImproperlyConfigured("SECURITY_EXPIRES is no day such as 2027-06-30.") from error

CELERY_BROKER_URL = REDIS_URL

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "organisations.api.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["clientvoice.problems.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "organisations.api.description.ScopedSchema",
    "EXCEPTION_HANDLER": "clientvoice.problems.exception_handler",
    "STRICT_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "clientvoice",
    "DESCRIPTION": "Ask clients what they think of their life and support, and do something with it.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "answeringSecret": {
                "type": "http",
                "scheme": "bearer",
                "description": "The secret of an answering session, as opening it gave.",
            }
        }
    },
}

LOGGING = logging_settings(production=PRODUCTION)
