"""Handing over charge takes along all that names the post, whichever app it belongs to."""

from datetime import timedelta

import pytest
from django.apps import apps

from ongikar.delivery.rollout.models import RolloutSite
from ongikar.delivery.training.models import Batch
from ongikar.offices.models import Post
from ongikar.people.charge import CHARGE_SOURCES, charge_lists, transfer_charge
from ongikar.people.models import Holding, User
from ongikar.rti.models import InformationRequest

from .scene import NOW

pytestmark = pytest.mark.django_db
# Columns that name a post and are passed on, by the source that does so.
PASSED = {
    "cases.Case.desk": "cases",
    "tasks.Task.owner_post": "tasks",
    "tasks.Task.given_by": "tasks_given",
    "tasks.Task.check_post": "tasks_given",
    "tasks.Series.owner_post": "series",
    "tasks.Series.given_by": "series",
    "tasks.Series.check_post": "series",
    "letters.Letter.marked": "letters",
    "letters.Letter.drafter": "letters_out",
    "letters.Letter.signer": "letters_out",
    "rti.InformationRequest.post": "rti",
    "grievances.Inquiry.post": "inquiries",
    "training.Batch.post": "batches",
    "rollout.RolloutSite.post": "rollouts",
    "agreements.Line.by_post": "agreements",
}
# The charter, the law or an order lays it on the post itself: it goes with the post alone.
STAYS = {
    "charter": "the charter names the post; another is named by a new version of it",
    "grievances.Grievance.respondent": "who is complained of",
    "grievances.Stage.post": "the tier decides, as the charter names it",
    "grievances.Reading.post": "as which post somebody read",
    "rti.RtiAppeal.post": "the appeal authority, by law",
    "meeting.Membership.post": "a seat by order, with its first and last day",
    "cases.Case.post": "the post responsible by the charter, which answers for its work wherever it lies",
    "cases.AgentFiling.post": "the agent's own, no desk of the office",
    "cases.FieldCounter.post": "the agent's own, no desk of the office",
    "people": "who held it",
    "letters.NoteParagraph": "a paragraph that is put up is never edited",
    "letters.Dispatch": "who it went to",
    "letters.Letter.issued_by": "the office above in whose book it is counted",
    "letters.Recipient": "who it went to",
    "inspection.Finding.owner_post": "as it was found; its task goes over",
    "meeting.Decision.owner_post": "as it was decided; its task goes over",
    "records.SavedFilter.post": "whoever holds the post finds them above its lists",
    "tasks.PostFeed.post": "the private address of its calendar",
    "offices": "the order of posts",
    "appointments": "people come to the post, whoever holds it",
    "visits.VisitCall.desk": "which desk called",
    "visitors.Visitor.post": "whom they came to see",
    "lobbying": "who tried it, and who reads it, as it was decided when it was written down",
}


def test_every_column_that_names_a_post_is_passed_on_or_says_why_not():
    named = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is Post and not field.many_to_many
    }
    parts = {name: {name, name.rpartition(".")[0], name.partition(".")[0]} for name in named}
    unexplained = sorted(name for name in named if name not in PASSED and not parts[name] & STAYS.keys())
    assert not unexplained, f"what names a post stays on it when charge goes over: {unexplained}"
    assert PASSED.keys() <= named
    assert set(PASSED.values()) == {each.name for each in CHARGE_SOURCES.values() if each.transfer}


def test_all_that_lies_on_the_officers_desk_goes_to_another(scene):
    office = scene.ours.office
    officer = office.posts.get(role=Post.OFFICER)
    third = Post.objects.create(
        office=office, slug="second-officer", title_bn="দ্বিতীয়", title_en="Second", role=Post.OFFICER
    )
    Holding.objects.create(
        user=User.objects.create_user("newcomer"), post=third, since=NOW.date() - timedelta(days=60)
    )
    RolloutSite.objects.filter(rollout__office=office).update(post=officer)
    before = {each.name: each.count for each in charge_lists(officer, secret=True)}
    assert all(before[name] for name in ("cases", "tasks", "letters", "rti", "batches", "rollouts", "places"))
    transfer_charge(officer, to=third, reason="বদলি", actor=("user", 1), now=NOW)
    left = {each.name: each.count for each in charge_lists(officer, secret=True)}
    # Of an inquiry whoever ordered it says so, where the other may not look into it.
    moved = [name for name, source in CHARGE_SOURCES.items() if source.transfer and name != "inquiries"]
    assert {name: left[name] for name in moved if left[name]} == {}
    assert left["places"] == before["places"]
    for model in (InformationRequest, Batch, RolloutSite):
        assert model.objects.filter(post=third).exists()
