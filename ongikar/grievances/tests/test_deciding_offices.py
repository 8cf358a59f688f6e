"""What a decider writes stands on the paper of the decider's own office, and is counted in its own book."""

from datetime import timedelta

import pytest

from ongikar.books.above_register import AboveLines
from ongikar.books.issue_register import IssueLines
from ongikar.core.i18n.say import override_language
from ongikar.grievances import actions
from ongikar.grievances.handling.deciding_office import deciding_head, issuing_office
from ongikar.grievances.hearing.papers import notice_data, record_data
from ongikar.grievances.models import Grievance, Stage
from ongikar.journal.restores import forget_restores
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.paper import printed_data
from ongikar.letters.tests.outgoing import KARIM, begin
from ongikar.offices.models import Post, Serial
from ongikar.offices.serials import keeper_of_seat, next_number, seat_book, seat_code
from ongikar.operations.backup.after_restore import RestoredBackup, settle_restore
from ongikar.papers.letterhead import letterhead

from .conftest import LATER

YEAR = 2026
DISTRICT = "আইসিটি অধিদপ্তর, জেলা কার্যালয়, রংপুর"


def stage_of(grievance):
    return Grievance.objects.with_related().select_related("office").get(pk=grievance.pk).current


def issue_own(office, now=LATER):
    from ongikar.letters.outgoing import actions as outgoing

    letter = begin(office, now)
    outgoing.sign_and_issue(letter, actor=KARIM, now=now)
    return letter


def test_a_decision_stands_on_the_letterhead_and_in_the_series_of_whoever_decides(filed, decide, office):
    own = issue_own(office)
    grievance = filed()
    decide(grievance)
    letter = stage_of(grievance).letter
    paper = printed_data(letter)
    assert paper["office"]["name"] == DISTRICT
    assert paper["office"]["department"] == "জেলা আইসিটি অফিসার · অভিযোগ নিষ্পত্তি কর্মকর্তা (অনিক)"
    assert paper["office"]["phone"].endswith("২৫৮৯৯৬২১২৪")
    assert letterhead(office)["phone"] not in str(paper["office"])
    assert office.email not in str(paper)
    assert paper["office"]["sample"] == letterhead(office)["sample"]
    assert paper["memo_number"] == "৮৫৪৯-০৩.২৬২৭.০০০১"
    assert "উপজেলা আইসিটি অফিসার, উপজেলা কার্যালয়, রংপুর সদর" in paper["to"]
    # The upazila's own book goes on without a gap.
    assert own.memo_number == "8549.2627.0001"
    assert issue_own(office).memo_number == "8549.2627.0002"


def test_an_appeal_is_decided_in_the_series_of_its_own_tier(filed, decide, rafiq):
    grievance = filed()
    decide(grievance)
    appealed = LATER + timedelta(days=3)
    actions.file_appeal(grievance=grievance, words="মানি না।", now=appealed)
    decide(grievance, by=rafiq, now=appealed + timedelta(days=1))
    letter = stage_of(grievance).letter
    head = printed_data(letter)["office"]
    assert (head["name"], head["email"]) == ("আইসিটি অধিদপ্তর", "dd@doict.gov.bd")
    assert letter.memo_number == "8549-04.2627.0001"
    copies = [each.post.seat for each in letter.recipients.filter(role="copy")]
    assert copies == [DISTRICT]


def test_refusals_orders_and_both_papers_of_a_hearing_are_the_deciders_too(filed, desk, salma, office):
    grievance = filed()
    stage = stage_of(grievance)
    starts_at = LATER + timedelta(days=8, hours=1)
    hearing = actions.call_hearing(
        stage=stage, starts_at=starts_at, place="জেলা অফিস", actor=desk(salma), now=LATER
    )
    for side in (Stage.COMPLAINANT, Stage.RESPONDENT):
        assert notice_data(hearing, side)["office"]["name"] == DISTRICT
    assert record_data(hearing, for_respondent=True)["office"]["name"] == DISTRICT
    with override_language("en"):
        head = notice_data(hearing, Stage.COMPLAINANT)["office"]
    assert head["name"] == "Department of ICT, District Office, Rangpur"


