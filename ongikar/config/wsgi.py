"""The web application: Django behind the page cache."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")

from django.core.wsgi import get_wsgi_application

from ongikar.config.page_cache import PageCache

application = PageCache(get_wsgi_application())
