"""The last seal of each day stands on a page of its own, as a line to print."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.journal.hash_chain import Sealer, day_ends

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_page_holds_the_line_of_each_day_and_the_key(client, office, receive, tongue):
    now = timezone.now()
    for days in (3, 1, 0):
        receive(now=now - timedelta(days=days))
        Sealer()(now - timedelta(days=days))
    page = client.get(f"{tongue}/ledger/").content.decode()
    for number, link in filter(
        None, day_ends(office.pk, [now - timedelta(days=2), now + timedelta(seconds=1)])
    ):
        assert f"{office.slug} {number} {link.hex()[:16]} " in page
    assert "BEGIN PUBLIC KEY" in page
    assert f'href="{tongue}/check/"' in page


def test_before_the_first_seal_the_page_says_so(client, office):
    assert "এখনো কিছু সিল হয়নি" in client.get("/ledger/").content.decode()


def test_the_account_leads_to_it(client, office):
    assert 'href="/ledger/"' in client.get("/account/").content.decode()
