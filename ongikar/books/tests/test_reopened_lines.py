"""The line of a reopened case tells how it had ended: no memo number that was given is missing from the
register.
"""

from datetime import timedelta

import pytest

from ongikar.cases import actions
from ongikar.cases.actions.clock import reopen
from ongikar.cases.models import Case
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def karims(karim):
    return ("user", karim.pk)


@pytest.fixture
def reopened(receive, now, karims):
    case = receive("citizen-1", now=now)
    actions.keep(case, outcome={"words": "সাতটি।", "given": "all"}, actor=karims, now=now + DAY)
    memo = Case.objects.get(pk=case.pk).memo_number
    reopen(Case.objects.get(pk=case.pk), reason="ভুল তথ্য দেওয়া হয়েছিল", actor=karims, now=now + 2 * DAY)
    return case, memo


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("", "আবার খোলা; আগে {day}: কথা রাখা হয়েছে, স্মারক {memo}"),
        ("/en", "Reopened; before, {day}: Promise kept, memo {memo}"),
    ],
)
def test_it_names_the_day_the_end_and_the_memo_number(signed_in, karim, reopened, now, root, words):
    page = " ".join(signed_in(karim).get(f"{root}/books/services/2026/").text.split())
    ended = now + DAY
    write = digits if not root else str
    day = write(f"{ended.day}/{ended.month}/{ended.year}")
    assert words.format(day=day, memo=write(reopened[1])) in page


def test_one_that_never_ended_before_says_nothing_of_it(signed_in, karim, receive, now):
    receive("citizen-1", now=now)
    assert "আবার খোলা" not in signed_in(karim).get("/books/services/2026/").text
