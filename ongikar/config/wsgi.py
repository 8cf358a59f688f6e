"""The web application: Django behind the page cache."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")

from django.core.wsgi import get_wsgi_application

from ongikar.config.page_cache import PageCache

application = PageCache(get_wsgi_application())

# What was loaded lives as long as the process: the collector need not walk through it again and again.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
