"""What an e-mail about a complaint carries: to each side its own, and to nobody what tells a hidden name."""

from datetime import datetime

import pypdfium2
import pytest

from ongikar.grievances import actions
from ongikar.grievances.models import Grievance, Hearing
from ongikar.journal.models import OutboxEntry
from ongikar.notices.files_of_messages import attachments_of
from ongikar.notices.models import Message
from ongikar.notices.sending import make_digest

from .conftest import LATER

pytestmark = pytest.mark.django_db
DAY = datetime.fromisoformat("2026-12-14T12:00:00+06:00")
APART = datetime.fromisoformat("2026-12-14T15:00:00+06:00")
TRACES = ("রহিমা", "1700000001", "১৭০০০০০০০১", "হরিদেবপুর")


def words_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def files_to(side: str, verb: str) -> dict[str, bytes]:
    """What goes with the e-mail of an act to a side, by name; made here of whatever message it got."""
    rows = Message.objects.filter(outbox_entry__entry__verb=f"grievance.{verb}")
    message = rows.filter(person__startswith=side).order_by("id").first()
    message.channel = Message.EMAIL
    return {each.name: each.content for each in attachments_of(message)}


def respondent(grievance) -> str:
    return f"post:{grievance.respondent_id}"


@pytest.fixture
def called(filed, desk, salma, pass_time):
    """A hearing is called; of a hidden name the complainant is heard later on the day."""

    def do(**choices):
        grievance = filed(**choices)
        stage = Grievance.objects.with_related().select_related("office").get(pk=grievance.pk).current
        apart = {"manner": Hearing.APART, "apart_at": APART} if choices else {}
        actions.call_hearing(stage=stage, starts_at=DAY, place="সভাকক্ষ", actor=desk(salma), now=LATER, **apart)
        pass_time(LATER)
        return grievance

    return do


def test_a_hearing_goes_to_each_side_with_its_own_notice_and_day(called):
    grievance = called(identity_hidden=True)
    theirs, his = files_to("applicant:", "hearing_called"), files_to(respondent(grievance), "hearing_called")
    assert list(theirs) == list(his) == [f"{grievance.number}-hearing.pdf", "hearing.ics"]
    assert "DTSTART:20261214T090000Z" in theirs["hearing.ics"].decode()
    assert "DTSTART:20261214T060000Z" in his["hearing.ics"].decode()
    assert "090000Z" not in his["hearing.ics"].decode()
    said = words_of(his[f"{grievance.number}-hearing.pdf"]) + his["hearing.ics"].decode()
    for trace in TRACES:
        assert trace not in said
        assert trace.encode() not in his[f"{grievance.number}-hearing.pdf"]


def test_a_decision_goes_to_the_complainant_and_to_the_officer_where_it_names_nobody(
    filed, decide, pass_time
):
    grievance = filed(identity_hidden=True)
    decide(grievance, decision="রহিমা খাতুনকে উত্তর দিন।")
    pass_time(LATER)
    for side in ("applicant:", respondent(grievance)):
        ((name, content),) = files_to(side, "decided").items()
        assert name == f"{grievance.number}.pdf"
        assert "রহিমা" not in words_of(content)


def test_no_mailbox_of_a_post_is_sent_a_letter_with_a_name(filed, decide, pass_time):
    grievance = filed()
    decide(grievance)
    pass_time(LATER)
    assert files_to(respondent(grievance), "decided") == {}
    (content,) = files_to("applicant:", "decided").values()
    assert content.startswith(b"%PDF")


def test_what_waited_goes_out_together_with_its_files(called):
    grievance = called()
    rows = Message.objects.filter(person__startswith="applicant:", subject_type="grievance")
    waited = list(rows.order_by("id")[:2])
    # Whatever else waits to be told: it brings the digest on its way.
    bringing = OutboxEntry.objects.exclude(pk__in=[each.outbox_entry_id for each in rows]).latest("pk")
    make_digest(waited, outbox_entry=bringing, now=LATER)
    digest = Message.objects.latest("pk")
    digest.channel = Message.EMAIL
    Message.objects.update(channel=Message.EMAIL)
    assert f"{grievance.number}-hearing.pdf" in {each.name for each in attachments_of(digest)}
