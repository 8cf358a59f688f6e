"""The whole application in one process whose clock can be moved: journeys are told over days and take
seconds.

`python -m tests.journeys.server set-up [--with-cases | --every-promise]` sets the office up and ends; with
cases, the demonstration is lived through; with every promise, it is the office of `tests/promises`, beside
a second one of its district. `python -m tests.journeys.server PORT` then serves it, reads one command a
line and answers with one line: `now 2026-12-06T10:00:00+06:00` moves the clock (it then ticks on), `work`
lets the worker do all that is due, `sms ADDRESS` lets SMS leave by that gateway and `sms` keeps them in the
tray again, `numbers` tells what opens the demonstration's cases, `database away` takes the database out of
reach and `database back` brings it back.
"""

import gc
import os
import sys
import threading
from datetime import datetime
from importlib import import_module
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import time_machine

ROOT = Path(__file__).resolve().parents[2]
OFFICE = ROOT / "offices" / "rangpur-sadar-ict"
BEGINNING = datetime.fromisoformat("2026-11-22T09:30:00+06:00")


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def set_up(options: tuple[str, ...]) -> None:
    from django.core.management import call_command

    from ongikar.core.crypto.key_registry import KEYS
    from ongikar.demo import (
        agreements,
        appointments,
        cases,
        certificates,
        complaints,
        doubles,
        gatherings,
        inspections,
        lobbying,
        meetings,
        notes,
        places,
        questionnaires,
        same_people,
        saved_filters,
        tasks,
        tours,
        trainings,
        visitors,
        visits,
    )
    from ongikar.office_files import reading
    from ongikar.offices.models import Office
    from ongikar.operations.prepare import collect_static
    from tests.scene import officer_of, upload_charter
    from tests.scene_ladder import change_ladder

    call_command("migrate", verbosity=0)
    KEYS["secret"].make()
    collect_static()
    files = reading.read_office(OFFICE, with_demo=True)
    if "--every-promise" in options:
        set_up_every_promise(files)
        return
    load_with_people(files)
    if "--with-cases" in options:
        places.load_places(files, now=BEGINNING)
        beside = [
            meetings.DemoMeetings(files, BEGINNING),
            cases.DemoSmall(files, BEGINNING),
            complaints.DemoGrievances(files, BEGINNING),
            complaints.DemoRti(files, BEGINNING),
        ]
        cases.load_cases(files, now=BEGINNING, beside=beside)
        tasks.DemoTasks.load(files, now=BEGINNING)
        tasks.load_returns(files, now=BEGINNING)
        questionnaires.load_questionnaires(files, now=BEGINNING)
        gatherings.DemoGatherings.load(files, now=BEGINNING)
        appointments.DemoAppointments.load(files, now=BEGINNING)
        visits.DemoVisits.load(files, now=BEGINNING)
        tours.DemoTours.load(files, now=BEGINNING)
        visitors.DemoVisitors.load(files, now=BEGINNING)
        notes.DemoNotes.load(files, now=BEGINNING)
        doubles.DemoDoubles.load(files, now=BEGINNING)
        lobbying.DemoInfluence.load(files, now=BEGINNING)
        same_people.DemoSamePeople.load(files, now=BEGINNING)
        agreements.DemoAgreements.load(files, now=BEGINNING)
        saved_filters.DemoSavedFilters.load(files, now=BEGINNING)
        certificates.DemoCertificates.load(files, now=BEGINNING)
        trainings.DemoTrainings.load(files, now=BEGINNING)
        inspections.DemoInspections.load(files, now=BEGINNING)
        office = Office.objects.get(is_default=True)
        upload_charter(office, BEGINNING)
        change_ladder(office, officer_of(office), BEGINNING)


def load_with_people(files) -> None:
    from ongikar.demo import people
    from ongikar.office_files import importing

    importing.load_office(files, now=BEGINNING, is_demo=True)
    people.load_people(files, now=BEGINNING)


