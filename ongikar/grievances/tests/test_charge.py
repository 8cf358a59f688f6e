"""Handing over charge: what of complaints lies on a post is for the one on the post alone."""

from datetime import timedelta

import pytest

from ongikar.grievances import actions
from ongikar.grievances.declarations import transfer_inquiries
from ongikar.grievances.models import Grievance
from ongikar.letters.incoming.actions import mark_letter
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.offices.models import Post
from ongikar.people.charge import charge_lists
from ongikar.people.charge_actions import write_charge_document
from ongikar.people.models import Holding
from ongikar.rules.bangla.text import digits

from .conftest import LATER, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(filed, office, desk, salma, django_user_model):
    """Into a complaint about the officer, laid on a post beside his."""
    post = Post.objects.create(
        office=office, slug="programmer", title_bn="প্রোগ্রামার", title_en="Programmer", role=Post.ASSISTANT
    )
    Holding.objects.create(
        user=django_user_model.objects.create_user("rahim"), post=post, since=TODAY - timedelta(days=90)
    )
    stage = Grievance.objects.with_related().get(pk=filed().pk).current
    return actions.order_inquiry(
        stage=stage,
        officer=post,
        terms="নথি দেখুন।",
        due=TODAY + timedelta(days=7),
        submission="once",
        actor=desk(salma),
        now=LATER,
    )


@pytest.fixture
def another(office, django_user_model):
    """A post whose holder has no part in it."""
    post = Post.objects.create(
        office=office, slug="operator", title_bn="অপারেটর", title_en="Operator", role=Post.ASSISTANT
    )
    user = django_user_model.objects.create_user("parul")
    Holding.objects.create(user=user, post=post, since=TODAY - timedelta(days=90))
    return post


def names(post, **asked):
    return {each.name for each in charge_lists(post, **asked)}


def test_a_list_of_complaints_is_for_the_one_on_the_post(inquiry, office, salma):
    tier = inquiry.stage.post
    assert "inquiries" not in names(inquiry.post)
    assert "inquiries" in names(inquiry.post, secret=True)
    assert "grievances" not in names(tier)
    lines = next(each.lines for each in charge_lists(tier, secret=True) if each.name == "grievances")
    number = digits(inquiry.stage.grievance.number)
    assert [(line.number, line.title) for line in lines] == [(number, "সিদ্ধান্ত দিতে হবে")]
    # A post that looks into nothing has no such list, not even an empty one.
    assert "inquiries" not in names(tier, secret=True)


def test_whoever_takes_over_a_desk_is_not_told_of_complaints(inquiry, another):
    document = write_charge_document(
        inquiry.post, leaves=None, comes=None, to_post=another, actor=("worker", None), now=LATER
    )
    assert "inquiries" not in {each["name"] for each in document.lists}


def test_an_inquiry_goes_to_a_post_that_may_look_into_it(inquiry, another, salma):
    actor = ("user", salma.pk)
    respondent = inquiry.stage.grievance.respondent
    facts = {"reason": "বদলি", "actor": actor, "now": LATER}
    # The officer complained of takes the desk over: it stays, and no act says that it was tried.
    assert transfer_inquiries(inquiry.post, to=respondent, **facts) == 0
    assert transfer_inquiries(inquiry.post, to=another, **facts) == 1
    inquiry.refresh_from_db()
    assert inquiry.post == another
    assert inquiry.stage.grievance.acts.last().name == "pass_inquiry"


def test_the_desk_of_a_tier_is_nobodys_but_its_holders(inquiry, signed_in, salma, karim, time_machine):
    time_machine.move_to(LATER)
    tier = inquiry.stage.post
    page = f"/desk/charge/{tier.pk}/"
    number = digits(inquiry.stage.grievance.number)
    assert signed_in(karim).get(page).status_code == 404
    assert number in signed_in(salma).get(page).text
    made = signed_in(salma).post(f"{page}document/", follow=True)
    assert number in made.text
    document = made.redirect_chain[-1][0]
    assert signed_in(karim).get(document).status_code == 404


def test_a_letter_about_a_complaint_stands_there_by_its_number(filed, office, karim):
    grievance = filed()
    post = office.posts.get(slug="upazila-ict-officer")
    letter = enter_letter(
        office=office,
        letter=ReceivedLetter(sender_name="রহিমা বেগম", subject_line="ঘুষ চাওয়া হয়েছে", received_on=TODAY),
        subject=grievance.reference,
        submission="about a complaint",
        actor=("user", karim.pk),
        now=LATER,
    )
    mark_letter(letter, to=post, by=post, words="", actor=("user", karim.pk), now=LATER)
    (line,) = next(each.lines for each in charge_lists(post) if each.name == "letters")
    assert letter.subject == grievance.reference
    assert (line.title, line.on_document) == ("চিঠি", "")
