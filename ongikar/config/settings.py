"""All settings in one file: what an installation says of itself is read by a table (core/environment.py)."""

import sys
from pathlib import Path

from ongikar.core.crypto.signing_key import signing_key
from ongikar.core.data_owner import data_folder
from ongikar.core.environment import read_path, read_setting
from ongikar.core.log_redaction import log_form
from ongikar.demo.public_demo import is_public

ROOT = Path(__file__).resolve().parents[2]

# Where everything that is not code lies. Nothing is made here: `ongikar prepare` does.
VAR: Path = data_folder()
DATABASE_URL = read_setting("ONGIKAR_DATABASE") or f"sqlite:///{VAR / 'ongikar.sqlite3'}"
PUBLIC_ADDRESS = read_setting("ONGIKAR_ADDRESS")
# Names the site answers to; a full stop before one: all names before it. See docs/how-to/many-offices.md.
HOSTS = read_setting("ONGIKAR_HOSTS")
DEBUG = read_setting("ONGIKAR_DEBUG")
SMTP_HOST = read_setting("ONGIKAR_SMTP_HOST")
SMTP_PORT = read_setting("ONGIKAR_SMTP_PORT")
SMTP_USER = read_setting("ONGIKAR_SMTP_USER")
SMTP_PASSWORD = read_setting("ONGIKAR_SMTP_PASSWORD")
SMTP_TLS = read_setting("ONGIKAR_SMTP_TLS")
MAIL_FROM = read_setting("ONGIKAR_MAIL_FROM")
# The address of an SMS gateway of Kannel's sendsms form, with user and sender in it; none: no SMS leaves.
ONGIKAR_SMS_URL = read_setting("ONGIKAR_SMS_URL")
# Addresses of our own proxies, such as 127.0.0.1 of an nginx in front: of these alone X-Forwarded-For is
# believed.
ONGIKAR_PROXIES: frozenset[str] = read_setting("ONGIKAR_PROXIES")
# Forms that one address may send in a minute to each process of the web server; 0: any number.
ONGIKAR_FORMS_A_MINUTE = read_setting("ONGIKAR_FORMS_A_MINUTE")
# Whoever signed in and does nothing for so long signs in again.
IDLE_MINUTES = read_setting("ONGIKAR_IDLE_MINUTES")
# Whom security.txt names, such as mailto:cirt@example.gov.bd; none: the e-mail of the office.
ONGIKAR_SECURITY_CONTACT = read_setting("ONGIKAR_SECURITY_CONTACT")
# A virus scanner (clamd): unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310; none: files are only parsed.
ONGIKAR_CLAMD = read_setting("ONGIKAR_CLAMD")
# How log lines are written: json for programs, text for people; auto: text at a terminal, else json.
ONGIKAR_LOG = read_setting("ONGIKAR_LOG")
# Where the metrics are served in the Prometheus format, such as 127.0.0.1:9000, or off; none: at 127.0.0.1, a
# thousand above the web server's own port. See docs/how-to/watch-the-installation.md.
ONGIKAR_METRICS = read_setting("ONGIKAR_METRICS")
# Object storage for papers in place of the folder: a storage class, such as storages.backends.s3.S3Storage of
# django-storages, and its options as JSON. See docs/how-to/keep-papers-elsewhere.md.
PAPERS_STORAGE = read_setting("ONGIKAR_PAPERS_STORAGE")
PAPERS_STORAGE_OPTIONS = read_setting("ONGIKAR_PAPERS_STORAGE_OPTIONS")


# Whether strangers can reach it: then there is no demonstration, and nobody of one signs in.
ONGIKAR_IS_PUBLIC = is_public(PUBLIC_ADDRESS, HOSTS)
if DEBUG and ONGIKAR_IS_PUBLIC:
    raise SystemExit(
        f"ONGIKAR_DEBUG দিয়ে সাইটটি বাইরে খোলা যায় না ({PUBLIC_ADDRESS}): ত্রুটির পাতায় ভেতরের সব দেখা"
        f" যেত।\nWith ONGIKAR_DEBUG the site is not served at a public address ({PUBLIC_ADDRESS}): its fault"
        " pages would show its insides."
    )
SECRET_KEY: str = read_setting("ONGIKAR_SECRET") or signing_key(VAR / "secret")
ALLOWED_HOSTS = HOSTS
BEHIND_TLS = PUBLIC_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "ongikar.core",
    "ongikar.journal",
    "ongikar.offices",
    "ongikar.charter",
    "ongikar.clock",
    "ongikar.people",
    "ongikar.papers",
    "ongikar.exports",
    "ongikar.questionnaires",
    "ongikar.certificates",
    "ongikar.places",
    "ongikar.packs",
    "ongikar.tasks",
    "ongikar.visits",
    "ongikar.knowledge",
    "ongikar.letters",
    "ongikar.gatherings",
    "ongikar.appointments",
    "ongikar.cases",
    "ongikar.books",
    "ongikar.tours",
    "ongikar.agreements",
    "ongikar.visitors",
    "ongikar.lobbying",
    "ongikar.grievances",
    "ongikar.rti",
    "ongikar.notices",
    "ongikar.website",
    "ongikar.demo",
    "ongikar.operations",
    # After our apps, whose sign-in pages stand for its own.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

