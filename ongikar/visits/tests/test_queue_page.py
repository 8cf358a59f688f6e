"""The page of the queue, as the assistant at the counter presses it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ongikar.people.models import Holding
from ongikar.visits import actions, transitions
from ongikar.visits.models import Visit

pytestmark = pytest.mark.django_db
QUEUE, TOKEN = reverse("visit_queue"), reverse("visit_token")


@pytest.fixture
def desk(signed_in, shirin):
    return signed_in(shirin)


@pytest.fixture
def press(desk, keys):
    def do(do, **more):
        return desk.post(QUEUE, {"do": do, "submission": keys(), **more}, follow=True)

    return do


def give(desk, keys, **more):
    return desk.post(TOKEN, {"priority": "", "purpose": "", "submission": keys(), **more}, follow=True)


@pytest.mark.fast
def test_a_token_is_one_press_and_the_next_is_called_by_one(desk, press, keys):
    page = give(desk, keys)
    assert "টোকেন ১" in page.text
    page = press("next")
    visit = Visit.objects.get()
    assert visit.state == transitions.CALLED
    assert f'value="serve_and_next {visit.pk}"' in page.text
    give(desk, keys, priority="aged")
    page = press(f"serve_and_next {visit.pk}")
    assert Visit.objects.get(token=1).state == transitions.SERVED
    assert Visit.objects.get(token=2).state == transitions.CALLED


def test_the_page_tells_why_somebody_stands_before_others(desk, keys):
    give(desk, keys)
    page = give(desk, keys, priority="aged")
    assert page.text.index("২০ মিনিট আগে ধরা") < page.text.index("আসার সময় ধরে")
    assert "যিনি আগে এসেছেন, তিনি আগে।" in page.text


def test_what_cannot_be_done_is_said_with_422_and_nothing_is_lost(desk, press, keys):
    give(desk, keys)
    press("next")
    answer = press("next")
    assert answer.status_code == 422
    assert "এই ডেস্কে এখন টোকেন ১। আগে তাঁর কাজ শেষ করুন।" in answer.text
    visit = Visit.objects.get()
    answer = press(f"miss {visit.pk}")
    assert answer.status_code == 422
    assert "আগে অন্তত ২ বার ডাকুন।" in answer.text


@pytest.mark.parametrize(
    "do", ["", "no_such_act 1", "serve", "serve ১", "serve -1", f"serve {10**20}", "serve 1 2"]
)
def test_a_button_that_is_not_there_does_nothing(press, do):
    assert press(do).status_code == 422


def test_an_unknown_group_or_service_is_refused_beside_its_field(desk, keys):
    assert give(desk, keys, priority="vip").status_code == 422
    assert give(desk, keys, purpose="no-such-service").status_code == 422
    assert not Visit.objects.exists()


def test_the_acts_of_a_called_person(desk, press, keys):
    give(desk, keys)
    press("next")
    visit = Visit.objects.get()
    for act, state in (
        ("begin", transitions.SERVING),
        ("send_for_paper", transitions.PENDING),
        ("return", transitions.WAITING),
        ("call", transitions.CALLED),
        ("park", transitions.PARKED),
        ("take_up", transitions.SERVING),
        ("serve", transitions.SERVED),
    ):
        assert press(f"{act} {visit.pk}").status_code == 200, act
        visit.refresh_from_db()
        assert visit.state == state


def test_the_auditor_reads_and_presses_nothing(signed_in, desk, keys, office):
    give(desk, keys)
    auditor = Holding.objects.filter(post__office=office, post__role="auditor").first()
    client = signed_in(auditor.user)
    page = client.get(QUEUE)
    assert page.status_code == 200
    assert "<button" not in page.text.split("<main", 1)[1].split("</main>", 1)[0]
    assert client.post(QUEUE, {"do": "next", "submission": keys()}).status_code == 403


def test_whoever_comes_for_a_case_is_led_to_it(press, receive, office, shirin):
    case = receive()
    visit = actions.arrive(
        office=office,
        purpose="citizen-1",
        subject=case.reference,
        actor=("user", shirin.pk),
        now=timezone.now(),
        submission="of-a-case",
    )
    page = press(f"call {visit.pk}")
    assert reverse("case", args=[case.number]) in page.text
