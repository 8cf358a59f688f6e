"""Where somebody searches, notes are found: by citizens the public ones, by the staff also those inside."""

import pytest
from django.urls import reverse

from ongikar.core import cache_version
from ongikar.knowledge import transitions
from ongikar.knowledge.actions import begin_note, do_act, share_note
from ongikar.knowledge.models import Note

pytestmark = pytest.mark.django_db
QUESTION = "ওয়াইফাই ধীর চললে কী দেখব?"
TYPED = "ওয়াইফাই ধীর"
# The site's own search, and that of the answers.
OF_CITIZENS = ("charter", "help_notes")
OF_STAFF = ("desk_search", "help")


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture(params=[transitions.DRAFT, transitions.INTERNAL, transitions.PUBLIC, transitions.RETIRED])
def note(request, office, actor, now):
    """In each state."""
    note = Note(office=office, question_bn=QUESTION, answer_bn="রাউটার দেখুন।", submission="a")
    note = begin_note(note, actor=actor, now=now)
    if request.param != transitions.DRAFT:
        share = transitions.SHARE if request.param == transitions.INTERNAL else transitions.PUBLISH
        share_note(note, share, note.words(), actor=actor, now=now)
    if request.param == transitions.RETIRED:
        do_act(note, transitions.RETIRE, "পুরোনো", actor=actor, now=now)
    cache_version.invalidate_now(office.pk)
    note.refresh_from_db()
    return note


@pytest.mark.fast
@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("name", OF_CITIZENS)
def test_a_citizen_finds_what_is_public_and_nothing_else(client, note, name, root):
    shown = client.get(root + reverse(name), {"q": TYPED}).content.decode()
    is_found = f'{reverse("help_note", args=[note.pk])}"' in shown
    assert is_found == (note.state == transitions.PUBLIC)
    assert (QUESTION in shown) == is_found


def test_the_search_of_the_site_finds_it_in_any_spelling_and_says_so(client, note):
    shown = client.get(reverse("charter"), {"q": "waifai dhir"}).content.decode()
    assert (QUESTION in shown) == (note.state == transitions.PUBLIC)
    shown = client.get(reverse("charter"), {"q": "ক্ষখঘঙ"}).content.decode()
    assert QUESTION not in shown
    assert "কিছু পাওয়া যায়নি" in shown


def test_the_staff_find_it_in_their_one_search_with_its_state(signed_in, karim, note):
    shown = signed_in(karim).get(reverse("desk_search"), {"q": TYPED}).content.decode()
    assert f'{reverse("note", args=[note.pk])}"' in shown
    assert str(note.get_state_display()) in shown


def test_the_help_of_the_staff_has_what_the_office_shares(signed_in, karim, note):
    shown = signed_in(karim).get(reverse("help"), {"q": TYPED}).content.decode()
    assert (f'{reverse("note", args=[note.pk])}"' in shown) == (note.state in transitions.SHARED)


@pytest.mark.parametrize("name", OF_STAFF)
def test_whoever_reads_no_notes_of_the_office_finds_none(signed_in, nasreen, note, name):
    answer = signed_in(nasreen).get(reverse(name), {"q": TYPED})
    assert answer.status_code in {200, 403}
    assert QUESTION not in answer.content.decode()
