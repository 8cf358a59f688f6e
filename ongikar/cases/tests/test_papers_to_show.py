"""What an applicant will show at the office: the officer reads it before accepting, which says that it was
seen.
"""

import pytest
from django.urls import reverse

from ongikar.cases import actions
from ongikar.cases.models import Case, Draft
from ongikar.rules import case_transitions

pytestmark = pytest.mark.django_db
CARD = {"": "জাতীয় পরিচয়পত্র", "/en": "National ID card"}
SAID = {"": "আবেদনকারী কার্যালয়ে এসে দেখাবেন:", "/en": "The applicant will show at the office:"}
both = pytest.mark.parametrize("root", ["", "/en"])


@pytest.fixture
def case(client, office):
    """Sent in online without a picture of the card, which is to be shown at the office."""
    client.post(
        reverse("apply", args=["citizen-1"]),
        {"question": "কয়টি ল্যাব?", "form_wanted": "written", "receive_by": "collect"},
    )
    token = Draft.objects.latest("pk").token
    contact = {
        "kind": "citizen",
        "name": "রহিমা খাতুন",
        "village": "হরিদেবপুর",
        "union": "হরিদেবপুর",
        "mobile": "01700000001",
    }
    client.post(reverse("apply_step", args=[token, "contact"]), contact)
    client.post(reverse("apply_step", args=[token, "papers"]), {"show-1": "on"})
    client.post(reverse("apply_step", args=[token, "check"]), {})
    return Case.objects.get(submission=token)


@both
@pytest.mark.parametrize("page", ["", "accept/", "keep/"])
def test_the_officer_is_told_before_accepting_what_is_still_to_be_shown(signed_in, karim, case, root, page):
    words = signed_in(karim).get(f"{root}/desk/cases/{case.number}/{page}").text
    assert f"{SAID[root]} {CARD[root]}" in " ".join(words.split())


@both
def test_once_accepted_it_is_no_longer_to_be_shown(client, signed_in, karim, case, now, root):
    actions.accept(case, actor=("user", karim.pk), now=now)
    assert SAID[root] not in signed_in(karim).get(f"{root}/desk/cases/{case.number}/").text


def test_it_is_not_accepted_together_with_others_whose_documents_are_seen(
    signed_in, karim, case, receive, now
):
    other = receive("citizen-1", now=now)
    desk = signed_in(karim)
    listed = desk.get("/desk/cases/?tab=received").text
    assert f'name="record" value="{other.pk}"' in listed
    assert f'name="record" value="{case.pk}"' not in listed
    answer = desk.post(reverse("accept_several"), {"record": [case.pk, other.pk]}, follow=True).text
    assert "এগুলো গ্রহণ করা যায়নি, খুলে দেখুন" in answer
    assert [Case.objects.get(pk=each.pk).state for each in (case, other)] == [
        case_transitions.RECEIVED,
        case_transitions.ACCEPTED,
    ]
