"""A case written down for whoever a desk called: visit and case are one story from the token on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.offices.models import Post
from ongikar.visits import actions, transitions
from ongikar.visits.models import Visit

pytestmark = pytest.mark.django_db
COUNTER, QUEUE = reverse("counter"), reverse("visit_queue")
WALK_IN = {
    "name": "শাহানা পারভীন",
    "mobile": "০১৭১২৩৪৫৬৭৮",
    "channel": "counter",
    "service": "citizen-1",
    "asked_of": "citizen-1",
    "asked": "কয়টি ল্যাব খোলা?",
    "outcome": "taken",
}


@pytest.fixture
def desk(signed_in, shirin):
    return signed_in(shirin)


@pytest.fixture
def called(office, shirin):
    said = {"actor": ("user", shirin.pk), "now": timezone.now()}
    actions.arrive(office=office, purpose="", submission="came", **said)
    post = Post.objects.get(office=office, slug="office-assistant")
    return actions.call_next(desk=post, submission="call", **said)


def save(desk, **more):
    return desk.post(COUNTER, WALK_IN | {"token": "pressed"} | more, follow=True)


@pytest.mark.fast
def test_whoever_is_called_is_written_down_on_one_page_and_the_visit_leads_to_the_case(desk, called):
    address = f"{COUNTER}?visit={called.pk}"
    assert address in desk.get(QUEUE).text
    page = desk.get(address)
    assert f'name="visit" value="{called.pk}"' in page.text
    assert "টোকেন ১-এর জন্য" in page.text
    page = save(desk, visit=called.pk)
    case = Case.objects.get()
    called.refresh_from_db()
    assert (called.subject_type, called.subject_id) == case.reference
    assert called.purpose == "citizen-1"
    # Back at the queue, with whoever stands there and their case.
    assert page.request["PATH_INFO"] == QUEUE
    assert reverse("case", args=[case.number]) in page.text
    assert f"serve_and_next {called.pk}" in page.text


def test_whoever_fetches_a_paper_comes_back_with_their_case(desk, called, shirin):
    save(desk, visit=called.pk)
    said = {"actor": ("user", shirin.pk), "now": timezone.now()}
    actions.finish(called, transitions.SEND_FOR_PAPER, submission="away", **said)
    case_page = reverse("case", args=[Case.objects.get().number])
    assert case_page in desk.get(QUEUE).text
    actions.finish(called, transitions.RETURN, submission="back", **said)
    desk.post(QUEUE, {"do": f"call {called.pk}", "submission": "again"})
    page = desk.get(QUEUE).text
    assert case_page in page
    # It is not written down a second time.
    assert f"?visit={called.pk}" not in page


def test_the_same_press_twice_makes_one_case_of_one_visit(desk, called):
    for _ in range(2):
        assert save(desk, visit=called.pk).status_code == 200
    assert Case.objects.count() == 1


@pytest.mark.parametrize("visit", ["", "0", "999999", "১২", "x", "1 OR 1=1"])
def test_a_visit_that_is_none_is_left_aside(desk, called, visit):
    page = save(desk, visit=visit)
    assert page.request["PATH_INFO"] == COUNTER
    assert Visit.objects.get().subject_type == ""


def test_a_faulty_form_keeps_the_visit(desk, called):
    page = save(desk, visit=called.pk, service="")
    assert page.status_code == 422
    assert f'name="visit" value="{called.pk}"' in page.text
    assert not Case.objects.exists()


def test_one_visit_leads_to_one_case(desk, called, receive, shirin):
    save(desk, visit=called.pk)
    other = receive()
    with pytest.raises(ActFault):
        actions.say_what_about(
            called, other.reference, purpose="", actor=("user", shirin.pk), now=timezone.now()
        )