# One word per folder of delivery/. Adding a kind is adding its word here.
DELIVERY_KINDS = [
    "information",
    "advice",
    "support",
    "training",
    "report",
    "event",
    "lecture",
    "rollout",
    "procurement",
    "inspection",
    "meeting",
    "performance",
    "initiative",
    "upkeep",
    "application",
]
INSTALLED_APPS += [
    f"ongikar.delivery.{word}"
    for word in DELIVERY_KINDS
    if any((ROOT / "ongikar" / "delivery" / word).glob("models*"))
]
INSTALLED_APPS.append("ongikar.records")  # last: it finds what all the others declare
ONGIKAR_REACTIONS = "ongikar.config.reactions"
ONGIKAR_PAPERS = VAR / "papers"
# Files that were ordered, kept for a day on a disk that web and worker both reach. No backup holds them.
ONGIKAR_EXPORTS = read_path("ONGIKAR_EXPORTS", VAR)
# The keys that encrypt identity numbers: without this file they are lost, so it is kept where backups are,
# but not with them.
ONGIKAR_KEYS = read_path("ONGIKAR_KEYS", VAR)
# Keys of 32 random bytes, each in a file of its own; see core/crypto/key_registry.py.
ONGIKAR_KEY_FOLDER = read_path("ONGIKAR_KEY_FOLDER", VAR)
# One folder for each office: its charter, posts, holidays. Of a package the demonstration's came along.
OFFICES = next(each for each in (ROOT / "offices", ROOT / "ongikar/sample_offices") if each.exists())
ONGIKAR_OFFICES = read_path("ONGIKAR_OFFICES", OFFICES)
# Signs the promise of each receipt. Made at the first one; kept in every backup, or old receipts can be
# checked no more.
ONGIKAR_RECEIPT_KEY = read_path("ONGIKAR_RECEIPT_KEY", VAR)
# To whom roots of ledgers go, and from where they come back: see docs/how-to/verify-the-ledger.md.
ONGIKAR_ROOTS_TO: list[str] = read_setting("ONGIKAR_ROOTS_TO")
ONGIKAR_ROOTS_FROM = read_setting("ONGIKAR_ROOTS_FROM")
# Where backups lie, best on another disk; how many days, weeks and months keep one; the hour of the day at
# which the worker makes one (empty: never); and the file with the passphrase. See docs/how-to/backup.md.
ONGIKAR_BACKUPS = read_path("ONGIKAR_BACKUPS", VAR)
ONGIKAR_BACKUP_KEEP = read_setting("ONGIKAR_BACKUP_KEEP")
ONGIKAR_BACKUP_HOUR = read_setting("ONGIKAR_BACKUP_HOUR")
ONGIKAR_BACKUP_PASSPHRASE_FILE = read_setting("ONGIKAR_BACKUP_PASSPHRASE_FILE")
# The bell: touched when a public page has become stale, so that processes look at the row that says so.
ONGIKAR_PUBLIC_STAMP = VAR / "public.stamp"

MIDDLEWARE = [
    "ongikar.core.request_id.RequestIds",
    "ongikar.core.http.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ongikar.core.i18n.language_middleware.LanguageMiddleware",
    "ongikar.core.http.request_limits.RequestLimits",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ongikar.offices.middleware.OfficeMiddleware",
    "ongikar.people.second_factor.SecondFactorMiddleware",
    "ongikar.people.day_list.DayListMiddleware",
    "ongikar.demo.being_made.BeingMade",
    "ongikar.core.http.presses.Presses",
]

ROOT_URLCONF = "ongikar.config.urls"
WSGI_APPLICATION = "ongikar.config.wsgi.application"
TEMPLATES = [
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["ongikar.core.light_templates.Loader"]),
            ],
            "builtins": ["ongikar.core.templatetags.form_keys"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ongikar.core.i18n.language_middleware.language_context",
                "ongikar.offices.middleware.office_context",
                "ongikar.website.staff_nav.staff_nav",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")


def database(url: str) -> dict:
    """Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name`."""
    if url.startswith("sqlite:///"):
        return {
            "ENGINE": "ongikar.core.db.sqlite",
            "NAME": url.removeprefix("sqlite:///"),
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": ":memory:"},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA"
                    " cache_size=-2000;"
                ),
            },
        }
    from urllib.parse import parse_qsl, unquote, urlsplit

    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("ONGIKAR_DATABASE must begin with sqlite:/// or postgresql://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "ongikar.core.db.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Ready statements are planned at their first use; Django's own are never prepared.
        "OPTIONS": options | {"prepare_threshold": 0},
    }


DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["ongikar.people.sign_in.StaffBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "ongikar.people.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "ongikar.people.passwords.CommonValidator"},
    {"NAME": "ongikar.people.passwords.SimilarityValidator"},
    {"NAME": "ongikar.people.passwords.NotOfficeNameValidator"},
]
LOGIN_URL = "account_login"
# By name, so that whoever signs in or out in English goes on in English.
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "ongikar.people.sign_in.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "ongikar.people.forms.SignInForm",
    "reauthenticate": "ongikar.people.forms.ConfirmForm",
    "change_password": "ongikar.people.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords are counted in the database (people/lockout.py); these are what one process remembers by
# itself.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "ongikar.people.second_factor.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A phone's clock may be half a minute out.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "ongikar.people.forms.SecondFactorForm",
    "authenticate_webauthn": "ongikar.people.forms.PasskeyForm",
    "activate_totp": "ongikar.people.forms.AppForm",
    "deactivate_totp": "ongikar.people.forms.RemoveAppForm",
    "add_webauthn": "ongikar.people.forms.AddPasskeyForm",
    "generate_recovery_codes": "ongikar.people.forms.RecoveryForm",
}
# A link to a new password, printed by the administrator's command, is good for a day.
PASSWORD_RESET_TIMEOUT = 24 * 3600

LANGUAGE_CODE = "bn"
LANGUAGES = [("bn", "বাংলা"), ("en", "English")]
TIME_ZONE = "Asia/Dhaka"
USE_TZ = True
USE_I18N = True

# The manual, where it came along: its pages and pictures are shown in the program.
MANUAL = next((each for each in (ROOT / "docs/manual", ROOT / "ongikar/manual_pages") if each.exists()), None)

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("manual", MANUAL / "shots")] if MANUAL else []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ONGIKAR_PAPERS},
    },
    "staticfiles": {"BACKEND": "ongikar.core.http.static_files.StaticFiles"},
}
if PAPERS_STORAGE:
    STORAGES["papers"] = {"BACKEND": PAPERS_STORAGE, "OPTIONS": PAPERS_STORAGE_OPTIONS}
WHITENOISE_USE_FINDERS = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# As many as one thing may hold: a phone sends the photos of a form together.
DATA_UPLOAD_MAX_NUMBER_FILES = 40
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS = None  # As the umask has it: on a disk that knows no owners none may be given.
FILE_UPLOAD_HANDLERS = ["ongikar.papers.check.CountedUpload"]
# Where scanners send what they scanned, whole: read also where it is too large to keep, so that this is said
# beside the field and nothing typed is lost.
ONGIKAR_SCANS_AT = frozenset({"/desk/letters/in/", "/en/desk/letters/in/"})

SESSION_ENGINE = "ongikar.people.sessions"
# A name that browsers give to a cookie only over TLS, and only to this very host.
COOKIE_PREFIX = "__Host-" if BEHIND_TLS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # A working day at the longest.
SESSION_IDLE_AGE = 60 * IDLE_MINUTES
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "script-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": SMTP_HOST or "localhost",
            "port": SMTP_PORT,
            "username": SMTP_USER,
            "password": SMTP_PASSWORD,
            "use_tls": SMTP_TLS in ("1", "starttls"),
            "use_ssl": SMTP_TLS == "implicit" or (SMTP_PORT == 465 and not SMTP_TLS),
            "timeout": 20,
        },
    }
}
DEFAULT_FROM_EMAIL = MAIL_FROM
ONGIKAR_MAIL_IS_SET = bool(SMTP_HOST)

try:
    ONGIKAR_LOG_FORM = log_form(ONGIKAR_LOG, is_terminal=sys.stderr is not None and sys.stderr.isatty())
except ValueError as fault:
    raise SystemExit(str(fault)) from None
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "ongikar.core.log_redaction.RedactingFormatter",
            "fmt": "{asctime} {levelname} {name}{request} {message}",
            "style": "{",
            "defaults": {"request": ""},
        },
        "json": {"()": "ongikar.core.log_redaction.RedactingJsonFormatter"},
    },
    "filters": {"request_id": {"()": "ongikar.core.request_id.RequestIdFilter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json" if ONGIKAR_LOG_FORM == "json" else "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "ongikar": {"level": "INFO"},
        # It prints addresses, which may hold a key; core/http/error_pages.py tells instead.
        "django.request": {"level": "CRITICAL"},
    },
}
