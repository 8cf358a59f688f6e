"""Queue and Today in the order of due days, with the first line of the request, one's own desk, and a number
that opens its case.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases import actions
from ongikar.cases.actions.anonymise import anonymise_case
from ongikar.cases.desks import hand_over
from ongikar.cases.kinds import MOST_SHOWN, first_line, kind_of, kinds
from ongikar.cases.models import Act, Case
from ongikar.cases.officer.queue import selection
from ongikar.cases.officer.queue.filters import number_opened
from ongikar.cases.officer.queue.pages import fetch_queue_page
from ongikar.cases.officer.queue.selection import tab_counts
from ongikar.core.templatetags.cached import texts
from ongikar.offices.models import Post, Serial
from ongikar.people.models import User
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import short_number

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
ORDERED = ("open", "received", "waiting", "answered", "mine")


@pytest.fixture
def officer(office):
    return office.posts.get(role=Post.OFFICER)


@pytest.fixture
def assistant(office):
    return office.posts.get(role=Post.ASSISTANT)


@pytest.fixture
def auditor(office):
    """Somebody who reads every case and handles none."""
    user = User.objects.create(username="auditor")
    post, _ = Post.objects.get_or_create(
        office=office,
        role=Post.AUDITOR,
        defaults={"slug": "the-auditor", "title_bn": "নিরীক্ষক", "title_en": "Auditor"},
    )
    user.holdings.create(post=post, since=date(2026, 7, 1))
    return user


@pytest.fixture
def slow_and_quick(receive, now):
    """The one received first is due last."""
    return receive("citizen-6", now=now - timedelta(hours=1)), receive("citizen-1", now=now)


def numbers(office, now, *, counted=None, **asked):
    return [
        case.number
        for case in fetch_queue_page(office, selection.QueueSelection(**asked), now=now, counts=counted).cases
    ]


def ask_papers(case, now):
    actions.ask_for_papers(case, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=now)


@pytest.mark.parametrize("is_few", [True, False])
@pytest.mark.parametrize("tab", ORDERED)
def test_every_open_list_has_the_first_due_first_be_they_few_or_many(
    office, officer, slow_and_quick, now, tab, is_few
):
    if tab in ("waiting", "answered"):
        for case in slow_and_quick:
            ask_papers(case, now)
    if tab == "answered":
        for case in slow_and_quick:
            actions.answer(Case.objects.with_related().get(pk=case.pk), words="এনেছি", papers=(), now=now)
    counted = {tab: 2} if is_few else None
    desks = (officer.pk,) if tab == "mine" else ()
    slow, quick = (case.number for case in slow_and_quick)
    assert numbers(office, now, tab=tab, desks=desks, counted=counted) == [quick, slow]
    assert numbers(office, now, tab=tab, desks=desks, counted=counted, is_last_first=True) == [slow, quick]


@pytest.mark.parametrize("is_last_first", [True, False])
@pytest.mark.parametrize("is_few", [True, False])
def test_pages_of_the_same_moment_go_on_and_miss_none_either_way_round(
    office, receive, now, is_few, is_last_first
):
    made = [receive("citizen-1", now=now).number for _ in range(selection.PAGE + 7)]
    counted = {"received": len(made)} if is_few else None
    asked = {"tab": "received", "is_last_first": is_last_first}
    first = fetch_queue_page(office, selection.QueueSelection(**asked), now=now, counts=counted)
    second = fetch_queue_page(
        office, selection.QueueSelection(**asked, after=first.after), now=now, counts=counted
    )
    shown = [case.number for case in (*first.cases, *second.cases)]
    assert shown == (made[::-1] if is_last_first else made)
    assert second.after == ""


def test_ones_own_list_holds_what_lies_on_ones_desk_and_follows_it_when_handed_over(
    office, officer, assistant, receive, now
):
    kept, given = receive("citizen-1", now=now), receive("citizen-2", now=now)
    hand_over(given, to=assistant, words="", actor=KARIM, now=now)
    assert numbers(office, now, tab="mine", desks=(officer.pk,)) == [kept.number]
    assert numbers(office, now, tab="mine", desks=(assistant.pk,)) == [given.number]
    assert tab_counts(office, now=now, desks=[officer.pk])["mine"] == 1
    assert tab_counts(office, now=now, desks=[officer.pk, assistant.pk])["mine"] == 2


def test_the_desk_in_the_column_is_what_the_acts_say(office, assistant, officer, receive, now):
    case = receive("citizen-1", now=now)
    assert Case.objects.get(pk=case.pk).desk_id == case.post_id == officer.pk
    for to in (assistant, officer, assistant):
        hand_over(Case.objects.get(pk=case.pk), to=to, words="", actor=KARIM, now=now)
    to_post = Act.objects.filter(case=case, name="hand_over").order_by("-id").first().data["to_post"]["id"]
    assert Case.objects.get(pk=case.pk).desk_id == to_post == assistant.pk


def test_what_is_closed_lies_on_no_desk(office, officer, receive, now):
    case = receive("citizen-1", now=now)
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now)
    assert numbers(office, now, tab="mine", desks=(officer.pk,)) == []
    assert tab_counts(office, now=now, desks=[officer.pk])["mine"] == 0


@pytest.mark.parametrize(("root", "mine"), [("", "আমার"), ("/en", "Mine")])
def test_the_officer_has_a_list_of_their_own_and_whoever_only_reads_has_none(
    signed_in, karim, auditor, receive, root, mine
):
    receive(now=timezone.now())

    def tabs(who):
        return [
            link.text(strip=True)
            for link in HTMLParser(signed_in(who).get(f"{root}/desk/cases/?tab=mine").text).css(".views a")
        ]

    assert any(words.startswith(mine) for words in tabs(karim))
    assert not any(words.startswith(mine) for words in tabs(auditor))


def test_the_list_of_one_desk_says_whose_it_is(signed_in, karim, shirin, assistant, receive):
    case = receive("citizen-1", now=timezone.now() - timedelta(hours=1))
    hand_over(case, to=assistant, words="", actor=KARIM, now=timezone.now())
    page = HTMLParser(signed_in(karim).get(f"/desk/cases/?desk={assistant.slug}").text)
    assert [cell.text() for cell in page.css("td.own")] == [f"{shirin.name} (দেওয়া হয়েছে)"]
    assert page.css_first("select[name=desk] option[selected]").text(strip=True) == assistant.title
    assert not HTMLParser(signed_in(karim).get("/desk/cases/?tab=mine").text).css("td.own")


def test_a_desk_that_nobody_holds_is_called_by_its_post(signed_in, karim, assistant, receive):
    assistant.holdings.all().delete()
    case = receive("citizen-1", now=timezone.now() - timedelta(hours=1))
    hand_over(case, to=assistant, words="", actor=KARIM, now=timezone.now())
    page = HTMLParser(signed_in(karim).get("/desk/cases/").text)
    assert [cell.text() for cell in page.css("td.own")] == [f"{assistant.title} (দেওয়া হয়েছে)"]


@pytest.mark.parametrize(
    "path", ["/desk/cases/", "/desk/today/", "/desk/cases/?q=রহিমা", "/desk/cases/?tab=all"]
)
def test_every_line_has_the_first_line_of_the_request(signed_in, karim, receive, path):
    words = {
        "question": "কয়টি ল্যাব চালু আছে?\nআর কয়টি বন্ধ?",
        "form_wanted": "written",
        "receive_by": "collect",
    }
    receive("citizen-1", now=timezone.now(), answers=words)
    page = HTMLParser(signed_in(karim).get(path).text)
    assert [line.text() for line in page.css(".what")] == ["কয়টি ল্যাব চালু আছে?"]


def test_what_somebody_wrote_becomes_no_markup_in_a_line(signed_in, karim, receive):
    words = {"question": "<b onclick=x>ল্যাব</b>", "form_wanted": "written", "receive_by": "collect"}
    receive("citizen-1", now=timezone.now(), answers=words)
    for path in ("/desk/cases/", "/desk/today/"):
        html = signed_in(karim).get(path).text
        assert "<b onclick" not in html
        assert "&lt;b onclick" in html


@pytest.mark.parametrize(
    ("words", "line"),
    [("", ""), ("\n \nল্যাব", "ল্যাব"), ("এক\nদুই", "এক"), ("ল্যাব " * 80, "ল্যাব " * 22 + "ল্যাব…")],
)
def test_a_first_line_is_the_first_that_has_words_and_ends_between_two_words(words, line):
    assert first_line(words) == line
    assert len(first_line(words)) <= MOST_SHOWN + 1


@pytest.mark.parametrize(
    ("code", "answers", "line"),
    [
        (
            "citizen-6",
            {"topic": "গ্রাফিক ডিজাইন", "hopes": "ঘরে বসে কাজ করব", "quota": "নেই"},
            "গ্রাফিক ডিজাইন",
        ),
        ("institutional-3", {"topic": "ই-নথি", "names": "করিম, ০১৭১১২২৩৩৪৪"}, "ই-নথি"),
        ("institutional-5", {"topic": "স্ক্র্যাচ", "notes": "২০টি চালু"}, "স্ক্র্যাচ"),
        ("institutional-2", {"topic": "নিরাপদ ইন্টারনেট", "wanted": "দুজন বক্তা"}, "নিরাপদ ইন্টারনেট"),
        ("institutional-8", {"system": "ই-নথি", "now_done": "কাগজে", "contact": "রহিম"}, "ই-নথি"),
        ("internal-2", {"objective": "সেবা সময়মতো", "indicators": "হার, %, ৫, ৯০"}, "সেবা সময়মতো"),
        ("internal-3", {"title": "এক ফরম", "problem": "তিনবার আসতে হয়", "idea": "এক ফরম"}, "এক ফরম"),
        ("institutional-2", {"topic": "", "wanted": "দুজন বক্তা"}, "দুজন বক্তা"),
    ],
)
def test_a_list_says_what_is_asked_for_and_names_no_trainee(receive, now, code, answers, line):
    case = receive(code, now=now)
    case.answers = answers
    assert kind_of(case.row).request_line(case) == line


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds())
def test_what_a_list_says_is_a_question_of_its_kind(office, kind):
    rows = [row for row in office.charters.latest("number").services.all() if row.kind == kind.name]
    asked = [kind.intake_form(service=row).fields for row in rows]
    assert all(kind.headline in fields for fields in asked if kind.headline)


def test_of_an_emptied_case_a_list_says_nothing(receive, now):
    case = receive("citizen-1", now=now)
    anonymise_case(case)
    assert kind_of(case.row).request_line(case) == ""


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize(
    "write",
    [
        lambda number: number,
        lambda number: number.replace("-", " "),
        lambda number: number.replace("-", ""),
        lambda number: f"  {number} ",
        lambda number: str(int(short_number(number))),
        short_number,
        lambda number: " ".join(short_number(number)),
    ],
)
def test_a_number_in_any_writing_opens_its_case(signed_in, karim, receive, tongue, write):
    case = receive("citizen-1", now=timezone.now())
    answer = signed_in(karim).get("/desk/cases/", {"q": digits(write(case.number), tongue)})
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/cases/{case.number}/")


def test_a_short_number_of_two_years_opens_the_one_that_is_still_open(office, receive, now):
    before = receive("citizen-1", now=now - timedelta(days=365))
    Serial.objects.filter(book="tracking", year=now.year).delete()
    this = receive("citizen-1", now=now)
    assert before.short_number == this.short_number
    assert number_opened(office, this.short_number, now) == ""
    actions.keep(before, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now)
    assert number_opened(office, this.short_number, now) == this.number
    actions.keep(this, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now)
    assert number_opened(office, this.short_number, now) == ""


def test_a_number_that_is_none_lists_nothing_and_says_so(signed_in, karim):
    answer = signed_in(karim).get("/desk/cases/", {"q": "৯৯৯৯৯"})
    assert answer.status_code == 200
    assert "দিয়ে কোনো আবেদন পাওয়া যায়নি" in answer.text


def test_the_list_can_be_turned_and_says_which_way_it_stands(signed_in, karim, receive):
    slow, quick = receive("citizen-6", now=timezone.now()), receive("citizen-1", now=timezone.now())
    page = HTMLParser(signed_in(karim).get("/desk/cases/").text)
    head = page.css_first("th[aria-sort]")
    assert head.attributes["aria-sort"] == "ascending"
    turned = HTMLParser(signed_in(karim).get(head.css_first("a").attributes["href"]).text)
    assert turned.css_first("th[aria-sort]").attributes["aria-sort"] == "descending"

    def shown(page):
        return [link.attributes["href"] for link in page.css("a.who")]

    assert (
        shown(page) == [f"/desk/cases/{quick.number}/", f"/desk/cases/{slow.number}/"] == shown(turned)[::-1]
    )


def test_today_counts_lead_to_their_part_of_the_page(signed_in, karim, receive):
    receive("citizen-1", now=timezone.now())
    page = HTMLParser(signed_in(karim).get("/en/desk/today/").text)
    links = {link.text(): link.attributes["href"] for link in page.css(".counts a")}
    assert links["1 to accept"] == "#s-begin"
    assert page.css_first("#s-begin")
    mine = page.css_first("section[aria-labelledby=a-in-office] li")
    assert mine.css_first("a").attributes["href"] == "/en/desk/cases/?tab=mine"
    assert mine.css_first("b").text() == "1"


@pytest.mark.parametrize(
    "path", ["/desk/today/", "/desk/cases/", "/desk/books/", "/desk/counter/", "/desk/people/"]
)
def test_a_number_is_looked_for_from_every_page_of_the_office(signed_in, karim, receive, path):
    case = receive("citizen-1", now=timezone.now())
    form = HTMLParser(signed_in(karim).get(path).text).css_first("header form.seek")
    assert form.css_first("input").attributes["name"] == "q"
    answer = signed_in(karim).get(form.attributes["action"], {"q": short_number(case.number)})
    assert answer["Location"] == f"/desk/cases/{case.number}/"


def test_whoever_may_not_read_cases_finds_none_by_the_one_search(signed_in, salma, receive):
    """Who hears complaints sits in committees, and finds their meetings by it."""
    case = receive("citizen-1", now=timezone.now())

    for words in (case.number, case.applicant.name):
        page = signed_in(salma).get("/desk/search/", {"q": words})
        assert not [
            link for link in HTMLParser(page.text).css("main a") if "/desk/cases/" in link.attributes["href"]
        ]


def test_words_looked_for_are_remembered_on_no_page(signed_in, karim, receive):
    receive("citizen-1", now=timezone.now())
    desk = signed_in(karim)
    assert "রহিমা" in desk.get("/desk/cases/?q=রহিমা").text
    assert 'value="রহিমা"' not in desk.get("/desk/cases/").text
    assert not any("রহিমা" in text or "রহিমা" in str(key) for key, text in texts.items())
