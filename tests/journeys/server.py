"""The whole application in one process whose clock can be moved: journeys are told over days and take seconds.

Started by the tests as `python -m tests.journeys.server PORT [--with-cases]`; with cases, the demonstration is lived
through first. Reads one command a line and answers with one line: `now 2026-12-06T10:00:00+06:00` moves the clock
(it then ticks on), `work` lets the worker do all that is due, `numbers` tells what opens the demonstration's cases,
`database away` takes the database out of reach and `database back` brings it back.
"""

import os
import sys
import threading
from datetime import datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import time_machine

ROOT = Path(__file__).resolve().parents[2]
OFFICE = ROOT / "offices" / "rangpur-sadar-ict"
BEGINNING = datetime.fromisoformat("2026-11-22T09:30:00+06:00")


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def prepare(*, with_cases: bool) -> None:
    from django.core.management import call_command

    from ongikar.config import demo, demo_cases, load, office_files
    from ongikar.config.prepare import collect_static

    call_command("migrate", verbosity=0)
    collect_static()
    files = office_files.read(OFFICE, with_demo=True)
    load.load(files, now=BEGINNING, is_demo=True)
    demo.load_people(files, now=BEGINNING)
    if with_cases:
        demo_cases.load_cases(files, now=BEGINNING)


def main(port: int, *options: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "tests.journeys.urls"
    prepare(with_cases="--with-cases" in options)
    from django.db import connections
    from django.utils import timezone

    from ongikar.config.work import one_round
    from ongikar.config.wsgi import application
    from ongikar.frame import stamp

    from .demonstration import numbers

    def answer(environ, start_response):
        try:
            return application(environ, start_response)
        finally:
            connections.close_all()

    there = Path(connections.settings["default"]["NAME"])
    traveller = time_machine.travel(BEGINNING, tick=True)
    traveller.start()
    server = Server(("127.0.0.1", port), Quiet)
    server.set_app(answer)
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
            stamp.touch()
        elif word == "work":
            while one_round(timezone.now()):
                pass
        elif word == "database":
            # Every request has a connection of its own, made from these settings.
            connections.settings["default"]["NAME"] = (
                there if rest == "back" else there.parent / "gone" / "gone"
            )
        elif word == "numbers":
            answer_line = numbers(timezone.now())
        print(answer_line, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
