"""The pages of tasks: for the desk, and for whoever owes one outside; and what is typed wrongly on them."""

import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from PIL import Image
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.people.models import Holding
from ongikar.tasks import actions, transitions
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.link_views import WRONG_FROM_ADDRESS
from ongikar.tasks.links import make_feed, make_link
from ongikar.tasks.models import PostFeed, Series, Task, TaskLink
from ongikar.tasks.models.secret_link import GOOD_FOR

from .conftest import SUNDAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_that_sunday(time_machine):
    time_machine.move_to(SUNDAY, tick=False)


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def photo():
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("rod.jpg", drawn.getvalue(), "image/jpeg")


def typed(office, **more):
    posts = {post.role: post.pk for post in office.posts.all()}
    return {
        "title": "রাউটার বদলানো",
        "owner": f"post-{posts['assistant']}",
        "due": "2026-12-01",
        "check": str(posts["officer"]),
        **more,
    }


# Giving


def test_work_given_to_several_at_once_is_a_task_for_each_or_for_none(desk, office):
    posts = {post.role: post.pk for post in office.posts.all()}
    both = [f"post-{posts['assistant']}", f"post-{posts['officer']}"]
    wrong = desk.post(reverse("task_new"), typed(office, owner=[both[0], "post-999999"]))
    assert (wrong.status_code, Task.objects.count()) == (422, 0)
    # Whoever does it does not check it: neither of the two is given anything.
    refused = desk.post(reverse("task_new"), typed(office, owner=both))
    assert (refused.status_code, Task.objects.count()) == (422, 0)
    sent = typed(office, owner=both, check="none", submission="a token that is long enough")
    for _ in range(2):
        assert desk.post(reverse("task_new"), sent)["Location"] == reverse("tasks")
    assert {task.owner_post.role for task in Task.objects.all()} == {"assistant", "officer"}
    assert Task.objects.count() == 2
    assert "কাজ-০০০১, কাজ-০০০২" in desk.get(reverse("tasks")).content.decode()


