"""The desk's pages of gatherings: planned, marked on the list, at the door and from the signed sheet."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from ongikar.gatherings import actions, transitions
from ongikar.gatherings.models import Gathering, Mark, Reply
from ongikar.gatherings.rules import door_code
from ongikar.letters.models import Letter
from ongikar.papers.models import Paper

from .conftest import DAY, HOUR, KARIM, MINUTE, NAMES, SUNDAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_that_sunday(time_machine):
    time_machine.move_to(SUNDAY, tick=False)


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def photo():
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("sheet.jpg", drawn.getvalue(), "image/jpeg")


def typed(**more):
    return {
        "title": "ডিজিটাল মেলা",
        "sort": "event",
        "roster": "new",
        "day": "2026-12-01",
        "begins": "১০:০০",
        "ends": "12:30",
        "venue": "উপজেলা মাঠ",
        "capacity": "৫০",
        "is_public": "on",
    } | more


def attendance_of(gathering):
    return {m.member.name: m.value for m in Mark.objects.that_stand().filter(gathering=gathering)}


def test_one_is_planned_on_the_desk_and_stands_in_both_lists(desk, office, client):
    answer = desk.post(reverse("gathering_new"), typed())
    made = Gathering.objects.get()
    assert answer["Location"] == reverse("gathering", args=[made.pk])
    assert (made.minutes, made.capacity, made.is_public) == (150, 50, True)
    for path in (reverse("gatherings"), answer["Location"], reverse("programme")):
        assert "ডিজিটাল মেলা" in desk.get(path).content.decode()
    assert "50 seats left" in desk.get("/en/programme/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ends", "০৯:০০", "শেষের সময় শুরুর পরে"),
        ("day", "কাল", "তারিখটি ঠিক নয়"),
        ("begins", "সকাল", "সময়টি ঠিক নয়"),
        ("venue", "", "কোথায় হবে"),
        ("title", "", "কী নিয়ে"),
        ("roster", "99999", "তালিকা থেকে একটি বেছে নিন"),
        ("reply_by", "2026-12-09", "উত্তরের শেষ দিন"),
        ("capacity", "-3", "সংখ্যায় লিখুন"),
    ],
)
def test_what_cannot_be_planned_has_a_sentence_beside_its_field(desk, office, field, value, sentence):
    answer = desk.post(reverse("gathering_new"), typed(**{field: value}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Gathering.objects.exists()


def test_the_list_is_ticked_saved_corrected_and_struck_through(desk, plan, members):
    gathering = plan()
    path = reverse("gathering_list", args=[gathering.pk])
    first, second, third = members
    desk.post(
        path,
        {f"v{first.pk}": "present", f"v{second.pk}": "late", f"m{second.pk}": "৯০", f"v{third.pk}": "absent"},
    )
    assert attendance_of(gathering) == dict(zip(NAMES, ["present", "late", "absent"], strict=True))
    was = Mark.objects.get(member=third)
    desk.post(path, {f"v{third.pk}": "excused", f"w{third.pk}": str(was.pk)})
    assert attendance_of(gathering)[NAMES[2]] == "excused"
    page = desk.get(reverse("gathering", args=[gathering.pk])).content.decode()
    assert re.search(r"<s>\s*অনুপস্থিত", page)


def test_a_list_that_changed_meanwhile_writes_nothing_and_says_where(desk, plan, members):
    gathering, (first, second, _) = plan(), members
    path = reverse("gathering_list", args=[gathering.pk])
    desk.post(path, {f"v{first.pk}": "present"})
    answer = desk.post(path, {f"v{first.pk}": "absent", f"w{first.pk}": "0", f"v{second.pk}": "present"})
    assert answer.status_code == 422
    assert "এর মধ্যে অন্য কিছু লেখা হয়েছে" in answer.content.decode()
    assert attendance_of(gathering) == {NAMES[0]: "present"}
    answer = desk.post(path, {f"v{second.pk}": "late", f"m{second.pk}": "অনেক"})
    assert answer.status_code == 422
    assert "সংখ্যায় লিখুন" in answer.content.decode()
    answer = desk.post(path, {f"v{second.pk}": "late", f"m{second.pk}": "৫০০"})
    assert "০ থেকে ১২০" in answer.content.decode()


def test_tickets_at_the_door_one_by_one_and_the_lines_of_a_phone(
    signed_in, karim, plan, members, join, office, time_machine
):
    desk = signed_in(karim)
    gathering = plan()
    path = reverse("gathering_door", args=[gathering.pk])
    tickets = [member.read_ticket() for member in members]
    page = desk.post(path, {"tickets": f"https://office.example/ticket/{tickets[0]}/"}).content.decode()
    assert NAMES[0] in page
    assert "আগেই লেখা হয়েছে" in desk.post(path, {"tickets": tickets[0]}).content.decode()
    other = actions.open_roster(office=office, subject=None, title="ব্যাচ ৪", actor=KARIM, now=SUNDAY)
    stranger = join("অন্য কেউ", to=other)
    time_machine.move_to(SUNDAY + 2 * DAY, tick=False)
    desk = signed_in(karim)
    lines = "\n".join(
        [
            f"2026-11-22 10:05 {tickets[1]}",
            f"{tickets[2]}, ১০:৪০",
            f"{stranger.read_ticket()} 10:00",
            "hello",
            tickets[2][:15] + "0 10:10",
        ]
    )
    for _ in range(2):
        page = desk.post(path, {"tickets": lines}).content.decode()
        assert "অন্য তালিকার টিকিট: ব্যাচ ৪" in page
        assert "এখানে কোনো টিকিট নেই" in page
        # What could not be taken stays in the field, to be put right.
        assert "hello</textarea>" in page or "hello\n" in page
    assert attendance_of(gathering) == dict(zip(NAMES, ["present", "present", "late"], strict=True))
    assert Mark.objects.count() == 3


def test_before_its_time_nobody_is_marked(desk, plan, members, time_machine):
    gathering = plan(days=1)
    answer = desk.post(
        reverse("gathering_list", args=[gathering.pk]), {f"v{members[0].pk}": "present"}, follow=True
    )
    assert "এখনো সময় হয়নি" in answer.content.decode()
    page = desk.post(reverse("gathering_door", args=[gathering.pk]), {"tickets": members[0].read_ticket()})
    assert "এখনো সময় হয়নি" in page.content.decode()
    assert not Mark.objects.exists()


def test_the_code_on_the_wall_changes_and_its_page_asks_again(desk, plan, members, time_machine):
    gathering = plan()
    path = reverse("gathering_wall", args=[gathering.pk])
    first = desk.get(path)
    assert first["Refresh"] == "30"
    time_machine.move_to(SUNDAY + MINUTE, tick=False)
    gathering.refresh_from_db()
    code = door_code.code_at(gathering.read_door_secret(), SUNDAY + MINUTE)
    page = desk.get(f"/en{path}").content.decode()
    assert f"{code[:3]} {code[3:]}" in page
    assert page != first.content.decode()
    time_machine.move_to(SUNDAY + 5 * HOUR, tick=False)
    assert desk.get(path).status_code == 302


def test_the_signed_sheet_is_filed_and_only_absentees_are_typed(desk, plan, members):
    gathering = plan()
    pdf = desk.get(reverse("gathering_sheet", args=[gathering.pk]))
    assert pdf.content[:5] == b"%PDF-"
    path = reverse("gathering_signed", args=[gathering.pk])
    wrong = desk.post(path, {"scan": photo(), "absent": "২, ৯"})
    assert "তালিকায় এই ক্রমিক নেই: ৯" in wrong.content.decode()
    assert not Mark.objects.exists()
    desk.post(path, {"scan": photo(), "absent": "২"})
    assert attendance_of(gathering) == dict(zip(NAMES, ["present", "absent", "present"], strict=True))
    assert Paper.objects.count() == 1
    assert set(Mark.objects.values_list("via", flat=True)) == {"sheet"}
    desk.post(path, {"scan": photo(), "absent": "২"})
    assert (Paper.objects.count(), Mark.objects.count()) == (1, 3)


def test_a_photo_is_kept_and_read_by_the_staff_alone(desk, plan, members, client):
    gathering = plan()
    path = reverse("gathering_photo", args=[gathering.pk])
    actions.open_gathering(gathering, actor=KARIM, now=SUNDAY)
    desk.post(path, {"photo": photo(), "words": "উদ্বোধন"})
    paper = Paper.objects.get()
    page = desk.get(reverse("gathering", args=[gathering.pk])).content.decode()
    assert f'src="{reverse("paper", args=[paper.pk])}"' in page
    assert 'alt="ছবি: উদ্বোধন"' in page
    assert desk.get(reverse("paper", args=[paper.pk]), follow=True)["Content-Type"] == "image/jpeg"
    desk.logout()
    assert client.get(reverse("paper", args=[paper.pk])).status_code in (403, 404)


def test_it_is_moved_and_cancelled_on_its_page(desk, plan, members):
    gathering = plan(days=2)
    path = reverse("gathering_act", args=[gathering.pk, "move"])
    form = {"day": "2026-11-25", "begins": "11:00", "ends": "13:00", "venue": "ল্যাব ২", "reason": "বিদ্যুৎ"}
    assert "কারণ, লিখুন" in desk.post(path, form | {"reason": ""}).content.decode()
    answer = desk.post(path, form)
    moved = Gathering.objects.get(replaces=gathering)
    assert answer["Location"] == reverse("gathering", args=[moved.pk])
    assert "বিদ্যুৎ" in desk.get(answer["Location"]).content.decode()
    desk.post(reverse("gathering_act", args=[moved.pk, "cancel"]), {"reason": "প্রশিক্ষক নেই"})
    moved.refresh_from_db()
    assert moved.state == transitions.CANCELLED
    # The page of before leads on, and its acts are answered with a sentence.
    assert desk.post(path, form).status_code == 302


def test_those_without_a_telephone_are_invited_by_letter(desk, plan, members, join, office):
    gathering = plan(days=3)
    silent = join("যাঁর ফোন নেই", organisation="রংপুর নমুনা কলেজ")
    page = desk.get(reverse("gathering_act", args=[gathering.pk, "invite"])).content.decode()
    assert "যাঁর ফোন নেই" in page
    desk.post(reverse("gathering_letter", args=[gathering.pk]))
    letter = Letter.objects.get()
    assert [each.member for each in gathering.invitations.all()] == [silent]
    assert "যাঁর ফোন নেই" in letter.recipients.get().name
    desk.post(reverse("gathering_act", args=[gathering.pk, "invite"]))
    assert gathering.invitations.count() == 4


def test_an_answer_by_telephone_is_entered(desk, plan, members):
    gathering = plan(days=3)
    actions.invite(gathering, actor=KARIM, now=SUNDAY)
    path = reverse("member_reply", args=[gathering.pk, members[0].pk])
    assert "কে আসবেন" in desk.post(path, {"answer": "delegate"}).content.decode()
    desk.post(path, {"answer": "delegate", "delegate": "উপপরিচালক"})
    assert Reply.objects.get().via == Reply.DESK
    assert "উপপরিচালক" in desk.get(reverse("gathering", args=[gathering.pk])).content.decode()


def test_a_roster_is_kept_and_printed_as_tickets(desk, roster, members, plan):
    path = reverse("roster", args=[roster.pk])
    assert (
        "মোবাইল নম্বর"
        in desk.post(path, {"name": "নতুন", "role": "participant", "mobile": "123"}).content.decode()
    )
    desk.post(path, {"name": "নতুন", "role": "trainer", "mobile": "01712345678"})
    assert roster.members.count() == 4
    member = roster.members.last()
    desk.post(reverse("roster_member", args=[member.pk]), {"name": "নতুন নাম", "role": "trainer"})
    member.refresh_from_db()
    assert (member.name, member.mobile) == ("নতুন নাম", "")
    answer = desk.post(reverse("roster_member", args=[member.pk]), {"end": "1", "until": "2026-01-01"})
    assert answer.status_code == 422
    desk.post(reverse("roster_member", args=[member.pk]), {"end": "1", "until": "2026-11-25"})
    member.refresh_from_db()
    assert member.until.isoformat() == "2026-11-25"
    assert desk.get(reverse("roster_tickets", args=[roster.pk])).content[:5] == b"%PDF-"
    assert "নতুন নাম" in desk.get(path).content.decode()


def test_today_shows_what_takes_place_and_what_was_not_recorded(
    desk, signed_in, karim, plan, members, time_machine
):
    plan(title="আজকের ক্লাস")
    assert "আজকের ক্লাস" in desk.get(reverse("today")).content.decode()
    time_machine.move_to(SUNDAY + DAY, tick=False)
    desk = signed_in(karim)
    page = desk.get(reverse("today")).content.decode()
    assert "উপস্থিতি লেখা বাকি" in page
    actions.record_gathering(Gathering.objects.get(), rest=Mark.ABSENT, actor=KARIM, now=SUNDAY + DAY)
    assert "আজকের ক্লাস" not in desk.get(reverse("today")).content.decode()


def test_the_search_of_the_head_finds_a_gathering_by_its_title_and_a_person_by_their_ticket(
    desk, members, plan
):
    gathering = plan(title="ডিজিটাল মেলার প্রস্তুতি")
    page = desk.get("/desk/search/", {"q": "মেলার প্রস্তুতি"}).content.decode()
    assert reverse("gathering", args=[gathering.pk]) in page
    assert reverse("gathering", args=[gathering.pk]) not in desk.get("/desk/search/?q=হাসপাতাল").text
    found = desk.get("/desk/search/", {"q": members[0].read_ticket()})
    assert found["Location"] == reverse("roster_member", args=[members[0].pk])
