"""The page of one complaint before those who decide, with all that was done in it, takes few statements."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from ongikar.grievances.models import Grievance

from .test_statement_counts import counted

pytestmark = pytest.mark.django_db
MOST = 25


def test_a_complaint_that_went_up_takes_few_statements(scene):
    complaint = Grievance.objects.annotate(tiers=Count("stages")).order_by("-tiers", "pk").first()
    client, path = scene.browser("gro"), f"/desk/grievances/{complaint.number}/"
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    assert counted(seen) <= MOST
