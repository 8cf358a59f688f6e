"""A hundred things of the demonstration that somebody can read, each with what they would type: what is found
stands on the first page of the one search.

Left out: names in Latin letters of people whose names are kept in Bangla.
"""

import re

import pytest
import time_machine

from ongikar.cases.models import Case
from ongikar.demo import places
from ongikar.demo.life import load_demonstration
from ongikar.demo.tests.demo_stage import FILES, TUESDAY_NOON
from ongikar.journal.owed_reactions import begin_reactions
from ongikar.journal.verb_editions import begin_edition
from ongikar.letters.models import Letter
from ongikar.people.models import User
from ongikar.rti.models import InformationRequest
from ongikar.rules.bangla.text import digits

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# What is typed; the beginning of an address that has to be among the links, or to which it leads.
BY_NUMBER = """
{case} | /desk/cases/{case}/
{case_bn} | /desk/cases/{case}/
{short} | /desk/cases/{case}/
{short_bn} | /desk/cases/{case}/
আবেদন {short_bn} | /desk/cases/{case}/
{memo} | /desk/letters/{letter}/
{memo_bn} | /desk/letters/{letter}/
স্মারক {memo_bn} | /desk/letters/{letter}/
memo no. {memo} | /desk/letters/{letter}/
{rti} | /desk/rti/{rti}/
{rti_bn} | /desk/rti/{rti}/
কাজ-০০১৫ | /desk/tasks/15/
কাজ-0015 | /desk/tasks/15/
কাজ ১৫ | /desk/tasks/15/
T-0015 | /desk/tasks/15/
t 20 | /desk/tasks/20/
T-2026-04 | /desk/training/T-2026-04/
প্র-২০২৬-০৪ | /desk/training/T-2026-04/
T-২০২৬-০৪ | /desk/training/T-2026-04/
t 2026 04 | /desk/training/T-2026-04/
01700000005 | /desk/cases/
০১৭০০০০০০০৫ | /desk/cases/
+8801700000005 | /desk/cases/
01700000203 | /desk/contacts/
"""
BY_WORDS = """
শাহিনা বেগম | /desk/cases/
শাহীনা | /desk/cases/
নাজমা খাতুন | /desk/cases/
নাজমা খাতুনের | /desk/cases/
লাভলি বেগম | /desk/cases/
তপন রায় | /desk/cases/
মমিনুল | /desk/cases/
ল্যাবের পাঁচটি কম্পিউটার | /desk/cases/
কম্পিউটার চালু হয় না | /desk/cases/
নেটওয়ার্ক নেই | /desk/cases/
নমুনা বালিকা বিদ্যালয় | /desk/
উপজেলা কৃষি কার্যালয় | /desk/cases/
facebook | /desk/cases/?tab=all&service=
প্রশিক্ষণ | /desk/cases/?tab=all&service=
বিজয় দিবসের দায়িত্ব | /desk/letters/
ল্যাব পরিদর্শনের সময়সূচি | /desk/letters/
প্রজেক্টর ধার | /desk/letters/
সড়কবাতি | /desk/letters/
নির্বাচনী প্রশিক্ষণ | /desk/letters/
জেলা প্রশাসকের কার্যালয় | /desk/letters/
করিমা খাতুন | /desk/letters/
ই-নথির পাসওয়ার্ড | /desk/letters/
সাইবার সচেতনতা | /desk/letters/
আর্থিং | /desk/tasks/
ইউপিএস নেই | /desk/tasks/
বকেয়া ইন্টারনেট বিল | /desk/tasks/
মাসিক প্রতিবেদন পাঠানো | /desk/tasks/
অফিস প্রোগ্রাম | /desk/training/
ইউনিকোড | /desk/training/
ভাউচারের সত্যায়িত কপি | /desk/rti/
কার্যবিবরণীর ফটোকপি | /desk/rti/
ল্যাবের মেরামতের চুক্তি | /desk/rti/
রেজাউল করিম | /desk/contacts/
মনিরা খাতুন | /desk/contacts/
নমুনা কারিগরি বিদ্যালয় | /desk/
আইসিটি কমিটির সভা | /desk/meetings/
উপজেলা আইসিটি কমিটি | /desk/meetings/
"""
BY_PAGE = """
ছুটি | /desk/calendar/
holiday | /desk/calendar/
office hours | /desk/calendar/
ঠিকানা বই | /desk/contacts/
লোগো | /desk/settings/letterhead/
letterhead | /desk/settings/letterhead/
চিঠির মাথা | /desk/settings/letterhead/
excel | /desk/first-day/
এক্সেল থেকে আনুন | /desk/first-day/
রেজিস্টার | /desk/books/
অভিযোগ রেজিস্টার | /desk/books/grievances/
ডায়েরি রেজিস্টার | /desk/books/diary/
স্টক রেজিস্টার | /desk/books/stock/
মজুত বই | /desk/books/stock/
পিয়ন বই | /desk/books/peon/
rti register | /desk/books/rti/
সনদ | /desk/certificates/
certificate | /desk/certificates/
প্রশ্নমালা | /desk/questionnaires/
survey | /desk/questionnaires/
কর্মসম্পাদন | /desk/performance/
performance | /desk/performance/
password | /me/
পাসওয়ার্ড বদল | /me/
সাহায্য | /desk/help/
manual | /desk/help/
walk-in | /desk/counter/
নতুন আবেদন | /desk/counter/
উদ্যোগ | /desk/initiatives/
inspection | /desk/inspections/
পরিদর্শন | /desk/inspections/
চার্টার | /desk/charter/
sms | /desk/messages/
hand over charge | /desk/people/
দায়িত্ব হস্তান্তর | /desk/people/
নতুন চিঠি লেখা | /desk/letters/out/new/
চিঠি ডায়েরি করা | /desk/letters/in/
কাজ দেওয়া | /desk/tasks/
নতুন ব্যাচ | /desk/training/new/
শেখ রাসেল ল্যাব | /desk/places/
"""


@pytest.fixture
def demonstration(office):
    begin_edition(TUESDAY_NOON)
    begin_reactions(TUESDAY_NOON)
    places.load_places(FILES, now=TUESDAY_NOON)
    load_demonstration(FILES, now=TUESDAY_NOON)
    with time_machine.travel(TUESDAY_NOON, tick=False):
        yield


def numbers() -> dict[str, str]:
    """What the demonstration calls one of each sort, in both scripts."""
    case = Case.objects.filter(applicant__name__startswith="শাহিনা").earliest("id")
    letter = Letter.objects.exclude(memo_number="").earliest("id")
    asked = InformationRequest.objects.earliest("id")
    names = {"case": case.number, "short": case.short_number, "memo": letter.memo_number, "rti": asked.number}
    return (
        names | {f"{key}_bn": digits(name, "bn") for key, name in names.items()} | {"letter": str(letter.pk)}
    )


def test_what_one_can_read_stands_on_the_first_page(demonstration, signed_in):
    desk = signed_in(User.objects.get(username="karim"))
    lines = [line for text in (BY_NUMBER, BY_WORDS, BY_PAGE) for line in text.strip().splitlines()]
    assert len(lines) >= 100
    missed = []
    for line in lines:
        typed, _, wanted = line.format(**numbers()).partition(" | ")
        answer = desk.get("/desk/search/", {"q": typed})
        page = answer.content.decode().partition("data-results")[2].replace("&amp;", "&")
        links = [answer["Location"]] if answer.status_code == 302 else re.findall(r'href="([^"]+)"', page)
        if not any(each.startswith(wanted) for each in links):
            missed.append((typed, wanted))
    assert missed == []