def test_work_is_given_on_one_page_and_shown_on_its_own(desk, office):
    answer = desk.post(reverse("task_new"), typed(office, evidence=["words", "paper"]))
    task = Task.objects.get()
    assert answer["Location"] == reverse("task", args=[task.number])
    assert (task.evidence, task.check_post.role) == (["words", "paper"], "officer")
    page = desk.get(answer["Location"]).content.decode()
    assert "কাজ-০০০১" in page
    assert "লেখা ও ছবি বা কাগজ" in page
    assert "T-0001" in desk.get(f"/en{answer['Location']}").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("due", "2026-11-20", "দিনটি পেরিয়ে গেছে"),
        ("due", "2026-12-04", "অফিস বন্ধ"),
        ("due", "2026-12-16", "অফিস বন্ধ"),
        ("due", "কাল", "তারিখটি ঠিক নয়"),
        ("owner", "post-999999", "তালিকা থেকে বেছে নিন"),
        ("owner", "", "কার কাজ, বেছে নিন"),
        ("title", " ", "কী করতে হবে"),
    ],
)
def test_what_cannot_be_given_has_a_sentence_beside_its_field(desk, office, field, value, sentence):
    answer = desk.post(reverse("task_new"), typed(office, **{field: value}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Task.objects.exists()


def test_work_is_not_given_to_a_post_that_nobody_holds(desk, office, shirin):
    Holding.objects.filter(user=shirin).update(until=date(2026, 11, 1))
    page = desk.get(reverse("task_new")).content.decode()
    assert "এখন কেউ নেই" in page
    answer = desk.post(reverse("task_new"), typed(office))
    assert answer.status_code == 422
    assert "এই পদে এখন কেউ নেই" in answer.content.decode()


def test_what_is_given_about_a_case_of_another_office_is_unknown(desk):
    assert desk.get(f"{reverse('task_new')}?subject=case:999999").status_code == 404
    assert desk.get(f"{reverse('task_new')}?subject=nothing:1").status_code == 404


# The desk


def test_a_report_without_its_proof_keeps_what_was_typed(give, signed_in, shirin):
    task = give(evidence=[Task.WORDS, Task.PAPER])
    address = reverse("task_act", args=[task.number, "report"])
    answer = signed_in(shirin).post(address, {"words": "রড বসানো হয়েছে"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "একটি ছবি বা কাগজ দিন" in page
    assert "রড বসানো হয়েছে" in page
    assert Task.objects.get().state == transitions.OPEN


def test_a_report_names_a_record_of_the_office(give, signed_in, shirin, receive):
    case, task = receive(now=SUNDAY), give(evidence=[Task.RECORD])
    address = reverse("task_act", args=[task.number, "report"])
    assert signed_in(shirin).post(address, {"records": "৯৯৯৯"}).status_code == 422
    assert signed_in(shirin).post(address, {"records": case.number}).status_code == 302
    assert task.proofs.get().record == case.reference


def test_a_check_needs_words_only_to_send_work_back(give, desk):
    task = give()
    actions.report_task(task, actor=("user", 99), now=SUNDAY)
    address = reverse("task_act", args=[task.number, "check"])
    assert "কী বাকি, লিখুন" in desk.post(address, {"verdict": "back"}).content.decode()
    assert desk.post(address, {"verdict": "done"}).status_code == 302
    assert Task.objects.get().state == transitions.DONE


def test_an_act_that_is_no_longer_possible_says_so_and_writes_nothing(give, desk):
    task = give()
    actions.drop_task(task, reason="দরকার নেই", actor=("user", 1), now=SUNDAY)
    address = reverse("task_act", args=[task.number, "drop"])
    answer = desk.post(address, {"reason": "আবার"}, follow=True)
    assert "এর মধ্যে অবস্থা বদলে গেছে" in answer.content.decode()
    assert task.acts.filter(name="drop").count() == 1
    assert desk.get(reverse("task_act", args=[task.number, "no-such-act"])).status_code == 404


def test_many_tasks_go_to_another_at_once_and_what_cannot_is_named(give, desk, officer_post, headmaster):
    mine, checked = give(check=None), give()
    chosen = {"record": [mine.pk, checked.pk], "owner": f"post-{officer_post.pk}", "reason": "ছুটি"}
    assert "অন্তত একটি কাজে টিক দিন" in desk.post(reverse("tasks_transfer"), follow=True).content.decode()
    assert desk.post(reverse("tasks_transfer"), {"record": [mine.pk]}).status_code == 200
    answer = desk.post(reverse("tasks_transfer"), chosen, follow=True).content.decode()
    assert "১টি কাজ অন্যকে দেওয়া হয়েছে" in answer
    # Who would check it cannot do it.
    assert "যেগুলো দেওয়া যায়নি: কাজ-০০০২" in answer
    assert Task.objects.get(pk=mine.pk).owner == officer_post


@pytest.mark.parametrize(
    "asked",
    ["", "tab=mine", "tab=late", "tab=verify", "tab=ended", "tab=none", "origin=own", "origin=zzz",
     "owner=post-1", "owner=contact-0", "owner=post-99999999999999999999", "subject=case:1", "subject=:",
     "after=zzz", "after=1.1", "after=999999999999999999.1", "owner=post-1&origin=own&tab=late"],
)  # fmt: skip
def test_whatever_a_list_is_asked_for_it_answers(give, desk, asked):
    give()
    assert desk.get(f"{reverse('tasks')}?{asked}").status_code == 200


def test_a_long_list_goes_on_from_its_last_line(give, desk):
    for n in range(30):
        give(f"কাজ নম্বর {n}", due=date(2026, 12, 1) + timedelta(days=n % 3))
    address, seen = f"{reverse('tasks')}?tab=open", []
    while address:
        page = desk.get(address).content.decode()
        seen += re.findall(r'id="who-(\d+)"', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found and found[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 30
    pages = desk.get(reverse("tasks_pdf"))
    assert pages["Content-Type"] == "application/pdf"


def test_the_post_above_sees_what_is_late_and_what_was_checked_alone(give, signed_in, salma, time_machine):
    late, dropped = give("দেরির কাজ"), give("দেরিতে বাদ")
    then = SUNDAY + 20 * DAY
    actions.drop_task(dropped, reason="ভবন নেই", actor=("user", 1), now=then)
    time_machine.move_to(then, tick=False)
    page = signed_in(salma).get(reverse("tasks_below")).content.decode()
    assert "দেরির কাজ" in page
    assert "দিন পেরোনোর পর বাদ দেওয়া" in page
    # Whoever stands above the giver may act as the giver.
    address = reverse("task_act", args=[late.number, "drop"])
    assert signed_in(salma).post(address, {"reason": "আর লাগবে না"}).status_code == 302
    assert Task.objects.get(pk=late.pk).state == transitions.DROPPED


def test_more_time_is_offered_once_and_before_the_day(give, desk, time_machine):
    task = give()
    address = reverse("task_act", args=[task.number, "extend"])
    assert address in desk.get(reverse("task", args=[task.number])).content.decode()
    assert "একবারই" in desk.get(address).content.decode()
    late = desk.post(address, {"until": "2026-11-30", "reason": "মিস্ত্রি নেই"})
    assert late.status_code == 422
    assert "এখনকার শেষ দিনের পরের" in late.content.decode()
    assert desk.post(address, {"until": "2026-12-06", "reason": "মিস্ত্রি নেই"}).status_code == 302
    assert address not in desk.get(reverse("task", args=[task.number])).content.decode()
    other = give("অন্য কাজ")
    time_machine.move_to(SUNDAY + 20 * DAY, tick=False)
    assert "/extend/" not in desk.get(reverse("task", args=[other.number])).content.decode()


# The link


@pytest.fixture
def outside(give, headmaster):
    return give(owner=headmaster, evidence=[Task.WORDS, Task.PAPER])


@pytest.fixture
def address(outside):
    return reverse("task_link", args=[make_link(outside, SUNDAY)[1]])


def test_the_owner_outside_reports_with_a_photo_is_sent_back_and_reports_again(outside, address, desk):
    browser = Client()
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {"do": "report", "words": "রড বসানো হয়েছে"})
    assert answer.status_code == 422
    assert "রড বসানো হয়েছে" in answer.content.decode()
    sent = {"do": "report", "words": "রড বসানো হয়েছে", "papers": photo()}
    assert browser.post(address, sent)["Location"] == address
    assert "কার্যালয় যাচাই করছে" in browser.get(address).content.decode()
    check = reverse("task_act", args=[outside.number, "check"])
    # Whoever judges it sees the photo itself.
    assert 'class="proof-photo"' in desk.get(check).content.decode()
    desk.post(check, {"verdict": "back", "words": "মাপার ফল নেই"})
    assert "মাপার ফল নেই" in browser.get(address).content.decode()
    browser.post(address, {"do": "report", "words": "২.৮ ওহম", "papers": photo()})
    desk.post(check, {"verdict": "done"})
    assert Task.objects.get().state == transitions.DONE
    assert "কাজটি শেষ হয়েছে" in browser.get(address).content.decode()
    # The photos are the office's to see, not of whoever has the link.
    paper = outside.proofs.filter(kind=Task.PAPER).first().paper
    assert Client().get(reverse("paper", args=[paper.pk])).status_code == 404
    assert desk.get(reverse("paper", args=[paper.pk])).status_code == 302


def test_a_report_brings_several_photos_each_named_by_its_place(outside, address):
    browser = Client()
    sent = {"do": "report", "words": "তিনটি ল্যাবে বসানো হয়েছে"}
    broken = SimpleUploadedFile("notes.txt", b"no picture", "image/jpeg")
    answer = browser.post(address, sent | {"papers": [photo(), broken]})
    # Nothing is half kept, and which file was meant is told beside the field.
    assert answer.status_code == 422
    assert "notes.txt: " in str(answer.context["form"].errors["papers"])
    assert not outside.proofs.exists()
    many = browser.post(address, sent | {"papers": [photo() for _ in range(6)]})
    assert "সর্বোচ্চ ৫টি" in str(many.context["form"].errors["papers"])
    assert browser.post(address, sent | {"papers": [photo() for _ in range(3)]})["Location"] == address
    kept = [proof.paper.title for proof in outside.proofs.filter(kind=Task.PAPER).order_by("pk")]
    assert kept == [f"প্রমাণ: {outside.title} ({n}/৩)" for n in "১২৩"]


def test_the_square_code_of_a_link_fills_its_frame_and_keeps_its_white_rim(outside, desk):
    page = desk.post(reverse("task_link_new", args=[outside.number])).content.decode()
    drawn = re.search(r'class="qr">\s*<svg[^>]*>', page)[0]
    assert "viewBox" in drawn
    assert "width=" not in drawn


def test_to_open_it_twice_changes_nothing(outside, address):
    for _ in range(3):
        assert Client().get(address).status_code == 200
    assert TaskLink.objects.get().opened_at == SUNDAY
    assert outside.acts.count() == 1


def test_more_time_is_asked_for_once_and_not_mine_ends_the_link(outside, address, officer_post):
    browser = Client()
    assert browser.post(address, {"do": "ask_time", "reason": " "}).status_code == 422
    assert browser.post(address, {"do": "ask_time", "reason": "মিস্ত্রি নেই"}).status_code == 302
    assert browser.post(address, {"do": "ask_time", "reason": "এখনো নেই"}).status_code == 422
    assert "ফেরত গেছে" in browser.post(address, {"do": "hand_back", "reason": "কার্যালয়ের"}).content.decode()
    assert Task.objects.get().owner == officer_post
    assert browser.get(address).status_code == 404


def test_a_link_that_is_over_ended_or_of_a_former_owner_opens_a_clear_page(
    outside, address, desk, assistant_post, time_machine
):
    time_machine.move_to(SUNDAY + GOOD_FOR, tick=False)
    over = Client().get(address)
    assert over.status_code == 404
    assert "লিংকটি আর চলে না" in over.content.decode()
    time_machine.move_to(SUNDAY, tick=False)
    desk.post(reverse("task_link_new", args=[outside.number]), {"end": "1"})
    assert Client().post(address, {"do": "report", "words": "ক"}).status_code == 404
    fresh = reverse("task_link", args=[make_link(outside, SUNDAY)[1]])
    actions.transfer_task(outside, owner=assistant_post, reason="বদলি", actor=("user", 1), now=SUNDAY)
    assert Client().get(fresh).status_code == 404


def test_whoever_guesses_addresses_is_stopped(outside, address):
    browser = Client()
    for n in range(WRONG_FROM_ADDRESS):
        assert browser.get(reverse("task_link", args=[f"guess-{n}"])).status_code == 404
    assert browser.get(address).status_code == 429


def test_a_link_is_handed_over_on_paper(outside, desk):
    page = desk.post(reverse("task_link_new", args=[outside.number])).content.decode()
    address = re.search(r"/t/[\w-]{16}/", page)[0]
    assert "<svg" in page
    assert Client().get(address).status_code == 200


# The calendar


def test_the_calendar_of_a_post_has_its_due_days_and_a_new_address_ends_the_old(give, assistant_post):
    give("আর্থিং, জরুরি; ল্যাব ২")
    tokens = [make_feed(assistant_post, actor=("user", 2), now=SUNDAY) for _ in range(2)]
    old, new = (Client().get(reverse("task_feed", args=[token])) for token in tokens)
    assert (old.status_code, new.status_code) == (404, 200)
    text = new.content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261201" in text
    assert "SUMMARY;LANGUAGE=bn:আর্থিং\\, জরুরি\\; ল্যাব ২ (কাজ-০০০১)" in text
    assert PostFeed.objects.filter(revoked_at=None).count() == 1
    # As another program reads it.
    (event,) = Calendar.from_ical(new.content).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 1), date(2026, 12, 2))
    assert str(event["UID"]).startswith(f"task-{Task.objects.get().pk}@")
    task = Task.objects.get()
    actions.drop_task(task, reason="না", actor=("user", 1), now=SUNDAY)
    assert "VEVENT" not in Client().get(reverse("task_feed", args=[tokens[1]])).content.decode()


def test_a_calendar_has_what_is_to_be_checked_and_ends_with_whoever_held_the_post(
    give, officer_post, karim, signed_in, shirin
):
    task = give()
    actions.report_task(task, words="হয়েছে", actor=("user", shirin.pk), now=SUNDAY)
    token = make_feed(officer_post, actor=("user", karim.pk), now=SUNDAY)
    address = f"/en{reverse('task_feed', args=[token])}"
    (event,) = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("Check: ")
    assert str(event["URL"]).endswith(f"/desk/tasks/{task.number}/")
    # Whoever left the post took the address along.
    Holding.objects.filter(post=officer_post).update(since=SUNDAY.date() + DAY)
    assert Client().get(address).status_code == 404


# Series


def test_a_series_is_begun_on_its_page_and_raises_what_was_missed(desk, office):
    sent = {"unit": "month", "every": "১", "due_on": "next", "nth": "৩", "starts_on": "2026-09-01"}
    sent = {name: value for name, value in (typed(office) | sent).items() if name != "due"}
    assert desk.post(reverse("task_series_new"), sent).status_code == 302
    assert raise_due_tasks(SUNDAY) == 3
    page = desk.get(reverse("task_series")).content.decode()
    assert "প্রতি মাস" in page
    desk.post(reverse("series_end", args=[Series.objects.get().pk]))
    assert Series.objects.get().ended_at


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"every": "0"}, "every"),
        ({"every": "25"}, "every"),
        ({"due_on": "nth"}, "nth"),
        ({"due_on": "weekday"}, "weekday"),
        ({"starts_on": "2020-01-01"}, "starts_on"),
        ({"until": "2026-08-01"}, "until"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_beside_its_field(desk, office, changed, field):
    sent = {"unit": "month", "every": "1", "due_on": "last", "starts_on": "2026-09-01"} | changed
    sent = {name: value for name, value in (typed(office) | sent).items() if name != "due"}
    answer = desk.post(reverse("task_series_new"), sent)
    assert answer.status_code == 422
    assert f'id="id_{field}-e"' in answer.content.decode()
    assert not Series.objects.exists()


def acts_in_rows(page: str) -> dict[str, tuple[str, str]]:
    rows = HTMLParser(page).css("table.list tbody tr")
    links = {row.css_first("a.who").text(strip=True): row.css_first("td.act a") for row in rows}
    return {
        title: (link.attributes["href"], link.text(deep=False, strip=True))
        for title, link in links.items()
        if link
    }


def test_a_row_offers_what_usually_comes_next_to_whoever_reads_it(
    give, signed_in, karim, shirin, officer_post
):
    mine, others = give("নিজের কাজ", owner=officer_post, check=None), give("সহকারীর কাজ")
    reported = give("জানানো কাজ")
    actions.report_task(reported, words="হয়েছে।", actor=("user", shirin.pk), now=SUNDAY)
    page = signed_in(karim).get("/en/desk/tasks/?tab=open").content.decode()
    assert acts_in_rows(page) == {
        "নিজের কাজ": (f"/en/desk/tasks/{mine.number}/report/", "Report"),
        "জানানো কাজ": (f"/en/desk/tasks/{reported.number}/", "Check"),
    }
    page = signed_in(shirin).get("/en/desk/tasks/?tab=open").content.decode()
    assert acts_in_rows(page) == {"সহকারীর কাজ": (f"/en/desk/tasks/{others.number}/report/", "Report")}


def test_back_from_a_task_leads_to_the_list_as_it_was_left(give, signed_in, karim):
    desk, task = signed_in(karim), give()
    desk.get("/desk/tasks/?tab=open&origin=desk")
    page = HTMLParser(desk.get(f"/desk/tasks/{task.number}/").content.decode())
    assert page.css_first("a.back").attributes["href"] == "/desk/tasks/?tab=open&origin=desk"
