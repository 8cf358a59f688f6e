"""A record whose column keeps its state, an act whose rules are written out, and a list of which some read a
part: what `records` does for meetings.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ongikar.core.db.pages import mark_of, rows_beyond
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.meeting import transitions
from ongikar.delivery.meeting.models import Meeting, MeetingAct
from ongikar.journal.models import Entry
from ongikar.journal.rules.row_seals import rows_from_text
from ongikar.people.models import User
from ongikar.records.actions import carry_out
from ongikar.records.registry import DESKS

from .conftest import CALLED, HELD

pytestmark = pytest.mark.django_db


def rows_and_entries():
    return Entry.objects.count(), MeetingAct.objects.count(), list(Meeting.objects.values())


def test_an_act_writes_what_it_changed_with_the_new_state_under_one_entry(call, actor):
    meeting = call()
    meeting.title = "nobody’s act"
    with carry_out(meeting, meeting.act(transitions.CANCEL, "বন্যা"), actor=actor, now=CALLED) as act:
        meeting.ended_at = CALLED
        act.facts = {"count": 1}
    fresh = Meeting.objects.get()
    # What was typed over the record before its lock is nobody's act.
    assert (fresh.state, fresh.ended_at, fresh.title) == (transitions.CANCELLED, CALLED, "")
    entry = Entry.objects.filter(subject_type="meeting").latest("id")
    assert (entry.verb, entry.facts["count"]) == ("meeting.cancelled", 1)
    assert set(rows_from_text(entry.rows)) == {"meeting_meeting", "meeting_meetingact"}


def refuse(meeting, actor):
    with carry_out(meeting, meeting.act(transitions.CANCEL), actor=actor, now=CALLED):
        meeting.place = "elsewhere"
        raise ActFault("", "না", "no")


def test_an_act_that_its_rule_refuses_leaves_nothing(call, actor):
    meeting = call()
    before = rows_and_entries()
    with pytest.raises(ActFault, match="no"):
        refuse(meeting, actor)
    assert rows_and_entries() == before


def test_an_act_that_may_not_follow_is_refused_before_its_rules_are_asked(call, actor):
    meeting = call()
    before = rows_and_entries()
    with (
        pytest.raises(ActFault, match="moved on"),
        carry_out(meeting, meeting.act(transitions.FINISH), actor=actor, now=CALLED),
    ):
        pytest.fail("its rules were asked")
    assert rows_and_entries() == before


def test_a_list_by_a_moment_goes_on_from_both_moment_and_record(call):
    same, later = [call(starts_at=HELD), call(starts_at=HELD)], call(starts_at=HELD + timedelta(days=3))
    rows = DESKS["meeting"].rows(later.office)
    assert list(rows) == [later, *reversed(same)]
    assert list(rows_beyond(rows, "starts_at", mark_of(same[1], "starts_at"))) == [same[0]]
    for nonsense in ("", "x", "7", "x_7", "9999-12-31T23:59:59_7", "2026-11-19T11:00_"):
        assert list(rows_beyond(rows, "starts_at", nonsense)) == list(rows), nonsense
    # Of a list by the order of entering a moment is nonsense, too.
    assert list(rows_beyond(rows, "id", mark_of(later, "starts_at"))) == list(rows)


def test_who_reads_some_records_sees_those_alone_and_takes_no_list_along(call):
    meeting = call()
    with time_machine.travel(CALLED, tick=False):
        for name, sees in (("farhana", True), ("salma", False)):
            browser = Client(headers={"host": "localhost"})
            browser.force_login(User.objects.get(username=name))
            shown = browser.get(reverse("meetings")).text
            address = reverse("meeting", args=[meeting.pk])
            assert (address in shown) == sees, name
            assert browser.get(address).status_code == (200 if sees else 403), name
            assert reverse("meetings_file") not in shown
            assert browser.post(reverse("meetings_file")).status_code == 403
