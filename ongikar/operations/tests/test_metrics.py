"""The metrics: what they say, that they cost little, and where they are served."""

import socket
from datetime import timedelta
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen
from wsgiref.simple_server import WSGIServer

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from ongikar.core.http.request_figures import BOUNDS, CountedRequests, RequestFigures
from ongikar.core.http.web_processes import Cell, WebProcesses
from ongikar.core.i18n.say import override_language
from ongikar.core.models import Heartbeat
from ongikar.operations.health import work_lines
from ongikar.operations.health.measurements import fresh_measurements
from ongikar.operations.health.metrics_server import (
    METRICS,
    InstallationCollector,
    Place,
    PlaceFault,
    SilentHandler,
    exposition,
    metrics_application,
    metrics_place,
    open_connections,
)
from ongikar.operations.health.readiness import DATABASE, Readiness, judge_readiness


@pytest.fixture(autouse=True)
def _nothing_measured_before():
    fresh_measurements.forget()
    yield
    fresh_measurements.forget()


def values(text: bytes) -> dict[tuple[str, ...], float]:
    """(name, label values…) → value."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def collected(readiness=None) -> dict[tuple[str, ...], float]:
    probe = (lambda: readiness) if readiness else lambda: judge_readiness(timezone.now())
    return values(exposition(InstallationCollector(probe, RequestFigures())))


@pytest.mark.django_db
def test_they_say_what_is_measured(office):
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(seconds=90))
    found = collected()
    assert found["ongikar_ready",] == 1
    assert 90 <= found["ongikar_worker_heartbeat_age_seconds",] < 120
    assert found["ongikar_outbox_given_up", "messages"] == 0
    assert found["ongikar_backups",] == 0
    assert ("ongikar_backup_age_seconds",) not in found
    assert found["ongikar_attention", "backup"] == 1


@pytest.mark.django_db
def test_no_metric_is_without_its_place_in_the_list(office):
    assert {name for name, *_ in collected()} <= METRICS


def test_while_the_database_is_away_they_say_so_and_no_figure_of_it():
    found = collected(Readiness(timezone.now(), (DATABASE,), None))
    assert (found["ongikar_ready",], found["ongikar_obstacle", "database"]) == (0, 1)
    assert found["ongikar_request_seconds_count",] == 0
    assert ("ongikar_outbox_due",) not in found


@pytest.mark.django_db
def test_a_second_scrape_within_seconds_measures_nothing_anew(office):
    collected()
    with CaptureQueriesContext(connection) as seen:
        collected()
    assert not [query for query in seen if "journal_outboxentry" in query["sql"]]


def test_requests_are_counted_by_their_time_and_status():
    figures = RequestFigures()
    for seconds, status in ((0.0004, 200), (0.03, 200), (0.03, 304), (0.7, 404), (99, 503)):
        figures.count(seconds, status)
    assert figures.buckets()[0] == 1
    assert figures.buckets()[BOUNDS.index(0.05)] == 3
    assert figures.buckets()[-1] == 5
    assert figures.by_status() == {"1xx": 0, "2xx": 2, "3xx": 1, "4xx": 1, "5xx": 1}
    assert 99 < figures.seconds() < 101


def test_an_hour_later_the_hour_begins_anew():
    clock = [1000.0]
    figures = RequestFigures(lambda: clock[0])
    assert figures.bound_of_hour(0.95) is None
    for seconds in [0.004] * 95 + [0.4] * 5:
        figures.count(seconds, 200)
    assert (figures.bound_of_hour(0.95), figures.bound_of_hour(0.96)) == (0.005, 0.5)
    clock[0] += 3700
    assert figures.bound_of_hour(0.95) is None
    figures.count(20, 200)
    assert figures.bound_of_hour(0.95) == float("inf")
    assert figures.buckets()[-1] == 101


def test_an_answer_that_was_never_begun_counts_as_a_fault():
    figures = RequestFigures()

    def breaks(environ, start_response):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        CountedRequests(breaks, figures)({}, lambda *_: None)
    assert figures.by_status()["5xx"] == 1


@pytest.mark.django_db
def test_the_page_says_how_quick_the_site_is(monkeypatch, now):
    from ongikar.operations.health.measurements import measure

    figures, measured = RequestFigures(), measure(now)
    monkeypatch.setattr(work_lines, "request_figures", figures)
    with override_language("en"):
        assert work_lines.speed_line(measured).tag == "no visitor"
        figures.count(0.04, 200)
        assert "within 50 milliseconds" in work_lines.speed_line(measured).sentence
        figures.count(3, 200)
        assert work_lines.speed_line(measured).tag == "slow"


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("", Place("127.0.0.1", 9000)),
        ("off", None),
        ("10.0.0.5:9464", Place("10.0.0.5", 9464)),
        ("[::1]:9464", Place("::1", 9464)),
        (":9464", Place("127.0.0.1", 9464)),
        ("9464", Place("127.0.0.1", 9464)),
    ],
)
def test_where_they_are_served(setting, place):
    assert metrics_place(setting, 8000) == place


def test_a_port_too_high_is_taken_below():
    assert metrics_place("", 65_000) == Place("127.0.0.1", 64_000)


@pytest.mark.parametrize("setting", ["127.0.0.1", "127.0.0.1:0", "127.0.0.1:x", "localhost:90000"])
def test_a_place_that_is_none_is_refused(setting):
    with pytest.raises(PlaceFault):
        metrics_place(setting, 8000)


def test_they_are_served_at_one_address():
    ours = WSGIServer(("127.0.0.1", 0), SilentHandler)
    ours.set_app(metrics_application(lambda: b"ongikar_ready 1\n"))
    Thread(target=ours.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{ours.server_port}"
        with urlopen(f"{address}/metrics", timeout=60) as answer:
            assert answer.read() == b"ongikar_ready 1\n"
        with pytest.raises(HTTPError, match="404"):
            urlopen(address, timeout=60)
    finally:
        ours.shutdown()
        ours.server_close()


@pytest.mark.django_db
def test_they_say_what_the_web_server_has_in_hand_and_how_often_a_process_was_replaced(office):
    processes = WebProcesses()
    for number in (0, 1):
        processes.begin(number)
    processes.add(Cell.IN_HAND, 3)
    processes.add(Cell.WAITING, 2)
    found = web_server_of(processes)
    assert found["ongikar_web_requests", "in hand"] == 3
    assert found["ongikar_web_requests", "waiting"] == 2
    # It takes what it had in hand with it; the counts stay.
    processes.end(1, why=Cell.SILENT)
    processes.begin(1)
    processes.end(0)
    found = web_server_of(processes)
    assert found["ongikar_web_requests", "in hand"] == found["ongikar_web_requests", "waiting"] == 0
    assert found["ongikar_web_processes_started_total",] == 3
    assert found["ongikar_web_processes_replaced_total", "fell"] == 1
    assert found["ongikar_web_processes_replaced_total", "silent"] == 1


def web_server_of(processes: WebProcesses) -> dict[tuple[str, ...], float]:
    away = Readiness(timezone.now(), (DATABASE,), None)
    return values(exposition(InstallationCollector(lambda: away, RequestFigures(), processes)))


@pytest.mark.django_db
def test_the_open_connections_of_a_port_are_counted(office):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        ends = [listener.accept()[0] for _ in lines]
        assert open_connections(port) == 3
        away = Readiness(timezone.now(), (DATABASE,), None)
        found = values(exposition(InstallationCollector(lambda: away, RequestFigures(), port=port)))
        assert found["ongikar_web_connections",] == 3
        for end in [*lines, *ends]:
            end.close()
    assert not open_connections(port)


def test_a_request_is_in_hand_until_the_last_piece_of_its_answer():
    processes, figures = WebProcesses(), RequestFigures()

    def pieces(environ, start_response):
        start_response("200 OK", [])
        assert processes.own(Cell.IN_HAND) == 1
        return iter([b"a", b"b"])

    answer = CountedRequests(pieces, figures, processes)({}, lambda *_: None)
    assert b"".join(answer) == b"ab"
    assert processes.own(Cell.IN_HAND) == 1
    answer.close()
    answer.close()
    assert processes.own(Cell.IN_HAND) == 0
    whole = CountedRequests(lambda *_: [b"a"], figures, processes)({}, lambda *_: None)
    assert (whole, processes.own(Cell.IN_HAND)) == ([b"a"], 0)
