"""Room and versions: the disk, the clock, what runs, and the address in front."""

import socket
import ssl
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings
from django.urls import reverse

from ongikar.clock.machine_clock import is_synchronised
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits

from .health_line import FAILED, FINE, NEUTRAL, HealthLine, fine_words
from .measurements import Disk, Measurements
from .versions import database_version, program_version, python_version

# ---- until when the certificate holds that the site's own address shows ----
#
# Asked for there, as a visitor's browser is answered, at most once an hour.


# So long the page waits for it; a machine may not reach its own address from within.
SECONDS = 1.0
KEPT_SECONDS = 3600.0
# Front servers renew a month before the end: later than this something is wrong with that.
TOO_SOON = timedelta(days=14)
HTTPS = 443


def ask_certificate_end(address: str) -> datetime | None:
    """The last moment of the certificate at this address; None where nobody answers there from here. Whether
    a browser trusts it is not asked: an office's network may have an authority of its own.
    """
    parts = urlsplit(address)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or HTTPS), SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=parts.hostname) as secured,
        ):
            shown = secured.getpeercert(binary_form=True)
    except OSError:
        return None
    return x509.load_der_x509_certificate(shown).not_valid_after_utc if shown else None


class KeptEnd:
    """`kept(address)`: what was answered within the hour, else asked anew; None while there is no answer.

    In a thread of its own: looking a name up may take longer than anybody waits for a page.
    """

    def __init__(self, ask: Callable[[str], datetime | None] = ask_certificate_end) -> None:
        self.ask = ask
        self.ends: dict[str, datetime | None] = {}
        self.until: dict[str, float] = {}

    def __call__(self, address: str) -> datetime | None:
        if time.monotonic() >= self.until.get(address, 0.0):
            self.until[address] = time.monotonic() + KEPT_SECONDS
            asking = Thread(target=self.keep, args=[address], daemon=True)
            asking.start()
            asking.join(SECONDS)
        return self.ends.get(address)

    def keep(self, address: str) -> None:
        self.ends[address] = self.ask(address)


certificate_end = KeptEnd()


GIGABYTE = 1_000_000_000
PROXY = "ONGIKAR_PROXIES=127.0.0.1"


def disk_line(measured: Measurements) -> HealthLine:
    title = say("ডিস্ক", "Disk")
    sentence = " ".join(map(disk_words, measured.disks))
    if any(disk.is_low for disk in measured.disks):
        need = say("ডিস্কে জায়গা ফুরিয়ে আসছে", "The disk is running full")
        return HealthLine("disk", title, FAILED, say("ভরে গেছে", "nearly full"), sentence, need=need)
    return HealthLine("disk", title, FINE, fine_words(), sentence)


HOLDS = {"data": ("তথ্য", "data"), "papers": ("কাগজ", "documents"), "backups": ("ব্যাকআপ", "backups")}


def disk_words(disk: Disk) -> str:
    return say(
        "{what}: {total} গিগাবাইটের {used} ভরা, {free} খালি।",
        "{what}: {used} of {total} gigabytes are used, {free} are free.",
        what=", ".join(say(*HOLDS[name]) for name in disk.holds),
        total=gigabytes(disk.total),
        used=gigabytes(disk.total - disk.free),
        free=gigabytes(disk.free),
    )


def gigabytes(size: int) -> str:
    amount = size / GIGABYTE
    return digits(f"{amount:.0f}" if amount >= 10 else f"{amount:.1f}", language())


def clock_line(measured: Measurements) -> HealthLine:
    title = say("কম্পিউটারের ঘড়ি", "The computer's clock")
    if measured.machine_clocks_off:
        need = say("কম্পিউটারের ঘড়ি বদলেছে", "The computer's clock was moved")
        sentence = say(
            "ঘড়ি ঠিক আছে কি না, তা না বলা পর্যন্ত কাজ থেমে আছে।",
            "The work waits until somebody says whether it is right.",
        )
        act = say("ঘড়ি দেখুন", "Look at the clock")
        tag = say("প্রশ্ন আছে", "in question")
        return HealthLine("clock", title, FAILED, tag, sentence, need, reverse("desk_clock"), act)
    sentence = (
        say("সময়-সার্ভার ঘড়িটি মেলায়।", "A time server keeps it.")
        if is_synchronised()
        else say("কোনো সময়-সার্ভার ঘড়িটি মেলায় না; চালু রাখা ভালো।", "No time server keeps it; one should.")
    )
    return HealthLine("clock", title, FINE, fine_words(), sentence)


