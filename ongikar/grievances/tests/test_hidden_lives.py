"""Over random lives of an office: no page, paper, message, export or mark of a file tells the respondent's
side who complained.

A complaint's number is known to the officer complained of, who answers it. What must never stand beside it
is the name, the mobile or the application of a complainant who is hidden; and of one who has no
application, nothing stands anywhere.
"""

import io
import random
import re
import zipfile
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

import openpyxl
import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases import actions as cases
from ongikar.cases.actions import Person
from ongikar.clock.watch import watch_clocks
from ongikar.grievances import actions
from ongikar.grievances.models import Grievance, Offer
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.people.post_holders import holder_of
from ongikar.rules.bangla.text import digits
from tests.quick_among import quick_among

pytestmark = pytest.mark.django_db
START = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
DAY = timedelta(days=1)
NAMES = (
    "কুলসুম বিবি",
    "শেফালী রানী",
    "হারাধন মণ্ডল",
    "আলেয়া পারভীন",
    "নিতাই সরকার",
    "জোবেদা খানম",
    "বিধান চাকমা",
    "মর্জিনা বানু",
)
KINDS = ("hidden offer", "hidden about the case", "hidden about none", "nameless", "open offer", "none")
ENTRANCES = (
    "/desk/today/",
    "/desk/cases/",
    "/desk/cases/?tab=all",
    "/desk/cases/foreseen/?days=14",
    "/desk/complaints/",
    "/desk/messages/",
    "/desk/books/",
    "/desk/counter/",
)
WITHOUT_CASE = {"hidden about none", "nameless"}
# Lists of many things: there each line is looked at by itself.
# The book of letters has the results of applications beside the decisions on complaints.
LISTS = (
    "/desk/messages/",
    "/desk/cases/foreseen/",
    "/desk/today/",
    "/desk/books/issue/",
    "/desk/books/issue-above/",
)
MOST_PAGES = 450
NEXT_LINE = "\n\f"
# In the paper of the book of letters each line has its memo number before whom it went to, and what about.
LINE_OF_BOOK = re.compile(r"[০-৯]{4}(?:-[০-৯]{2})?\.[০-৯]{4}\.(?=\s*[০-৯])")


@dataclass
class Life:
    """What one person did: the case they asked for, if any, and the complaint they filed, if any."""

    person: Person
    case: object = None
    complaint: Grievance | None = None

    @property
    def is_hidden(self) -> bool:
        return self.complaint is not None and not self.complaint.is_open_identity

    @property
    def traces(self) -> list[str]:
        """All that would tell who it is, in both scripts."""
        mobile = self.person.mobile.removeprefix("+88")
        plain = [
            self.person.name,
            mobile,
            f"{mobile[:5]}-{mobile[5:]}",
            *([self.case.number] if self.case else []),
        ]
        return [*plain, *(digits(text) for text in plain[1:])]

    @property
    def numbers(self) -> list[str]:
        return [self.complaint.number, digits(self.complaint.number)]


