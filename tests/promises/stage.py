"""An office with one row for each kind of printed time, and what its people do there, each through the real
pages.
"""

import shutil
import time
from datetime import date, datetime
from pathlib import Path

import time_machine
from django.test import Client
from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.clock.watch import watch_clocks
from ongikar.core.i18n.say import override_language
from ongikar.journal.outbox import run_due_entries
from ongikar.office_files import importing, reading
from ongikar.offices.models import Office, Post
from ongikar.offices.sites import sites
from ongikar.people.models import Holding, User
from tests.scene import CONTACT, QUESTIONS

HERE = Path(__file__).parent
LENT_OFFICE = HERE.parents[1] / "offices" / "rangpur-sadar-ict"
SLUG = "every-promise"


def make_office_folder(place: Path) -> Path:
    """The files of the office: its posts, hours and holidays are lent, its charter is its own."""
    made = place / SLUG
    made.mkdir()
    shutil.copytree(LENT_OFFICE / "holidays", made / "holidays")
    text = (LENT_OFFICE / "office.toml").read_text("utf-8")
    (made / "office.toml").write_text(
        text.replace(f'slug = "{LENT_OFFICE.name}"', f'slug = "{SLUG}"').replace(
            'geocode = "8549"', 'geocode = "9901"'
        ),
        "utf-8",
    )
    shutil.copy(HERE / "charter.toml", made)
    return made


def load_office(files: Path) -> Office:
    """The office in the database, with an officer; it is the one that answers."""
    importing.load_office(
        reading.read_office(files, with_demo=False), now=datetime.fromisoformat("2025-01-01T09:00:00+06:00")
    )
    office = Office.objects.get(slug=SLUG)
    user = User.objects.create(username="officer of every promise", name_bn="মোছা. আয়েশা", name_en="Ayesha")
    Holding.objects.create(user=user, post=office.posts.get(role=Post.OFFICER), since=date(2024, 1, 1))
    sites.cache_clear()
    return office


class Stage:
    """Two browsers, of a citizen and of the officer, and the hour at which each thing is done."""

    def __init__(self, office: Office):
        self.office, self.citizen = office, Client()
        self.user = User.objects.get(username="officer of every promise")

    @property
    def officer(self) -> Client:
        """Signed in now: weeks lie between the acts."""
        browser = Client()
        browser.force_login(self.user, backend="ongikar.people.sign_in.StaffBackend")
        # As after the second factor, which an office that is no demonstration asks for.
        session = browser.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(self.user.pk)
        session.save()
        return browser

    def at(self, moment: str):
        return time_machine.travel(datetime.fromisoformat(f"{moment}+06:00"), tick=False)

    def apply(self, code: str, moment: str, **answers: str) -> Case:
        """From the first page of applying to the receipt."""
        known = set(Case.objects.values_list("pk", flat=True))
        with self.at(moment):
            answer = self.citizen.post(reverse("apply", args=[code]), QUESTIONS | answers)
            assert answer.status_code == 302, answer.content.decode()
            answer = self.citizen.post(answer.url, CONTACT)
            receipt = self.citizen.post(answer.url).url
            assert "/receipt/" in receipt
            assert self.citizen.get(receipt).status_code == 200
        return Case.objects.exclude(pk__in=known).get()

    def act(self, case: Case, name: str, moment: str, **sent: str):
        """One act of the officer; the page he is led to, or the one with the faults."""
        with self.at(moment):
            address, browser = reverse("case_act", args=[case.number, name]), self.officer
            assert browser.get(address).status_code == 200, f"{name} is not offered"
            answer = browser.post(address, sent)
        case.refresh_from_db()
        return answer

    def time_comes(self, moment: str) -> None:
        """The worker does what is due by then."""
        now = datetime.fromisoformat(f"{moment}+06:00")
        with self.at(moment):
            watch_clocks(now)
            run_due_entries(now)

    def read(self, name: str, case: Case, moment: str, tongue: str = "bn") -> str:
        """A page of the case, as its own reader has it."""
        with self.at(moment), override_language(tongue):
            if name.startswith("case"):
                browser = self.officer
            else:
                browser = self.citizen
                browser.post(reverse("track"), {"number": case.number, "last_four": CONTACT["mobile"][-4:]})
            answer = browser.get(reverse(name, args=[case.number]))
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        return answer.content.decode()
