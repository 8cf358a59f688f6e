"""Two who hold a post save at the same moment: never a name twice, and never one more than there may be."""

from functools import partial

from django.utils import timezone

from ongikar.core.forms.faults import ActFault
from ongikar.offices.models import Office, Post
from ongikar.records.models import SavedFilter
from ongikar.records.registry import LISTS
from ongikar.records.saved_filters import MOST_SAVED, save_filter


def attempt(name: str) -> str:
    """What came of it: saved, or the field beside which the fault stands."""
    post = Post.objects.get(office=Office.objects.get(is_default=True), role=Post.OFFICER)
    try:
        save_filter(LISTS["queue"], post, name=name, words={"tab": "late"}, now=timezone.now())
    except ActFault as fault:
        return fault.field or "the whole"
    return "saved"


def test_one_name_is_taken_by_one(two, office):
    assert sorted(two.run(*[partial(attempt, "দেরি")] * 2)) == ["filter_name", "saved"]


def test_the_last_place_is_taken_by_one(two, office):
    with two.connected():
        for number in range(MOST_SAVED - 1):
            attempt(str(number))
    results = two.run(partial(attempt, "এক"), partial(attempt, "দুই"))
    assert sorted(results) == ["saved", "the whole"]
    with two.connected():
        assert SavedFilter.objects.count() == MOST_SAVED
