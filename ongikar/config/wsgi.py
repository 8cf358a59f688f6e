"""The web application: Django behind the page cache, behind the probes of a supervisor."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ongikar.core.http.lanes import Lanes
from ongikar.core.http.page_cache import PageCache
from ongikar.core.http.request_figures import CountedRequests

lanes = Lanes(get_wsgi_application())

# They load models, which Django must have been set up for.
from ongikar.config.first_use import work_out  # noqa: E402
from ongikar.operations.health.probes import HealthProbes  # noqa: E402

# Whoever changes a template looks at the page at once; the cache would answer with the old one for up to a
# minute.
page_cache = PageCache(lanes, marks=lanes.marks)
application = HealthProbes(CountedRequests(lanes if settings.DEBUG else page_cache))

# Every page's code now, not at the first request, with what Django works out at the first query and the first
# address that is made: what is here before the web server forks is in memory once.
work_out()

# What was loaded lives as long as the process: the collector need not walk through it again and again.
gc.collect()
gc.freeze()
# The garbage of some pages, looked through at once: with 20,000 objects another 8 MB of it lay in each
# process, and no page took less time.
gc.set_threshold(5_000, 20, 20)