def live(seed: int, receive, office, karim, salma) -> list[Life]:
    """Some weeks of an office: people ask, promises are kept or broken, some complain in one
    way or another.
    """
    dice, now = random.Random(seed), START
    lives = [
        Life(Person(name=name, mobile=f"+88017{seed:03d}{place:05d}", address=f"গ্রাম {place}"))
        for place, name in enumerate(NAMES)
    ]
    kinds = {life.person.name: dice.choice(KINDS) for life in lives}
    for life in lives:
        if kinds[life.person.name] not in WITHOUT_CASE:
            life.case = receive("citizen-1", now=now, person=life.person)
        now += timedelta(minutes=dice.randint(1, 40))
    for life in lives:
        if kinds[life.person.name] == "hidden about the case":
            life.complaint = complain(office, life, now=now + DAY, case=life.case)
    pass_time(START + 8 * DAY)
    now = START + 9 * DAY
    for life in lives:
        kind = kinds[life.person.name]
        now += timedelta(minutes=dice.randint(1, 40))
        if life.case and dice.random() < 0.4:
            life.case.refresh_from_db()
            cases.keep(life.case, outcome={"words": "উত্তর দেওয়া হলো।"}, actor=("user", karim.pk), now=now)
        if kind.endswith("offer"):
            offer = Offer.objects.get(case=life.case)
            life.complaint = actions.file_offer(
                offer=offer,
                text=answer_text(life, dice) if dice.random() < 0.5 else offer.text,
                now=now,
                identity_hidden=kind.startswith("hidden"),
            )
        elif kind == "hidden about none":
            life.complaint = complain(office, life, now=now, person=life.person, text=answer_text(life, dice))
        elif kind == "nameless":
            life.complaint = complain(office, life, now=now)
    pass_time(now + timedelta(minutes=1))
    for life in lives:
        now += timedelta(hours=1)
        if life.complaint and dice.random() < 0.6:
            actions.answer_complaint(
                grievance=life.complaint,
                words="কাগজ দেরিতে এসেছে।",
                actor=holder_of(karim, now.date()),
                now=now,
            )
        if life.complaint and dice.random() < 0.6:
            actions.decide(
                stage=life.complaint.current,
                decision=f"{'অভিযোগকারী' if life.complaint.anonymous else life.person.name} ঠিক বলেছেন।",
                reasons="" if life.complaint.anonymous else answer_text(life, dice),
                remedy="তিন দিনে উত্তর দিতে হবে।",
                upheld=dice.random() < 0.5,
                actor=holder_of(salma, now.date()),
                now=now,
            )
    pass_time(now + timedelta(minutes=1))
    for life in lives:
        if life.complaint:
            life.complaint = Grievance.objects.with_related().get(pk=life.complaint.pk)
    return lives


def answer_text(life: Life, dice: random.Random) -> str:
    """What somebody writes who does not think of hiding: name, number and mobile, in this script or that,
    with gaps.
    """
    mobile = life.person.mobile.removeprefix("+88")
    written = dice.choice(
        [mobile, digits(mobile), f"{mobile[:5]}-{mobile[5:]}", f"+88 {mobile[:5]} {mobile[5:]}"]
    )
    number = life.case.number if life.case else ""
    return (
        f"আমি {life.person.name}, ফোন {written}। আবেদন"
        f" {dice.choice([number, digits(number), number.replace('-', ' ')])}।"
    )


def complain(office, life: Life, **changes) -> Grievance:
    facts = {"text": "আমার সঙ্গে খারাপ ব্যবহার করা হয়েছে।", "identity_hidden": True} | changes
    return actions.file_complaint(
        office=office,
        submission=f"of {life.person.mobile}",
        respondent=None if facts.get("case") else office.posts.get(slug="upazila-ict-officer"),
        **facts,
    )


def pass_time(now: datetime) -> None:
    watch_clocks(now)
    run_due_entries(now)


def walk(browser: Client) -> dict[str, str]:
    """All that the person can open, by address: its words, its name and what it says of itself."""
    found: dict[str, str] = {}
    to_see = deque(ENTRANCES)
    seen = set(to_see)
    while to_see and len(found) < MOST_PAGES:
        address = to_see.popleft()
        answer = browser.get(address)
        if answer.status_code != 200:
            continue
        kind = answer["Content-Type"]
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = f"{unquote(str(answer.headers))} {words_of(kind, content)}"
        if kind.startswith("text/html"):
            for link in HTMLParser(content.decode()).css("a[href^='/']"):
                to = urlsplit(link.attributes["href"])
                path = f"{to.path}?{to.query}" if to.query else to.path
                if path not in seen and not path.startswith(
                    ("/en/", "/sign-out", "/desk/charter", "/desk/calendar", "/calendar", "/desk/help")
                ):
                    seen.add(path)
                    to_see.append(path)
    return found


