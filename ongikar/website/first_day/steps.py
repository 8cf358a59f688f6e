"""What a new office has to do before it can keep promises: each step read off what is there, with about how
many minutes it takes whoever does it for the first time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.charter.models import charter_in_force
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import CalendarVersion, Office, Place, Post, calendar_of
from ongikar.people.models import Contact, Holding
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.records.words import Words
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.expiry import last_gazetted_day
from ongikar.rules.calendar.office_calendar import TZ

# The end of the list of holidays is far enough away; in days.
FAR_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """How a step stands: `words`: what there is, or what is missing."""

    is_done: bool
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """`minutes`: about how long it takes. `url_name`: of the page where it is done. `is_needed`: without it
    no promise can be kept; the others as the office likes.
    """

    title: Words
    minutes: int
    url_name: str
    look: Callable[[Office, datetime], Standing]
    is_needed: bool = True


def charter_stands(office: Office, now: datetime) -> Standing:
    charter = charter_in_force(office, now.astimezone(TZ).date())
    if charter.version is None:
        return Standing(
            False, say("চার্টার আপলোড করুন, প্রোগ্রাম পড়ে দেখাবে", "Upload the charter; the program reads it")
        )
    return Standing(True, say("{n}টি সেবা", "{n} [service|services]", n=len(charter.services)))


def name_stands(office: Office, now: datetime) -> Standing:
    is_whole = bool(office.name_bn and office.name_en and office.address_bn and office.address_en)
    if is_whole and (office.phone or office.email):
        return Standing(True, f"{office.in_words('name')}, {office.in_words('address')}")
    return Standing(False, say("নাম, ঠিকানা, ফোন বা ই-মেইল লিখুন", "Enter name, address, phone or e-mail"))


def posts_stand(office: Office, now: datetime) -> Standing:
    posts = list(Post.objects.filter(office=office, role__in=STAFF_ROLES))
    held = Holding.objects.on(now.astimezone(TZ).date()).filter(post__in=posts)
    filled = set(held.values_list("post_id", flat=True))
    empty = [post.in_words("title") for post in posts if post.pk not in filled and post.role == Post.OFFICER]
    if not posts or empty:
        return Standing(False, say("কেউ নেই: {posts}", "Nobody in: {posts}", posts=", ".join(empty)))
    return Standing(True, say("{n}টি পদে মানুষ আছেন", "{n} [post|posts] filled", n=len(filled)))


def holidays_stand(office: Office, now: datetime) -> Standing:
    newest = CalendarVersion.objects.filter(office=office).order_by("-number").values_list("pk", flat=True)
    version, today = newest.first(), now.astimezone(TZ).date()
    last = last_gazetted_day(calendar_of(version), today) if version else None
    if last is None or (last - today).days < FAR_ENOUGH:
        return Standing(False, say("সামনের ছুটির তালিকা দিন", "Enter the coming list of holidays"))
    return Standing(True, say("{day} পর্যন্ত", "Until {day}", day=date_words(last, language(), weekday=False)))


def times_stand(office: Office, now: datetime) -> Standing:
    services = charter_in_force(office, now.astimezone(TZ).date()).services
    without = sum(not service.has_limit for service in services)
    if without:
        words = say(
            "{n}টি সেবায় দিন লেখা নেই; গ্রহণের সময় দিন ঠিক করে দিতে হবে",
            "{n} [service has|services have] no number of days; a day is named at acceptance",
            n=without,
        )
        return Standing(False, words)
    return Standing(bool(services), say("সব সেবায় দিন আছে", "Every service has its days"))


def letterhead_stands(office: Office, now: datetime) -> Standing:
    if office.emblem or office.head_bn or office.has_face_of_screen:
        return Standing(True, say("বসানো হয়েছে", "Set"))
    return Standing(False, say("না বসালে সাধারণ প্যাডে চিঠি যাবে", "Without it letters go on the plain head"))


def rows_stand(office: Office, now: datetime) -> Standing:
    has_places = Place.objects.filter(office=office).exists()
    if has_places or Contact.objects.filter(office=office).exists():
        return Standing(True, say("জায়গা বা যোগাযোগ আছে", "There are places or contacts"))
    return Standing(False, say("এক্সেল থেকে; না থাকলে বাদ দিন", "From Excel; leave it where there is none"))


def messages_stand(office: Office, now: datetime) -> Standing:
    if settings.ONGIKAR_SMS_URL:
        return Standing(True, say("SMS যায়", "SMS are sent"))
    return Standing(
        False,
        say("পরে করা যায়; বার্তা পাতায় দেখা যাবে। প্রশাসক করবেন", "May wait; messages are shown. The administrator’s"),
    )


def first_case_stands(office: Office, now: datetime) -> Standing:
    if Case.objects.filter(office=office).exists():
        return Standing(True, say("আবেদন আছে", "There are cases"))
    return Standing(
        False, say("কাউন্টারে প্রথমটি লিখুন, রসিদ ছাপুন", "Enter the first at the counter, print its receipt")
    )


STEPS = (
    Step(("সিটিজেন চার্টার পড়া ও মেলানো", "Charter read and checked"), 20, "charter_desk", charter_stands),
    Step(("কার্যালয়ের নাম ও ঠিকানা", "Name and address of the office"), 3, "settings", name_stands),
    Step(("পদ ও মানুষ", "Posts and people"), 10, "desk_people", posts_stand),
    Step(("ছুটির তালিকা", "List of holidays"), 5, "calendar_orders", holidays_stand),
    Step(("সেবার সময়", "Time of each service"), 5, "charter_desk", times_stand, is_needed=False),
    Step(("চিঠির প্যাড", "Letterhead"), 3, "settings", letterhead_stands, is_needed=False),
    Step(("আগের তালিকা আনা", "What was kept before"), 10, "first_day", rows_stand, is_needed=False),
    Step(("SMS চালু করা", "SMS"), 15, "messages", messages_stand, is_needed=False),
    Step(("প্রথম আবেদন", "The first case"), 2, "counter", first_case_stands, is_needed=False),
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """`look`: of its tag; `is_next`: the one to do now."""

    step: Step
    standing: Standing
    is_next: bool

    @property
    def title(self) -> str:
        return say(*self.step.title)

    @property
    def url(self) -> str:
        return reverse(self.step.url_name)

    @property
    def look(self) -> str:
        if self.standing.is_done:
            return "kept"
        return "today" if self.is_next else "open" if self.step.is_needed else "wait"

    @property
    def state_words(self) -> str:
        if self.standing.is_done:
            return say("হয়েছে", "Done")
        if self.is_next:
            return say("এখন", "Now")
        return say("বাকি", "To do") if self.step.is_needed else say("ইচ্ছা হলে", "If you like")

    @property
    def minutes_words(self) -> str:
        return (
            ""
            if self.standing.is_done
            else say("প্রায় {n} মিনিট", "about {n} [minute|minutes]", n=self.step.minutes)
        )


def steps_of(office: Office, now: datetime) -> list[StepLine]:
    """All of them; the first that is needed and missing is the next, else the first that is missing."""
    stands = [(step, step.look(office, now)) for step in STEPS]
    missing = [step for step, standing in stands if not standing.is_done]
    upcoming = next((step for step in missing if step.is_needed), next(iter(missing), None))
    return [StepLine(step, standing, step is upcoming) for step, standing in stands]


def is_ready(lines: list[StepLine]) -> bool:
    """Whether all that is needed is there."""
    return all(line.standing.is_done for line in lines if line.step.is_needed)
