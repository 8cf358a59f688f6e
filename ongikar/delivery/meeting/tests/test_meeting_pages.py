"""The pages of a meeting, pressed in order: called, noticed, held, approved by the chair, issued."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ongikar.cases.models import Case
from ongikar.delivery.meeting.committee_desk import CommitteeDesk
from ongikar.delivery.meeting.committees import begin_committee
from ongikar.delivery.meeting.minutes import circulate_minutes
from ongikar.delivery.meeting.models import Committee, Meeting, Membership
from ongikar.delivery.meeting.rules import QuorumRule
from ongikar.letters.tests.outgoing import carry
from ongikar.offices.models import Post
from ongikar.people.models import Holding, User
from ongikar.people.post_holders import PostHolder
from ongikar.people.search_sources import SearchQuestion
from ongikar.records.search import search_source

from . import conftest
from .conftest import seats_of

pytestmark = pytest.mark.django_db


def signed_in(username):
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username))
    return client


@pytest.fixture
def officer(karim):
    return signed_in("karim")


def fields_of(meeting, value="present", **more):
    """What the page of the sitting sends, with everybody there."""
    sent = {f"seat-{seat.pk}": value for seat in seats_of(meeting)}
    for item in meeting.items.all():
        sent |= {f"item-{item.pk}": "আলোচনা হলো"}
        for name in ("words", "owner", "due"):
            sent |= {f"{name}-{item.pk}-{place}": "" for place in range(2)}
    return sent | more


@pytest.mark.parametrize("root", ["", "/en"])
def test_a_meeting_from_the_case_to_the_issued_minutes(root, officer, committee, month_case, contacts):
    with time_machine.travel(conftest.CALLED, tick=False):
        page = officer.get(f"{root}/desk/meetings/")
        assert f"{root}/desk/meetings/for/{month_case.number}/" in page.content.decode()
        answer = officer.get(f"{root}/desk/cases/{month_case.number}/keep/")
        assert f"/desk/meetings/for/{month_case.number}/" in answer["Location"]
        way = f"{root}/desk/meetings/for/{month_case.number}/"
        token = re.search(r'name="submission" value="([^"]+)"', officer.get(way).text).group(1)
        wrong = officer.post(way, {"token": token, "day": "2026-11-20", "time": "11:00", "place": "সভাকক্ষ"})
        assert wrong.status_code == 422
        right = {
            "token": token,
            "day": "19/11/2026",
            "time": "১১:০০",
            "place": "সভাকক্ষ",
            "items": "চাবি\nবিবিধ",
        }
        assert officer.post(way, right).status_code == 302
        meeting = Meeting.objects.get()
        desk = f"{root}/desk/meetings/{meeting.pk}/"
        assert officer.post(f"{desk}notice/").status_code == 302
    with time_machine.travel(conftest.HELD, tick=False):
        assert officer.post(f"{desk}begin/")["Location"] == f"{desk}sitting/"
        first = meeting.items.first()
        typed = fields_of(meeting)
        # A decision without an owner is none: the page says so, and keeps all that was typed.
        half = typed | {f"words-{first.pk}-0": "চাবির দায়িত্ব লেখা", "do": "draft"}
        again = officer.post(f"{desk}sitting/", half)
        assert again.status_code == 422
        assert "চাবির দায়িত্ব লেখা" in again.content.decode()
        # Nor is one to a post that nobody holds: nobody would see it.
        vacant = Post.objects.get(office=meeting.office, role="assistant")
        Holding.objects.filter(post=vacant).delete()
        to_nobody = half | {f"owner-{first.pk}-0": f"post-{vacant.pk}", f"due-{first.pk}-0": "2026-12-03"}
        sentence = "Nobody holds this post now" if root else "এই পদে এখন কেউ নেই"
        assert sentence in officer.post(f"{desk}sitting/", to_nobody).content.decode()
        whole = half | {f"owner-{first.pk}-0": f"contact-{contacts[0].pk}", f"due-{first.pk}-0": "2026-12-03"}
        assert officer.post(f"{desk}sitting/", whole).status_code == 302
        # Kept as a draft: what was typed stands there when the page is opened anew.
        assert "চাবির দায়িত্ব লেখা" in officer.get(f"{desk}sitting/").content.decode()
        assert meeting.decisions.count() == 1
    with time_machine.travel(conftest.HELD + timedelta(hours=1), tick=False):
        assert officer.post(f"{desk}sitting/", whole | {"do": "finish"}).status_code == 302
        assert officer.post(f"{desk}circulate/").status_code == 302
        shown = officer.get(desk).content.decode()
        assert "চাবির দায়িত্ব লেখা" in shown
        # The officer is not the chair.
        officer.post(f"{desk}approve/", {"version": 1})
        meeting.refresh_from_db()
        assert meeting.state == "circulated"
        chair = signed_in("farhana")
        assert chair.get(desk).status_code == 200
        assert chair.post(f"{desk}approve/", {"version": 1}).status_code == 302
        assert officer.post(f"{desk}issue/").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, Case.objects.get(pk=month_case.pk).is_open) == ("issued", True)
    carry(meeting.letter, conftest.HELD + timedelta(hours=2))
    assert Case.objects.get(pk=month_case.pk).state == "kept"


def test_without_a_quorum_what_was_typed_stays_on_the_page(officer, committee, call, contacts):
    meeting = call()
    with time_machine.travel(conftest.HELD, tick=False):
        officer.post(f"/desk/meetings/{meeting.pk}/begin/")
        first = meeting.items.first()
        decision = {
            f"words-{first.pk}-0": "চাবি",
            f"owner-{first.pk}-0": f"contact-{contacts[0].pk}",
            f"due-{first.pk}-0": "2026-12-03",
        }
        page = officer.post(
            f"/desk/meetings/{meeting.pk}/sitting/", fields_of(meeting, "absent") | decision | {"do": "draft"}
        )
    assert page.status_code == 422
    shown = page.content.decode()
    assert "কোরাম হয়নি, তাই কোনো সিদ্ধান্ত লেখা যায় না" in shown
    assert 'value="চাবি"' in page.content.decode()


def test_a_chair_outside_approves_by_a_link_that_then_opens_nothing(
    officer, committee, call, hold, contacts, actor
):
    from ongikar.delivery.meeting.committees import replace_seat

    chair = committee.memberships.get(capacity=Membership.CHAIR)
    last = committee.memberships.get(contact=contacts[5])
    meeting, now = hold(call()), datetime.fromisoformat("2026-11-22T11:00:00+06:00")
    from ongikar.delivery.meeting.committees import end_seat

    end_seat(last, until=now.date() - timedelta(days=1), actor=actor, now=now)
    replace_seat(chair, holder=contacts[5], since=now.date(), actor=actor, now=now)
    circulate_minutes(meeting, actor=actor, now=now)
    with time_machine.travel(now, tick=False):
        made = officer.post(f"/desk/meetings/{meeting.pk}/link/")
        address = made.context["address"].split("localhost", 1)[-1]
        address = address[address.index("/minutes/") :]
        outside = Client(headers={"host": "localhost"})
        page = outside.get(address)
        assert page.status_code == 200
        assert page["Cache-Control"] == "private, no-store"
        assert outside.post(address, {"back": "1", "reason": " "}).status_code == 422
        assert outside.post(address, {"approve": "1"}).status_code == 200
        assert outside.get(address).status_code == 404
        assert outside.get("/minutes/guessed-address/").status_code == 404
    meeting.refresh_from_db()
    assert meeting.state == "approved"
    assert meeting.acts.get(name="approve").by_type == "contact"


def test_whoever_has_no_seat_reads_no_meeting_of_the_committee(committee, call):
    meeting = call()
    with time_machine.travel(conftest.CALLED, tick=False):
        assert signed_in("farhana").get(f"/desk/meetings/{meeting.pk}/").status_code == 200
        assert signed_in("salma").get(f"/desk/meetings/{meeting.pk}/").status_code == 403
        assert signed_in("mahbub").get(f"/desk/meetings/{meeting.pk}/").status_code == 200


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_public_page_counts_and_tells_no_words_of_a_decision(root, call, hold, contacts):
    hold(call(), decisions=[("গোপন কথা", contacts[0], conftest.HELD.date() + timedelta(days=3))])
    with time_machine.travel(conftest.HELD + timedelta(days=9), tick=False):
        page = Client(headers={"host": "localhost"}).get(f"{root}/meetings/").content.decode()
    assert "গোপন কথা" not in page
    assert ("খোলা সিদ্ধান্ত ১" if not root else "Open decisions: 1") in page
    assert ("এর মধ্যে দেরি ১" if not root else "of these late: 1") in page


def test_a_committee_is_entered_and_its_members_seated_on_the_pages(
    officer, office, chair_post, officer_post
):
    with time_machine.travel(conftest.CALLED, tick=False):
        form = officer.get("/desk/committees/new/").context["form"]
        usual = {"sort": "committee", "share": "1/2", "least": "২", "needs_chair": True, "notice_days": "৩"}
        assert {name: form[name].value() for name in usual} == usual
        page = officer.get("/desk/committees/new/").text
        sent = {
            "submission": re.search(r'name="submission" value="([^"]+)"', page).group(1),
            "sort": "committee",
            "name_bn": "উপজেলা আইসিটি কমিটি",
            "name_en": "Upazila ICT Committee",
            "service": conftest.CODE,
            "share": "1/2",
            "least": "২",
            "needs_chair": "on",
            "notice_days": "3",
        }
        way = officer.post("/desk/committees/new/", sent)["Location"]
        # What is not ticked is a no.
        rule = {name: value for name, value in sent.items() if name not in ("submission", "needs_chair")}
        assert officer.post(f"{way}rule/", rule).status_code == 302
        assert not Committee.objects.get().needs_chair
        seat = {
            "holder": f"post-{chair_post.pk}",
            "capacity": "chair",
            "is_voting": "on",
            "since": "2026-11-01",
        }
        assert officer.post(f"{way}seats/", seat).status_code == 302
        # The same member twice is refused beside the field.
        twice = officer.post(f"{way}seats/", seat | {"capacity": "member"})
        assert twice.status_code == 422
        assert "একজন দুবার সদস্য হন না" in twice.content.decode()
        # An empty table: no meeting can be called of those who do not exist.
        page = officer.post(
            f"{way}call/",
            {"token": "x", "day": "2026-11-19", "time": "11:00", "place": "সভাকক্ষ"},
        )
        assert page.status_code == 422
        assert "সদস্যসচিব নেই" in page.content.decode()
        assert officer.get(way).status_code == 200


def test_a_search_finds_the_committees_of_whoever_asks_and_no_other(committee, actor, office, monkeypatch):
    """The staff read all of them; a chair those in which the post has a seat."""
    other = begin_committee(
        office=office,
        name_bn="উপজেলা শিক্ষা কমিটি",
        name_en="Upazila Education Committee",
        rule=QuorumRule(1, 2, 2, needs_chair=False),
        notice_days=3,
        submission="other-committee",
        actor=actor,
        now=conftest.CALLED,
    )
    source = search_source(CommitteeDesk())

    def names(role):
        post = Post.objects.filter(office=office, role=role).first()
        question = SearchQuestion("উপজেলা", PostHolder(User(pk=0), (post,)), office, conftest.CALLED)
        return {result.title for result in source.find(question)}

    assert names(Post.OFFICER) == {committee.name, other.name}
    assert names(Post.CHAIR) == {committee.name}
    assert names(Post.GRO) == set()
