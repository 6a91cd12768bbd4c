"""What the server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What is loaded stays as long as the process: it is loaded before the first page, and not walked through again and
# again for garbage. A tenth of the work of a page.
get_resolver().url_patterns  # noqa: B018 (asking loads it)
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
