"""The settings under test: nothing of this machine's own data, fast passwords, no collected static files.

SQLite in a file of its own; PostgreSQL when ``DATABASE_URL`` names one (its tests run in a database called ``test_…``).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for _name in [name for name in os.environ if name.startswith("ZHIYE_")]:
    del os.environ[_name]
os.environ["ZHIYE_DATA"] = tempfile.mkdtemp(prefix="zhiye-tests-")
atexit.register(shutil.rmtree, os.environ["ZHIYE_DATA"], ignore_errors=True)

from config.settings import *  # noqa: E402, F403
from config.settings import DATA_DIR, DATABASES, KEY_FILE, STORAGES  # noqa: E402
from zhiye.kernel.sealing import new_key_file  # noqa: E402

new_key_file(Path(KEY_FILE))
MEDIA_ROOT = DATA_DIR / "files"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
IMPORT_INLINE = True
SCANS_INLINE = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that two threads can meet in it as they do in earnest; it need not survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"] |= {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"}
