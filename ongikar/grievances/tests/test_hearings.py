"""Hearings: called in time, put off, recorded with whoever came, and telling nobody who complains."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ongikar.clock.tests.calendars import order, row
from ongikar.core.i18n.say import override_language
from ongikar.gatherings import rights
from ongikar.gatherings.models import Gathering, Invitation, Mark, Member
from ongikar.gatherings.week_entries import week_entries
from ongikar.grievances import actions
from ongikar.grievances.actions import PartyEntry
from ongikar.grievances.handling.views import shown_acts
from ongikar.grievances.hearing.papers import notice_data, record_data
from ongikar.grievances.models import Grievance, Hearing, HearingParty, Stage
from ongikar.grievances.transitions import GrievanceFault
from ongikar.notices.models import Message
from ongikar.rules.bangla.text import digits

from .conftest import LATER, MINUTE

# A Monday, five working days after the complaint.
DAY = datetime.fromisoformat("2026-12-14T12:00:00+06:00")
CAME, ABSENT = PartyEntry(HearingParty.CAME, said="দেরি মেনেছেন।"), PartyEntry(HearingParty.ABSENT)
PLACE = "জেলা আইসিটি অফিস"


def stage_of(grievance):
    return Grievance.objects.with_related().select_related("office").get(pk=grievance.pk).current


@pytest.fixture
def call(desk, salma):
    """`call(grievance, …)`: Salma calls both sides."""

    def do(grievance, *, now=LATER, starts_at=DAY, **changes):
        return actions.call_hearing(
            stage=stage_of(grievance), starts_at=starts_at, place=PLACE, actor=desk(salma), now=now, **changes
        )

    return do


def test_a_hearing_called_twice_by_one_press_is_one_and_takes_the_complaint_on(filed, call):
    grievance = filed()
    hearing = call(grievance)
    assert call(grievance) == hearing
    gathering = hearing.gathering
    assert (gathering.sort, gathering.is_public, gathering.starts_at) == (Gathering.HEARING, False, DAY)
    assert stage_of(grievance).accepted_at == LATER
    assert Invitation.objects.filter(gathering=gathering).count() == 2
    assert grievance.acts.filter(name="call_hearing").count() == 1


@pytest.mark.parametrize(
    ("starts_at", "says"),
    [
        (LATER - MINUTE, "has passed"),
        (LATER + timedelta(days=1), "3 working days"),
        # A Friday; and later than the decision is due.
        (datetime.fromisoformat("2026-12-11T12:00:00+06:00"), "closed"),
        (datetime.fromisoformat("2027-02-22T12:00:00+06:00"), "decision is due"),
    ],
)
def test_nobody_is_called_for_a_day_on_which_nobody_can_be_heard(filed, call, starts_at, says):
    grievance = filed()
    with pytest.raises(GrievanceFault, match=says) as raised:
        call(grievance, starts_at=starts_at)
    assert raised.value.field == "day"
    assert not Hearing.objects.exists()


def test_what_comes_next_is_the_first_button_and_nothing_is_decided_before_the_hearing(
    filed, call, desk, salma
):
    grievance = filed()

    def names():
        seen, more = shown_acts(desk(salma), stage_of(grievance), LATER)
        return [name for name, _ in seen], {name for name, _ in more}

    assert names()[0][0] == "accept"
    call(grievance)
    seen, more = names()
    assert seen[0] == "put_off_hearing"
    assert "call_off_hearing" in more
    assert "decide" not in {*seen, *more}
    record = {"parties": {Stage.COMPLAINANT: CAME, Stage.RESPONDENT: CAME}, "said_by_others": "সাক্ষীও বলেছেন।"}
    actions.record_hearing(stage=stage_of(grievance), **record, actor=desk(salma), now=DAY + MINUTE)
    seen, more = names()
    assert seen[0] == "decide"
    assert not {"put_off_hearing", "call_off_hearing"} & {*seen, *more}


def test_only_whoever_decides_calls_a_hearing(filed, desk, karim):
    with pytest.raises(PermissionDenied):
        actions.call_hearing(
            stage=stage_of(filed()), starts_at=DAY, place=PLACE, actor=desk(karim), now=LATER
        )


def test_a_hidden_complainant_never_meets_the_other_side(filed, call):
    grievance = filed(identity_hidden=True)
    with pytest.raises(GrievanceFault, match="not disclosed"):
        call(grievance)
    with pytest.raises(GrievanceFault, match="one hour"):
        call(grievance, manner=Hearing.APART, apart_at=DAY + 30 * MINUTE)
    hearing = call(grievance, manner=Hearing.APART, apart_at=DAY + timedelta(hours=2))
    assert hearing.apart.roster_id != hearing.gathering.roster_id


def test_no_roster_of_a_hearing_names_who_complains(filed, call):
    """Their row bears no name, no address and no tie to the person: the page of the complaint alone does."""
    call(filed())
    member = Member.objects.get(organisation=Stage.COMPLAINANT)
    assert (member.name, member.mobile, member.email) == ("", "", "")
    assert (member.applicant_id, member.contact_id, member.user_id) == (None, None, None)


def test_a_hearing_that_is_put_off_is_the_same_one_and_keeps_why(filed, call, desk, salma):
    grievance = filed()
    hearing, later = call(grievance), DAY + timedelta(days=1)
    for _ in range(2):
        actions.put_off_hearing(
            stage=stage_of(grievance), starts_at=later, reason="বিদ্যুৎ নেই", actor=desk(salma), now=LATER
        )
    hearing.refresh_from_db()
    assert (hearing.gathering.starts_at, hearing.gathering.sequence) == (later, 1)
    assert [act.words for act in grievance.acts.filter(name="put_off_hearing")] == ["বিদ্যুৎ নেই"]


def test_an_absent_side_is_noted_and_the_stage_goes_on(filed, call, desk, salma, decide):
    grievance = filed()
    hearing = call(grievance)
    parties = {Stage.COMPLAINANT: ABSENT, Stage.RESPONDENT: CAME}
    record = {"stage": stage_of(grievance), "parties": parties}
    with pytest.raises(GrievanceFault, match="has not begun"):
        actions.record_hearing(**record, actor=desk(salma), now=DAY - MINUTE)
    with pytest.raises(GrievanceFault, match="who came") as raised:
        actions.record_hearing(
            **record | {"parties": {Stage.RESPONDENT: CAME}}, actor=desk(salma), now=DAY + 40 * MINUTE
        )
    assert raised.value.field == Stage.COMPLAINANT
    actions.record_hearing(**record, actor=desk(salma), now=DAY + 40 * MINUTE)
    hearing.refresh_from_db()
    assert hearing.recorded_by == salma
    assert set(Mark.objects.values_list("member__organisation", "value")) == {
        (Stage.COMPLAINANT, Mark.ABSENT),
        (Stage.RESPONDENT, Mark.PRESENT),
    }
    decide(grievance, now=DAY + timedelta(hours=1))
    assert stage_of(grievance).outcome == "decided"


def test_somebody_in_a_sides_stead_has_a_name(filed, call, desk, salma):
    grievance = filed()
    call(grievance)
    entry = PartyEntry(HearingParty.REPRESENTED, " ")
    with pytest.raises(GrievanceFault, match="in their stead") as raised:
        actions.record_hearing(
            stage=stage_of(grievance),
            parties={Stage.COMPLAINANT: entry, Stage.RESPONDENT: CAME},
            actor=desk(salma),
            now=DAY + MINUTE,
        )
    assert raised.value.field == "complainant_by"
    assert not HearingParty.objects.exists()


def test_a_hearing_that_is_called_off_is_held_by_nobody(filed, call, desk, salma):
    grievance = filed()
    hearing = call(grievance)
    actions.call_off_hearing(
        stage=stage_of(grievance), reason="দুই পক্ষই লিখে জানিয়েছেন", actor=desk(salma), now=LATER
    )
    hearing.refresh_from_db()
    assert (hearing.is_coming, hearing.gathering.state) == (False, "cancelled")
    with pytest.raises(GrievanceFault, match="No hearing"):
        actions.call_off_hearing(stage=stage_of(grievance), reason="আবার", actor=desk(salma), now=LATER)


def test_no_page_of_gatherings_shows_a_hearing(filed, call, signed_in, karim, monkeypatch):
    """Not even that there is one: the staff of the office complained of would read it there."""
    grievance = filed()
    hearing = call(grievance)
    browser = signed_in(karim)
    member = hearing.gathering.roster.members.first()
    pages = [("gathering", hearing.gathering_id), ("gathering_here", hearing.gathering_id)]
    pages += [("roster", hearing.gathering.roster_id), ("roster_member", member.pk)]
    for name, key in pages:
        assert browser.get(reverse(name, args=[key])).status_code == 404, name
    assert grievance.number not in browser.get(reverse("gatherings")).content.decode()
    monkeypatch.setattr(rights, "PRIVATE_SUBJECTS", set())
    assert grievance.number in browser.get(reverse("gatherings")).content.decode()


def sent_words(grievance, verb, person):
    """The words of the messages that one entry made for one person, the newest entry first."""
    rows = Message.objects.about(grievance.reference).filter(outbox_entry__entry__verb=f"grievance.{verb}")
    return [row.body for row in rows.filter(person__startswith=person).order_by("-id")]


def test_both_sides_are_told_each_of_its_own_time_and_the_day_before(filed, call, pass_time):
    grievance = filed(identity_hidden=True)
    call(grievance, manner=Hearing.APART, apart_at=DAY + timedelta(hours=2))
    pass_time(LATER)
    (to_complainant, *_), (to_officer, *_) = (
        sent_words(grievance, "hearing_called", side) for side in ("applicant:", "post:")
    )
    assert "দুপুর ২টা" in to_complainant
    assert "দুপুর ১২টা" not in to_complainant
    assert "দুপুর ১২টা" in to_officer
    assert "দুপুর ২টা" not in to_officer
    pass_time(DAY - timedelta(days=1))
    assert any("কাল শুনানি" in words for words in sent_words(grievance, "hearing_called", "post:"))


def test_a_hearing_on_a_day_that_became_a_holiday_is_moved_and_told(filed, call, pass_time, office):
    grievance = filed()
    hearing = call(grievance)
    order(office, row("local", DAY.date().isoformat()), now=LATER + MINUTE)
    pass_time(LATER + 2 * MINUTE)
    hearing.refresh_from_db()
    assert hearing.gathering.starts_at == DAY + timedelta(days=1)
    assert "বন্ধ ঘোষণা" in sent_words(grievance, "hearing_put_off", "applicant:")[0]
    assert grievance.acts.get(name="put_off_hearing").by_type != "user"


def test_an_appeal_that_goes_up_calls_the_hearing_off(filed, call, pass_time):
    grievance = filed()
    hearing = call(grievance)
    # The tier has let its time pass: the hearing was put off beyond it, and nobody decided.
    overdue = stage_of(grievance).clock.due_at + timedelta(days=1)
    Gathering.objects.filter(pk=hearing.gathering_id).update(
        starts_at=overdue + timedelta(days=1), ends_at=overdue + timedelta(days=1, hours=1)
    )
    actions.file_appeal(grievance=grievance, words="কেউ শোনেননি", now=overdue)
    pass_time(overdue)
    hearing.refresh_from_db()
    assert (hearing.is_coming, hearing.gathering.state) == (False, "cancelled")
    assert sent_words(grievance, "hearing_called_off", "post:")


def test_the_page_names_the_notice_of_whoever_stayed_away(
    filed, call, pass_time, desk, salma, signed_in, time_machine
):
    grievance = filed()
    call(grievance)
    pass_time(LATER)
    actions.record_hearing(
        stage=stage_of(grievance),
        parties={Stage.COMPLAINANT: ABSENT, Stage.RESPONDENT: CAME},
        actor=desk(salma),
        now=DAY + 40 * MINUTE,
    )
    time_machine.move_to(DAY + 50 * MINUTE)
    page = signed_in(salma).get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    assert "আসেননি" in page
    assert "নোটিশ: " in page
    assert "দেরি মেনেছেন।" in page


def test_a_hearing_is_written_down_once_its_hour_has_come(filed, call, salma, signed_in, time_machine):
    grievance = filed()
    call(grievance)
    page = reverse("desk_grievance", args=[grievance.number])
    act = reverse("desk_grievance_act", args=[grievance.number, "record_hearing"])
    for moment, is_offered in ((DAY - MINUTE, False), (DAY + MINUTE, True)):
        time_machine.move_to(moment)
        browser = signed_in(salma)
        html = browser.get(page).content.decode()
        assert ("শুনানি শেষ, লিখে রাখুন" in html, act in html) == (is_offered, is_offered)
        if not is_offered:
            sent = {"complainant": "came", "respondent": "came"}
            sent |= {"complainant_said": "শোনা হলো।", "respondent_said": "শোনা হলো।"}
            assert browser.post(act, sent).status_code in (302, 422)
            assert Hearing.objects.get().recorded_at is None


def test_the_notice_of_one_side_tells_nothing_of_the_other(
    filed, call, signed_in, salma, karim, time_machine
):
    grievance = filed(identity_hidden=True)
    hearing = call(grievance, manner=Hearing.APART, apart_at=DAY + timedelta(hours=2))
    to_officer = str(notice_data(hearing, Stage.RESPONDENT))
    to_complainant = str(notice_data(hearing, Stage.COMPLAINANT))
    assert "রহিমা" not in to_officer + to_complainant
    assert ("দুপুর ১২টা" in to_officer, "দুপুর ২টা" in to_officer) == (True, False)
    assert ("দুপুর ১২টা" in to_complainant, "দুপুর ২টা" in to_complainant) == (False, True)
    time_machine.move_to(LATER + MINUTE)
    own = reverse("desk_complaint_paper", args=[grievance.number, "notice", hearing.pk])
    assert signed_in(karim).get(own).content.startswith(b"%PDF")
    page = signed_in(karim).get(reverse("desk_complaint", args=[grievance.number])).content.decode()
    assert "দুপুর ১২টা" in page
    assert "দুপুর ২টা" not in page
    assert signed_in(karim).get(own.replace("notice", "record")).status_code == 404


def test_what_a_hidden_complainant_said_apart_is_read_by_those_who_decide_alone(filed, call, desk, salma):
    grievance = filed(identity_hidden=True)
    hearing = call(grievance, manner=Hearing.BY_REPRESENTATIVE)
    actions.record_hearing(
        stage=stage_of(grievance),
        parties={
            Stage.COMPLAINANT: PartyEntry(HearingParty.REPRESENTED, "করিমন নেসা", "আমি রহিমা খাতুনের বোন।"),
            Stage.RESPONDENT: CAME,
        },
        said_by_others="রহিমা খাতুন ০১৭০০০০০০০১ ফোন করেছিলেন।",
        record_apart="আমার বোন চাকরি হারাবে।",
        actor=desk(salma),
        now=DAY + 40 * MINUTE,
    )
    hearing.refresh_from_db()
    to_officer = str(record_data(hearing, for_respondent=True))
    for trace in ("রহিমা", "০১৭০০০০০০০১", "করিমন", "চাকরি"):
        assert trace not in to_officer
        assert trace in str(record_data(hearing, for_respondent=False))


def write_down(stage, actor, **changes):
    """A hearing of which each side, and a witness, said something of its own."""
    parties = {
        Stage.COMPLAINANT: PartyEntry(HearingParty.CAME, said="দুবার গিয়ে রসিদ দেখিয়েছি।"),
        Stage.RESPONDENT: PartyEntry(HearingParty.CAME, said="দরপত্রের কাজ চলছিল।"),
    }
    said = {"parties": parties, "said_by_others": "সাক্ষী: আমি সঙ্গে ছিলাম।"} | changes
    return actions.record_hearing(stage=stage, actor=actor, now=DAY + 40 * MINUTE, **said)


def test_what_each_side_said_stands_with_that_side(filed, call, desk, salma, signed_in, time_machine):
    grievance = filed()
    call(grievance)
    hearing = write_down(stage_of(grievance), desk(salma))
    paper = record_data(hearing, for_respondent=True)
    with override_language("en"):
        titles = [section["title"] for section in record_data(hearing, for_respondent=False)["sections"]]
    assert titles == ["What the complainant said", "What the officer complained of said", "What others said"]
    assert [section["words"] for section in paper["sections"]] == [
        "দুবার গিয়ে রসিদ দেখিয়েছি।",
        "দরপত্রের কাজ চলছিল।",
        "সাক্ষী: আমি সঙ্গে ছিলাম।",
    ]
    time_machine.move_to(DAY + 50 * MINUTE)
    page = signed_in(salma).get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    places = [
        page.index(words)
        for words in (
            'class="two"',
            "দুবার গিয়ে রসিদ দেখিয়েছি।",
            "কার্যালয়ের জবাব",
            "দরপত্রের কাজ চলছিল।",
            f'id="hearing-{hearing.pk}"',
            "সাক্ষী: আমি সঙ্গে ছিলাম।",
        )
    ]
    assert places == sorted(places)
    assert page.count("দরপত্রের কাজ চলছিল।") == 1


def test_a_hearing_written_down_as_one_text_is_read_as_one(filed, call, desk, salma, signed_in, time_machine):
    """As an earlier version kept it: nothing is made of it that nobody wrote."""
    grievance = filed()
    hearing = write_down(call(grievance).stage, desk(salma))
    hearing.parties.update(said="")
    Hearing.objects.update(record="দুজনই নিজের কথা বলেছেন।", said_by_others="")
    hearing.refresh_from_db()
    sections = record_data(hearing, for_respondent=False)["sections"]
    assert sections == [{"title": "কে কী বললেন", "words": "দুজনই নিজের কথা বলেছেন।"}]
    time_machine.move_to(DAY + 50 * MINUTE)
    page = signed_in(salma).get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    assert page.count("দুজনই নিজের কথা বলেছেন।") == 1
    assert "শুনানিতে বলেছেন" not in page


@pytest.mark.parametrize(
    ("side", "entry", "says"),
    [
        (Stage.COMPLAINANT, PartyEntry(HearingParty.CAME, said=" "), "Write what was said"),
        (Stage.RESPONDENT, PartyEntry(HearingParty.REPRESENTED, "ভাই"), "Write what was said"),
        (Stage.RESPONDENT, PartyEntry(HearingParty.ABSENT, said="মানি না।"), "did not come"),
    ],
)
def test_words_of_a_side_and_its_coming_agree(filed, call, desk, salma, side, entry, says):
    grievance = filed()
    call(grievance)
    parties = {Stage.COMPLAINANT: CAME, Stage.RESPONDENT: CAME} | {side: entry}
    with pytest.raises(GrievanceFault, match=says) as raised:
        write_down(stage_of(grievance), desk(salma), parties=parties)
    assert raised.value.field == f"{side}_said"
    assert not HearingParty.objects.exists()


def test_both_sides_left_out_are_told_at_once_and_nothing_is_lost(
    filed, call, salma, signed_in, time_machine
):
    grievance = filed()
    call(grievance)
    time_machine.move_to(DAY + MINUTE)
    sent = {"complainant": "came", "respondent": "absent", "respondent_said": "লিখে পাঠিয়েছেন।"}
    act = reverse("desk_grievance_act", args=[grievance.number, "record_hearing"])
    answer = signed_in(salma).post(act, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "কী বলেছেন, লিখুন" in page
    assert "এই পক্ষ আসেননি" in page
    assert "লিখে পাঠিয়েছেন।" in page


def test_who_was_heard_apart_need_say_nothing_before_the_other_side(filed, call, desk, salma):
    grievance = filed(identity_hidden=True)
    call(grievance, manner=Hearing.BY_REPRESENTATIVE)
    parties = {
        Stage.COMPLAINANT: PartyEntry(HearingParty.REPRESENTED, "করিমন নেসা"),
        Stage.RESPONDENT: CAME,
    }
    hearing = write_down(
        stage_of(grievance), desk(salma), parties=parties, said_by_others="", record_apart="ভয়ে আছি।"
    )
    assert [section["words"] for section in record_data(hearing, for_respondent=True)["sections"]] == [
        "দেরি মেনেছেন।"
    ]


def test_whoever_is_complained_of_finds_the_hearing_in_the_week_and_nobody_else_does(
    filed, call, desk, karim, shirin, office
):
    grievance = filed(identity_hidden=True)
    hearing = call(grievance, manner=Hearing.APART, apart_at=DAY + timedelta(hours=2))
    span = (DAY - timedelta(days=1), DAY + timedelta(days=1))
    entries = [each for each in week_entries(office, *span, desk(karim)) if each.sort == Gathering.HEARING]
    # Their own time alone, and no word of the complaint.
    assert [each.starts_at for each in entries] == [hearing.gathering.starts_at]
    assert entries[0].url == reverse("desk_complaint", args=[grievance.number])
    assert digits(grievance.number) in entries[0].title
    assert not [each for each in week_entries(office, *span, desk(shirin)) if each.sort == Gathering.HEARING]