def test_a_refusal_is_counted_among_the_deciders_letters(filed, desk, salma):
    grievance = filed()
    words = {"reason_code": "no_facts", "words": "তথ্য নেই।", "actor": desk(salma), "now": LATER}
    actions.do_not_accept(stage=stage_of(grievance), **words)
    letter = stage_of(grievance).letter
    assert printed_data(letter)["office"]["name"] == DISTRICT
    assert letter.memo_number == "8549-03.2627.0001"


def test_the_letters_of_offices_above_have_a_register_of_their_own(filed, decide, office):
    issue_own(office)
    grievance = filed()
    decide(grievance)
    issue_own(office)
    assert [line.texts[2] for line in IssueLines(office, YEAR)] == ["৮৫৪৯.২৬২৭.০০০১", "৮৫৪৯.২৬২৭.০০০২"]
    assert [line.texts[2] for line in AboveLines(office, YEAR)] == ["৮৫৪৯-০৩.২৬২৭.০০০১"]
    assert len(AboveLines(office, YEAR)) == 1


def test_offices_below_one_office_count_in_its_one_book(filed, decide, office, office_files):
    from tests.scene import second_office

    keeper = keeper_of_seat(office.posts.get(role=Post.GRO))
    theirs = keeper_of_seat(second_office(office_files()).posts.get(role=Post.GRO))
    assert (theirs, seat_code(theirs)) == (keeper, "8549-03")
    # A decision about a complaint there took the first number.
    assert next_number(theirs.office, seat_book(theirs), YEAR) == 1
    decide(filed())
    assert Letter.objects.get(subject_type="grievance").memo_number == "8549-03.2627.0002"
    [first, second] = AboveLines(office, YEAR)
    assert first.texts[2:4] == ("৮৫৪৯-০৩.২৬২৭.০০০১", "অন্য কার্যালয়ের অভিযোগ নিয়ে")
    assert second.texts[2] == "৮৫৪৯-০৩.২৬২৭.০০০২"
    assert [line.texts for line in AboveLines(office, YEAR)[1:2]] == [second.texts]


@pytest.mark.parametrize("seat", ["", "উপজেলা কার্যালয়, রংপুর সদর", "উপজেলা পরিষদ ভবন"])
def test_a_decider_who_sits_in_the_office_itself_writes_on_its_paper(filed, office, seat):
    grievance = filed()
    # Where those who do the work sit is the office itself, whatever it is called there.
    office.posts.filter(role__in=(Post.GRO, Post.OFFICER)).update(seat_bn=seat)
    stage = stage_of(grievance)
    assert issuing_office(stage) is None
    assert deciding_head(stage) == letterhead(office)


def test_whoever_decides_in_anothers_place_writes_without_the_others_address(filed, office):
    grievance = filed()
    stage = stage_of(grievance)
    cell = office.posts.get(role=Post.CELL)
    stage.post = cell
    head = deciding_head(stage)
    assert "৯৬২১২৪" not in str(head)
    assert head["name"] == cell.seat_bn
    assert head["address"].startswith("অভিযোগ গ্রহণ কেন্দ্র")


def test_what_was_issued_before_keeps_its_number_and_its_line(filed, decide, office):
    grievance = filed()
    decide(grievance)
    # As an older version has left it: in the book of this office, frozen with its head.
    Letter.objects.update(issued_by=None, memo_number="8549.2627.0001", book_serial=1)
    Serial.objects.create(office=office, book="memos", year=YEAR, last=1)
    assert issue_own(office).memo_number == "8549.2627.0002"
    assert [line.texts[2] for line in IssueLines(office, YEAR)] == ["৮৫৪৯.২৬২৭.০০০১", "৮৫৪৯.২৬২৭.০০০২"]
    assert list(AboveLines(office, YEAR)) == []


def test_a_restore_leaves_numbers_out_of_the_books_of_offices_above_too(filed, decide, office):
    decide(filed())
    made_at = LATER + timedelta(hours=1)
    settle_restore(RestoredBackup("ongikar-x.tar", "0" * 64, made_at, 0), made_at + timedelta(minutes=30))
    forget_restores()
    keeper = keeper_of_seat(office.posts.get(role=Post.GRO))
    assert Serial.objects.get(book=seat_book(keeper), year=YEAR).last % 100 == 0
    told = list(AboveLines(office, YEAR))
    assert len(told) == len(AboveLines(office, YEAR))
    assert any(line.texts[3].startswith("ব্যাকআপ থেকে ফেরানোয় বাদ") for line in told)