def set_up_every_promise(lent) -> None:
    """The office with one row for each printed time, and another in whose name the district's officer orders
    too.
    """
    from django.conf import settings
    from django.db import transaction

    from ongikar.office_files import reading
    from ongikar.offices.models import Office, Post
    from ongikar.people.models import Holding, User
    from tests.promises import lives, stage

    files = reading.read_office(stage.make_office_folder(settings.VAR), with_demo=False)
    files.demo, files.posts, files.places = lent.demo, lent.posts, lent.places
    # Its own figures are of no district; the neighbour's order binds both only where there is one.
    files.office["geocode"] = "8549"
    load_with_people(files)
    lives.make_cases(Office.objects.get(slug=stage.SLUG), BEGINNING)
    files.demo = {}
    files.office |= {
        "slug": "neighbour",
        "default": False,
        "geocode": "8558",
        "name_bn": "উপজেলা কার্যালয়, মিঠাপুকুর",
        "name_en": "Upazila ICT Office, Mithapukur",
    }
    load_with_people(files)
    neighbour = Post.objects.get(office__slug="neighbour", role=Post.GRO)
    with transaction.atomic():
        Holding.objects.create(
            user=User.objects.get(username="salma"), post=neighbour, since=BEGINNING.date()
        )


def main(word: str, *options: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django
    from django.conf import settings

    # What is loaded stays: the collector need not walk through it again and again.
    gc.disable()
    django.setup()
    import_module("tests.journeys.urls")
    gc.freeze()
    gc.enable()
    settings.ROOT_URLCONF = "tests.journeys.urls"
    settings.PASSWORD_HASHERS = ["tests.light_hashing.LightArgon2", *settings.PASSWORD_HASHERS[1:]]
    if word == "set-up":
        set_up(options)
    else:
        serve(int(word))


def make_exports(now: datetime) -> int:
    """In this process: a program of its own would go by the machine's clock, not by the story's."""
    from ongikar.exports.export_process import lease_next_export, make_leased_export

    made = 0
    while (export := lease_next_export(now)) is not None:
        make_leased_export(export.pk, export.lease, lambda: now)
        made += 1
    return made


def send_by(gateway: str) -> None:
    """From now on messages leave by this gateway, as those of an office that is no demonstration; without
    one they stay in the tray again.
    """
    from django.conf import settings
    from django.db import connections, transaction

    from ongikar.core import cache_version
    from ongikar.offices.models import Office

    settings.ONGIKAR_SMS_URL = gateway
    with transaction.atomic():
        Office.objects.update(is_demo=not gateway)
        cache_version.invalidate()
    connections.close_all()


def serve(port: int) -> None:
    from django.db import connections
    from django.utils import timezone

    from ongikar.config.wsgi import application, lanes, page_cache
    from ongikar.operations import worker

    from .demonstration import numbers

    run = lanes.run

    def run_alone(environ):
        """In the thread of a lane, which keeps its connection otherwise."""
        try:
            return run(environ)
        finally:
            connections.close_all()

    lanes.run = run_alone
    worker.DUTIES = tuple(
        (name, make_exports if duty is worker.tend_exports else duty) for name, duty in worker.DUTIES
    )
    there = Path(connections.settings["default"]["NAME"])
    traveller = time_machine.travel(BEGINNING, tick=True)
    traveller.start()
    server = Server(("127.0.0.1", port), QuietHandler)
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        answer_line = "done"
        if word == "now":
            traveller.stop()
            traveller = time_machine.travel(datetime.fromisoformat(rest), tick=True)
            traveller.start()
            # The page cache counts a minute of the machine's own time, not of the story's.
            for key in list(page_cache.pages):
                page_cache.drop(key)
        elif word == "work":
            while worker.run_round(timezone.now()):
                pass
        elif word == "database":
            # Every request has a connection of its own, made from these settings.
            connections.settings["default"]["NAME"] = (
                there if rest == "back" else there.parent / "gone" / "gone"
            )
        elif word == "sms":
            send_by(rest)
        elif word == "numbers":
            answer_line = numbers(timezone.now())
        print(answer_line, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
