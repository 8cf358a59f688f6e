"""An attempt of influence: written down by the staff, read by the post above and the auditor, by the auditor
alone where the post above is named, and told to nobody else in any way.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.forms.keys import KEY, new_key
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.lobbying.actions import raise_pressure
from ongikar.lobbying.declarations import written_in_month
from ongikar.lobbying.models import Influence
from ongikar.offices.models import Post
from ongikar.people.models import Holding, User
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import give_task
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
SIGN, WHO = "নীলকান্তমণি", "মতিন সরদার"
NEW, LIST = "/desk/influence/new/", "/desk/influence/"


@pytest.fixture
def auditor(office):
    post = office.posts.get(slug="auditor")
    user = User.objects.create_user("auditor", name_bn="আয়েশা সিদ্দিকা")
    Holding.objects.create(user=user, post=post, since=timezone.localdate() - timedelta(days=30))
    return user


@pytest.fixture
def browser():
    def of(user):
        client = Client()
        client.force_login(user)
        return client

    return of


def sent(**typed):
    today = timezone.now().astimezone(TZ)
    return {
        KEY: new_key(),
        "source": "other",
        "who": WHO,
        "way": "call",
        "day": f"{today:%d/%m/%Y}",
        "case": "",
        "words": f"কাজটি আগে করে দিতে বললেন। {SIGN}",
        **typed,
    }


@pytest.fixture
def write(browser, karim):
    """`write(who=…)`: the officer writes one down; the row."""

    def do(writer=None, **typed):
        before = set(Influence.objects.values_list("pk", flat=True))
        answer = browser(writer or karim).post(NEW, sent(**typed))
        assert answer.status_code == 302, answer.content.decode()
        return Influence.objects.exclude(pk__in=before).get()

    return do


def reads(client, attempt):
    page = client.get(reverse("influence", args=[attempt.code]))
    listed = client.get(LIST)
    is_open = page.status_code == 200 and SIGN in page.content.decode()
    if listed.status_code == 200:
        # The list leads to it exactly where it opens.
        assert (attempt.code + "/" in listed.content.decode()) == is_open
    return is_open


PEOPLE = ("karim", "shirin", "salma", "rafiq", "nasreen", "auditor")


@pytest.mark.parametrize(
    ("typed", "readers"),
    [
        ({}, {"salma", "auditor"}),
        ({"auditor_alone": "on"}, {"auditor"}),
        # By the post, by the name, by the title.
        ({"source": "inside", "inside": "district-ict-officer"}, {"auditor"}),
        ({"who": "{salma}"}, {"auditor"}),
        ({"words": f"{SIGN} {{salma}} বলেছেন, কাজটি করে দিতে।"}, {"auditor"}),
        ({"words": f"{SIGN} জেলা আইসিটি অফিসারের কথা বলে চাপ দিলেন।"}, {"auditor"}),
        # Of another post within the office the post above reads all the same.
        ({"source": "inside", "inside": "office-assistant"}, {"salma", "auditor"}),
        ({"source": "inside", "inside": "deputy-director-admin"}, {"salma", "auditor"}),
        # The auditor is named.
        ({"source": "inside", "inside": "auditor"}, {"salma"}),
        ({"who": "{auditor}"}, {"salma"}),
    ],
)
def test_who_reads_it(typed, readers, write, browser, office, auditor, karim, shirin, salma, rafiq, nasreen):
    people = dict(zip(PEOPLE, (karim, shirin, salma, rafiq, nasreen, auditor), strict=True))
    names = {name: user.name for name, user in people.items()}
    said = {name: value.format(**names) for name, value in typed.items()}
    if "inside" in said:
        said["inside"] = str(office.posts.get(slug=said["inside"]).pk)
    attempt = write(**said)
    assert {name for name, user in people.items() if reads(browser(user), attempt)} == readers
    assert not reads(Client(), attempt)


@pytest.mark.fast
def test_where_both_are_named_the_next_above_reads_it(write, browser, office, auditor, salma, rafiq):
    district, deputy = (
        office.posts.get(slug=slug) for slug in ("district-ict-officer", "deputy-director-admin")
    )
    district.superior = deputy
    district.save(update_fields=["superior"])
    attempt = write(who=f"{salma.name}, {auditor.name}")
    assert [reads(browser(user), attempt) for user in (salma, auditor, rafiq)] == [False, False, True]


def test_whoever_comes_to_the_post_above_and_is_named_reads_nothing(write, browser, office, auditor, salma):
    attempt = write(who="জাহানারা ইমাম")
    successor = User.objects.create_user("successor", name_bn="জাহানারা ইমাম")
    post = office.posts.get(slug="district-ict-officer")
    Holding.objects.create(user=successor, post=post, since=timezone.localdate())
    assert not reads(browser(successor), attempt)
    assert reads(browser(auditor), attempt)


def test_whoever_wrote_it_sees_its_receipt_and_nothing_of_it(write, browser, karim, shirin, auditor):
    attempt = write()
    page = browser(karim).get(LIST).content.decode()
    assert attempt.code in page
    assert SIGN not in page
    assert attempt.code not in browser(shirin).get(LIST).content.decode()
    # The same answer as to an address that was never there.
    assert browser(karim).get(f"{LIST}{attempt.code}/").status_code == 404


def test_one_key_is_one_attempt(browser, karim, auditor):
    client = browser(karim)
    page = client.get(NEW).content.decode()
    key = HTMLParser(page).css_first(f"form[method=post] input[name={KEY}]").attributes["value"]
    for _ in range(3):
        assert client.post(NEW, sent(**{KEY: key})).status_code == 302
    assert Influence.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words", "english"),
    [
        ({"words": ""}, "কী বলা বা করা হয়েছে", "What was said or done"),
        ({"source": "inside"}, "কোন পদ থেকে, বেছে নিন।", "Choose from which post."),
        ({"source": "president"}, "বেছে নিন", "Choose"),
        ({"case": "8549-26-99999-00000"}, "এই নম্বরের কোনো আবেদন নেই", "No case has this number"),
        ({"day": "31/12/2099"}, "দিনটি এখনো আসেনি।", "This day has not come yet."),
        ({"day": "01/01/2020"}, "দিনটি মিলিয়ে দেখুন।", "Check the day."),
        ({"inside": "999999"}, "বেছে নিন", "Choose"),
    ],
)
def test_what_cannot_be_written_is_said_in_words_and_nothing_is_lost(
    typed, words, english, browser, karim, auditor
):
    for root, said in (("", words), ("/en", english)):
        answer = browser(karim).post(f"{root}{NEW}", sent(**typed))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert said in page
        assert WHO in page
    assert not Influence.objects.exists()


def work():
    while run_due_entries(timezone.now()):
        pass


def test_pressure_again_and_again_becomes_a_task_that_names_nobody(write, office, auditor, salma, receive):
    case = receive()
    for _ in range(3):
        attempt = write(case=case.number)
    work()
    for row in OutboxEntry.objects.filter(entry__verb="influence.recorded"):
        raise_pressure(row, now=timezone.now())
    (task,) = Task.objects.filter(office=office)
    assert task.owner_post.slug == "district-ict-officer"
    told = f"{task.title} {task.words}"
    for word in (*WHO.split(), SIGN, case.number, attempt.code, "চাপ"):
        assert word not in told
    assert task.subject is None


def test_where_the_post_above_is_named_the_task_is_the_auditors_who_can_end_it(
    write, office, auditor, browser, karim, salma
):
    post = str(office.posts.get(slug="district-ict-officer").pk)
    for _ in range(3):
        write(source="inside", inside=post)
    work()
    (task,) = Task.objects.filter(office=office)
    assert task.owner_post.role == Post.AUDITOR
    client = browser(auditor)
    assert client.get(f"/desk/tasks/{task.number}/").status_code == 200
    done = client.post(f"/desk/tasks/{task.number}/report/", {"words": "পড়েছি, ব্যবস্থা নেওয়া হলো।"})
    assert done.status_code == 302, done.content.decode()
    task.refresh_from_db()
    assert task.state == "done"


def test_an_auditor_acts_on_no_task_of_others(office, auditor, browser, karim, shirin):
    own, other = (office.posts.get(role=role) for role in (Post.OFFICER, Post.ASSISTANT))
    due = office.calendar.next_open_day(timezone.localdate() + timedelta(days=3))
    task = give_task(
        office=office, title="রাউটার", owner=other, given_by=own, due=due, submission="t-1",
        actor=("user", karim.pk), now=timezone.now(),
    )  # fmt: skip
    for act in ("report", "drop", "note", "extend"):
        answer = browser(auditor).post(f"/desk/tasks/{task.number}/{act}/", {"words": "না", "reason": "না"})
        assert answer.status_code == 403


def test_the_account_tells_of_a_whole_month_from_five_on(write, office, auditor, client, time_machine):
    time_machine.move_to("2026-11-10T10:00:00+06:00")
    for count in range(1, 6):
        write(who=f"কেউ {count}")
        time_machine.move_to("2026-11-30T16:00:00+06:00")
        assert "প্রভাব খাটানোর" not in client.get("/account/2026/11/").content.decode()
        time_machine.move_to("2026-12-01T09:00:00+06:00")
        page = client.get("/account/2026/11/").content.decode()
        assert ("প্রভাব খাটানোর" in page) == (count >= 5), count
        time_machine.move_to("2026-11-10T10:00:00+06:00")
    time_machine.move_to("2026-12-02T09:00:00+06:00")
    # What is written down later, of a day before, changes no month that was told.
    write(day="২০/১১/২০২৬")
    november, december = (timezone.localdate().replace(month=month, day=1) for month in (11, 12))
    assert (written_in_month(office, november), written_in_month(office, december)) == (5, 1)
