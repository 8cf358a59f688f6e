"""What the doctor asks of the offices: whether they are there, have days, a charter and people, and whether
the work goes on.
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.utils import timezone

from ongikar.charter.models import services_in_force, version_in_force
from ongikar.clock.machine_clock import state_lines, unaccepted_machine_clocks
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import language, say
from ongikar.journal.models import OutboxEntry
from ongikar.offices.calendar_status import calendar_ending
from ongikar.offices.models import Office, Post
from ongikar.offices.sites import site_of
from ongikar.people.models import Holding
from ongikar.rules.bangla.text import grouped_number

CheckResult = tuple[bool, str]


def fault_of_each_office(ask: Callable[[Office], str]) -> list[str]:
    """What is wrong with each office, after its name; "" is nothing. One that cannot even be asked keeps no
    other from it.
    """
    result = []
    for office in Office.objects.order_by("pk"):
        try:
            wrong = ask(office)
        except Exception as fault:
            why = f"{type(fault).__name__}: {fault}"
            wrong = say("পড়া যায় না ({why})", "cannot be read ({why})", why=why)
        if wrong:
            result.append(f"{office.slug}: {wrong}")
    return result


def check_offices() -> CheckResult:
    names = list(Office.objects.values_list("slug", flat=True))
    none = say("একটিও নেই (ongikar office load ফোল্ডার)", "none loaded (ongikar office load DIR)")
    return bool(names), say("কার্যালয়: {result}", "offices: {result}", result=", ".join(names) or none)


def check_host_names() -> CheckResult:
    """An office whose name the installation does not answer to is met by nobody."""
    lost = [
        site
        for site in map(site_of, Office.objects.order_by("pk"))
        if not validate_host(urlsplit(site).hostname or "", settings.ALLOWED_HOSTS)
    ]
    result = say(
        "সাড়া দেয় না: {which} (ONGIKAR_HOSTS)",
        "not served: {which} (ONGIKAR_HOSTS)",
        which=", ".join(lost),
    )
    return not lost, say(
        "ঠিকানা: {result}",
        "addresses: {result}",
        result=result if lost else say("প্রতিটি কার্যালয়ের ঠিকানা খোলে", "every office has one that is served"),
    )


def check_calendars() -> CheckResult:
    """A calendar that runs out within 60 days makes every later due day provisional."""
    now = timezone.now()

    def ends(office: Office) -> str:
        ending = calendar_ending(office.pk, now)
        return getattr(ending, language()) if ending else ""

    short = fault_of_each_office(ends)
    known = say("আগামী ৬০ দিনের জানা আছে", "known for the next 60 days")
    return not short, say("ছুটির তালিকা: {result}", "holidays: {result}", result="; ".join(short) or known)


def check_charters() -> CheckResult:
    today = timezone.localdate()
    none = say("প্রকাশিত নেই (/desk/charter/)", "none is published (/desk/charter/)")
    without = fault_of_each_office(lambda office: "" if version_in_force(office, today) else none)
    result = "; ".join(without)
    return not without, say(
        "চার্টার: {result}",
        "charters: {result}",
        result=result if without else say("সব কার্যালয়ে চালু", "in force in every office"),
    )


def check_posts() -> CheckResult:
    """A service whose post nobody holds is answered by nobody, and a complaint lies where nobody reads it."""
    held = set(Holding.objects.on(timezone.localdate()).values_list("post", flat=True))
    result = fault_of_each_office(
        lambda office: ", ".join(post.slug for post in required_posts(office) if post.pk not in held)
    )
    vacant_words = say(
        "খালি: {which} (person hold নাম পদ)",
        "vacant: {which} (person hold NAME POST)",
        which="; ".join(result),
    )
    return not result, say(
        "পদ: {result}",
        "posts: {result}",
        result=(
            vacant_words
            if result
            else say("চার্টারের সব পদে কেউ আছেন", "somebody holds every post that a charter names")
        ),
    )


def required_posts(office: Office) -> list[Post]:
    """Those the charter in force names for its services and complaints; before there is one, whoever is to
    publish it.
    """
    version = version_in_force(office, timezone.localdate())
    if version is None:
        return list(office.posts.filter(role=Post.OFFICER))
    posts = {row.responsible_id: row.responsible for row in services_in_force(version)}
    posts |= {tier.post_id: tier.post for tier in version.tiers.select_related("post")}
    return list(posts.values())


def check_watch() -> CheckResult:
    """A moment not acted on for five minutes means that no worker runs."""
    overdue = Clock.objects.filter(look_at__lt=timezone.now() - timedelta(minutes=5)).count()
    late = say(
        "{n}টির সময় পেরিয়েছে, দেখা হয়নি; কর্মী-প্রোগ্রাম চলছে কি?",
        "{n} [deadline has|deadlines have] passed unnoticed; is the worker running?",
        n=grouped_number(overdue, language()),
    )
    return not overdue, say(
        "শেষ সময়ের পাহারা: {result}",
        "deadlines: {result}",
        result=late if overdue else say("হালনাগাদ", "up to date"),
    )


def check_machine_clock() -> CheckResult:
    """While a machine's clock is in question its worker judges and sends nothing."""
    lines = state_lines(timezone.now())
    return not unaccepted_machine_clocks(), say(
        "কম্পিউটারের ঘড়ি: {result}", "machine clock: {result}", result="; ".join(lines)
    )


def check_given_up() -> CheckResult:
    given_up = OutboxEntry.objects.filter(given_up_at__isnull=False).count()
    left = say(
        "{n}টি; ongikar outbox দেখুন",
        "{n}; see ongikar outbox",
        n=grouped_number(given_up, language()),
    )
    return not given_up, say(
        "আউটবক্সে ছেড়ে দেওয়া কাজ: {result}",
        "outbox, given up: {result}",
        result=left if given_up else say("নেই", "none"),
    )
