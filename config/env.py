"""Reading the environment loudly: a wrong value stops the start with the values that are allowed."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable, or what the file named by ``NAME_FILE`` holds, or ``default``."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text("utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """A yes/no variable: 1, true, yes or 0, false, no."""
    raw = text(name, "1" if default else "0").lower()
    if raw in ("1", "true", "yes"):
        return True
    if raw in ("0", "false", "no"):
        return False
    raise ImproperlyConfigured(f"{name} is {raw!r}; write 1, true, yes or 0, false, no")


def number(name: str, default: int) -> int:
    """A whole number."""
    raw = text(name, str(default))
    try:
        return int(raw)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name} is {raw!r}; write a whole number") from wrong


def words(name: str, default: str = "") -> list[str]:
    """A list, commas between."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's settings for ``sqlite:///path`` or ``postgres://user:password@host:port/name``.

    ``postgres://user@/name?host=/folder`` speaks to a local socket.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "zhiye.kernel.sqlite3",
            "NAME": unquote(url.removeprefix("sqlite:///")),
            # Reading the schema is a third of the work of a page that writes, and the last to close moves the WAL.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # writers queue up (in kernel/sqlite3) instead of failing half-way
                "timeout": 30,
                # WAL: readers never wait. FULL: what was answered survives a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;"
                " PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # ?host=/folder names the folder of a local socket, as PostgreSQL's own addresses do.
            "HOST": parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {parts.scheme!r}; write sqlite:///path or postgres://user@host/name"
    )


def kept_secret(path: Path) -> str:
    """The secret kept in ``path``, made on the first start and readable by the owner alone."""
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        pass
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(scratch, path)  # the first of two starts at once wins
    except FileExistsError:
        pass
    finally:
        scratch.unlink()
    return path.read_text("utf-8").strip()


def model_url(anywhere: bool) -> str:
    """The base address of a model server, "" for none. Names are looked up, and checked, only when it is asked.

    Out of the house a note travels over TLS only.
    """
    url = text("ZHIYE_MODEL_URL").rstrip("/")
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"ZHIYE_MODEL_URL is {url!r}; write http://10.0.0.5:8000/v1 or the like")
    if not text("ZHIYE_MODEL_NAME"):
        raise ImproperlyConfigured("ZHIYE_MODEL_URL is set; name the model in ZHIYE_MODEL_NAME too")
    if anywhere and parts.scheme != "https":
        raise ImproperlyConfigured("with ZHIYE_MODEL_ANYWHERE, ZHIYE_MODEL_URL must begin with https://")
    return url


def openid_connect() -> dict[str, Any]:
    """allauth's settings for one OpenID Connect server, when ``ZHIYE_OIDC_URL`` is set."""
    url = text("ZHIYE_OIDC_URL")
    if not url:
        return {}
    app = {
        "provider_id": "oidc",
        "name": text("ZHIYE_OIDC_NAME", "统一登录"),
        "client_id": text("ZHIYE_OIDC_CLIENT"),
        "secret": text("ZHIYE_OIDC_SECRET"),
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"APPS": [app]}}
