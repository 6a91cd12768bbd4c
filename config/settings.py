"""All settings, one file. Every variable of the environment is told in docs/settings.md (tested)."""

from pathlib import Path

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("ZHIYE_DATA", str(BASE_DIR / "var"))).resolve()  # database, keys, originals
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("ZHIYE_DEBUG", False)
SECRET_KEY_PATH = DATA_DIR / "secret-key"
SECRET_KEY = env.text("ZHIYE_SECRET_KEY") or env.kept_secret(SECRET_KEY_PATH)
KEY_FILE = env.text("ZHIYE_KEY_FILE", str(DATA_DIR / "keys.json"))
ALLOWED_HOSTS = env.words("ZHIYE_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("ZHIYE_ORIGINS")
HTTPS = env.flag("ZHIYE_HTTPS", False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "zhiye.kernel",
    "zhiye.ui",
    "zhiye.audit",
    "zhiye.timers",
    "zhiye.workdays",
    "zhiye.places",
    "zhiye.accounts",
    "zhiye.notices",
    "zhiye.figures",
    "zhiye.people",
    "zhiye.journal",
    "zhiye.scans",
    "zhiye.cases",
    "zhiye.visits",
    "zhiye.certificates",
    "zhiye.hotline",
    "zhiye.activities",
    "zhiye.drafts",
    "zhiye.flows",
    "zhiye.desk",
    "zhiye.exchange",
    "zhiye.filling",
    "zhiye.register",
    "zhiye.reports",
    "zhiye.writing",
    "zhiye.overview",
    "zhiye.portal",
    "zhiye.open311",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "zhiye.ui.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhiye.ui.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zhiye.accounts.middleware.ActorMiddleware",
    "zhiye.ui.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "zhiye" / "ui" / "templates"],  # before allauth's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhiye.ui.context.page",
            ],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'zhiye.sqlite3'}"))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "zhiye_cache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Log-in: django-allauth. Nobody signs up by themselves; an administrator makes the account.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/t"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "zhiye.accounts.adapters.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/15m/key"}
# Behind proxies all visitors would share one address, and one of them could shut the door for all.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("ZHIYE_PROXIES", 1 if HTTPS else 0)
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_DISPLAY = "zhiye.accounts.adapters.display_name"
SOCIALACCOUNT_ADAPTER = "zhiye.accounts.adapters.SocialAdapter"
MFA_ADAPTER = "zhiye.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "枝叶"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = env.openid_connect()

SESSION_COOKIE_AGE = 60 * 60 * 24 * 30  # thirty days on one phone; a lost phone is signed out by hand-over
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "zhiye.ui.toast_storage.ToastStorage"
SECURE_SSL_REDIRECT = False  # the proxy does it
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "zhiye" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# A form never holds this much; files are streamed to disk and have their own limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2  # the limit below is for each
FILE_UPLOAD_HANDLERS = ["zhiye.exchange.uploading.LimitedFile"]
UPLOAD_LIMIT = env.number("ZHIYE_UPLOAD_LIMIT", 60 * 1024 * 1024)  # bytes
IMPORT_INLINE = False  # tests set it: read and import inside the request
SCANS_INLINE = False  # the same for photos

ROLES = "config.roles.ROLES"
REGION = env.text("ZHIYE_REGION", "310000")  # which dated rules hold here, GB/T 2260
WORKDAYS = env.text("ZHIYE_WORKDAYS")  # a file of the place's own: days off and worked weekends
DEADLINES = env.text("ZHIYE_DEADLINES")  # a file of the place's own: by when matters are answered
PROOFS = env.text("ZHIYE_PROOFS")  # a file of the place's own: what the committee may issue
OPEN311_CONTACT = env.text("ZHIYE_OPEN311_CONTACT")  # whom partners ask, as discovery says
NOTICES_FILE = env.text("ZHIYE_NOTICES_FILE")  # notices are written there instead of sent

# A language model that reads notes too (zhiye/second_reader); off without an address.
MODEL_ANYWHERE = env.flag("ZHIYE_MODEL_ANYWHERE", False)
MODEL_URL = env.model_url(MODEL_ANYWHERE)
MODEL_NAME = env.text("ZHIYE_MODEL_NAME")
MODEL_KEY = env.text("ZHIYE_MODEL_KEY")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("ZHIYE_LOG_LEVEL", "WARNING")},
}