def program_line(measured: Measurements) -> HealthLine:
    sentence = say("সংস্করণ {v}।", "Version {v}.", v=digits(program_version(), language()))
    return HealthLine("program", say("অঙ্গীকার", "Ongikar"), NEUTRAL, say("চলছে", "running"), sentence)


def platform_line(measured: Measurements) -> HealthLine:
    """Names and figures as those who look them up write them."""
    title, tag = say("ডেটাবেজ ও পাইথন", "Database and Python"), say("চলছে", "running")
    versions = f"{database_version()}, {python_version()}"
    return HealthLine("platform", title, NEUTRAL, tag, "", command=versions)


def address_line(measured: Measurements) -> HealthLine:
    title = say("সাইটের ঠিকানা ও সনদ", "The site's address and certificate")
    if not settings.BEHIND_TLS:
        sentence = say(
            "{address}: সনদ ছাড়া, শুধু এই কম্পিউটারে দেখার জন্য।",
            "{address}: without a certificate, for this computer alone.",
            address=settings.PUBLIC_ADDRESS,
        )
        return HealthLine("address", title, NEUTRAL, say("ভেতরের", "local"), sentence)
    if not settings.ONGIKAR_PROXIES:
        need = say("সামনের সার্ভারের ঠিকানা দেওয়া নেই", "The server in front is not named")
        sentence = say(
            "{address}: সামনের সার্ভারের নাম না থাকায় সব দর্শককে এক ঠিকানার মনে হয়। দিন:",
            "{address}: without its name all visitors seem to have one address. Set:",
            address=settings.PUBLIC_ADDRESS,
        )
        return HealthLine("address", title, FAILED, say("ঠিক নেই", "wrong"), sentence, need, command=PROXY)
    return certificate_line(title, certificate_end(settings.PUBLIC_ADDRESS), measured.at)


def certificate_line(title: str, end: datetime | None, now: datetime) -> HealthLine:
    """By the certificate that the address shows; the server in front keeps and renews it."""
    address = settings.PUBLIC_ADDRESS
    if end is None:
        sentence = say(
            "{address}: সনদ সামনের সার্ভার রাখে। এই কম্পিউটার থেকে ঠিকানাটি খোলা যায় না, তাই মেয়াদ জানা নেই।",
            "{address}: the server in front keeps the certificate. The address cannot be opened from this"
            " computer, so its end is not known.",
            address=address,
        )
        return HealthLine("address", title, NEUTRAL, say("দেখা যায়নি", "not seen"), sentence)
    if end <= now:
        need = say("সাইটের সনদের মেয়াদ শেষ", "The site's certificate has ended")
        sentence = say(
            "{address}: সনদের মেয়াদ শেষ হয়েছে {day}। ব্রাউজার সবাইকে সাবধান করছে।",
            "{address}: the certificate ended on {day}. Browsers warn everybody.",
            address=address,
            day=end,
        )
        return HealthLine("address", title, FAILED, say("মেয়াদ শেষ", "ended"), sentence, need)
    if end - now < TOO_SOON:
        need = say("সাইটের সনদ নতুন হয়নি", "The site's certificate was not renewed")
        sentence = say(
            "{address}: সনদের মেয়াদ {day} পর্যন্ত, এখনো নতুন হয়নি। সামনের সার্ভার দেখুন।",
            "{address}: the certificate holds until {day} and was not renewed. Look at the server in front.",
            address=address,
            day=end,
        )
        return HealthLine("address", title, FAILED, say("শেষ হয়ে আসছে", "ends soon"), sentence, need)
    sentence = say(
        "{address}: সনদের মেয়াদ {day} পর্যন্ত; সামনের সার্ভার নতুন করে।",
        "{address}: the certificate holds until {day}; the server in front renews it.",
        address=address,
        day=end,
    )
    return HealthLine("address", title, FINE, fine_words(), sentence)