def words_of(kind: str, content: bytes) -> str:
    if kind.startswith("application/pdf"):
        paper = pypdfium2.PdfDocument(content)
        # What follows a memo number up to the next one is of that line.
        pages = "".join(page.get_textpage().get_text_range() for page in paper)
        return f"{paper.get_metadata_dict()} {LINE_OF_BOOK.sub(NEXT_LINE, pages)}"
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            texts = {name: parts.read(name).decode("utf-8", "replace") for name in parts.namelist()}
        if "xl/workbook.xml" not in texts:
            # A letter as a document: a word may be laid over several marks.
            return NEXT_LINE.join(re.sub(r"<[^>]+>", "", text) for text in texts.values())
        rows = [
            " ".join(str(cell) for cell in row if cell is not None)
            for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets
            for row in sheet.iter_rows(values_only=True)
        ]
        # What the file says of itself, and each of its lines.
        about = " ".join(text for name, text in texts.items() if "docProps" in name)
        return NEXT_LINE.join([about, *rows])
    return content.decode("utf-8", "replace")


def pieces(address: str, text: str) -> list[str]:
    """What belongs together on a page: the whole of it, or one line of a list of many things, whether that is
    a page, a sheet or a paper.
    """
    if not address.startswith(LISTS):
        return [text]
    if not address.endswith((".pdf", ".xlsx")):
        return [block.html for block in HTMLParser(text).css("ul.rows > li, ul.tasks > li, tbody > tr")]
    return text.split(NEXT_LINE)


@pytest.mark.parametrize("seed", quick_among(range(1, 6), {1, 2}))
def test_nothing_on_the_respondents_side_tells_who_complained(
    seed, receive, office, karim, salma, shirin, signed_in, time_machine
):
    lives = live(seed, receive, office, karim, salma)
    time_machine.move_to(START + 12 * DAY, tick=False)
    hidden = [life for life in lives if life.is_hidden]
    assert hidden
    leaks = []
    for person in (karim, shirin):
        browser = Client()
        browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        pages = walk(browser)
        # It has seen papers and sheets too, and the complaints themselves.
        sorts = " ".join(text[:600] for text in pages.values())
        assert "application/pdf" in sorts
        assert "spreadsheetml" in sorts
        assert person != karim or any(address.startswith("/desk/complaints/8549") for address in pages)
        for address, text in pages.items():
            for life in hidden:
                for piece in pieces(address, text):
                    if any(number in piece for number in life.numbers):
                        leaks += [(address, trace) for trace in life.traces if trace in piece]
                if life.case is None:
                    leaks += [(address, trace) for trace in life.traces if trace in text]
    assert leaks == []
    for message in Message.objects.filter(person__startswith="post:").exclude(subject_type="case"):
        about = [
            life for life in hidden if life.complaint.reference == (message.subject_type, message.subject_id)
        ]
        leaks += [
            (message.title, trace)
            for life in about
            for trace in life.traces
            if trace in message.title + message.body
        ]
    assert leaks == []


@pytest.mark.parametrize("seed", range(6, 10))
def test_with_number_and_four_figures_of_everybody_the_officer_finds_no_hidden_complaint(
    seed, receive, office, karim, salma, time_machine
):
    lives = live(seed, receive, office, karim, salma)
    time_machine.move_to(START + 12 * DAY, tick=False)
    every_number = [number for life in lives if life.is_hidden for number in life.numbers]
    for life in lives:
        browser = Client(REMOTE_ADDR=f"10.0.{seed}.{lives.index(life)}")
        four = life.person.mobile[-4:]
        if life.case:
            browser.post("/track/", {"number": life.case.number, "last_four": four})
            for page in ("", "days/", "held/", "receipt.pdf"):
                answer = browser.get(f"/track/{life.case.number}/{page}")
                assert answer.status_code == 200
                text = words_of(answer["Content-Type"], answer.content)
                assert [number for number in every_number if number in text] == []
        if life.is_hidden:
            assert (
                browser.post("/track/", {"number": life.complaint.number, "last_four": four}).status_code
                == 422
            )
            address = f"/grievances/{life.complaint.number}/"
            assert browser.get(address)["Location"].startswith("/track/?number=")
