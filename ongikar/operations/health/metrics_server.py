"""The metrics in the Prometheus format, and the port at which they are read: what is measured of the
installation, and how requests are answered.

`METRICS` is the whole list; the alert rules and the dashboard in `docs/monitoring` name no other (a test
compares them). Of a person, an office or a case nothing stands in them.

The port is served by a thread of one of the web server's processes, so that it costs no process of its
own: of all processes the first has it, and where that one falls another takes it. The database is asked in
the thread of the readiness probe, never here.
"""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from ongikar.core.http.request_figures import BOUNDS, RequestFigures, request_figures
from ongikar.core.http.web_processes import Cell, WebProcesses, web_processes

from .health_sections import attention_codes
from .measurements import Measurements, Tally
from .readiness import Readiness, probe_readiness
from .versions import program_version, python_version

# ---- open connections, by what the kernel tells of this machine's sockets ----


TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
ESTABLISHED = "01"


def open_connections(port: int) -> int | None:
    """Those of the port; None elsewhere than on Linux."""
    here, end = None, f":{port:04X}"
    for table in TABLES:
        with suppress(OSError):
            rows = map(str.split, table.read_text().splitlines()[1:])
            here = (here or 0) + sum(1 for row in rows if row[1].endswith(end) and row[3] == ESTABLISHED)
    return here


Values = dict[tuple[str, ...], float]
NONE: tuple[str, ...] = ()


class Gauge(NamedTuple):
    """One figure: its name, what it says, its labels, and its values by them."""

    name: str
    words: str
    labels: tuple[str, ...]
    values: Callable[[Measurements], Values]


def age(value: timedelta | None) -> Values:
    """Nothing where there is no such thing."""
    return {} if value is None else {NONE: value.total_seconds()}


def counts(tallies: dict[str, Tally]) -> Values:
    return {(purpose,): tally.count for purpose, tally in tallies.items()}


def oldest(tallies: dict[str, Tally]) -> Values:
    return {(purpose,): tally.oldest.total_seconds() for purpose, tally in tallies.items() if tally.oldest}


GAUGES = (
    Gauge(
        "ongikar_attention",
        "1 for each line of the administrator's page that needs a person.",
        ("line",),
        lambda m: {(code,): 1 for code in attention_codes(m)},
    ),
    Gauge(
        "ongikar_worker_heartbeat_age_seconds",
        "Since the worker's last sign of life; absent where it never ran.",
        NONE,
        lambda m: age(m.worker_age),
    ),
    Gauge(
        "ongikar_outbox_due",
        "Outbox entries whose moment has come (1000: that many or more).",
        NONE,
        lambda m: {NONE: m.due.count},
    ),
    Gauge(
        "ongikar_outbox_oldest_due_age_seconds",
        "How long the oldest of them has been due; 0 where none is.",
        NONE,
        lambda m: age(m.due.oldest or timedelta()),
    ),
    Gauge(
        "ongikar_outbox_failing",
        "Outbox entries tried in vain and tried again, by what they are for.",
        ("purpose",),
        lambda m: counts(m.failing),
    ),
    Gauge(
        "ongikar_outbox_failing_oldest_age_seconds",
        "How long ago the act was that the oldest of them follows.",
        ("purpose",),
        lambda m: oldest(m.failing),
    ),
    Gauge(
        "ongikar_outbox_given_up",
        "Outbox entries given up, which only a person sets going again.",
        ("purpose",),
        lambda m: counts(m.given_up),
    ),
    Gauge(
        "ongikar_messages_held",
        "Messages that wait for a person's word since a restore.",
        NONE,
        lambda m: {NONE: m.messages_held},
    ),
    Gauge(
        "ongikar_clocks_unwatched",
        "Clocks whose moment has come and was not looked at yet.",
        NONE,
        lambda m: {NONE: m.unwatched.count},
    ),
    Gauge(
        "ongikar_clocks_unwatched_oldest_age_seconds",
        "How long ago the moment of the oldest of them came; 0 where there is none.",
        NONE,
        lambda m: age(m.unwatched.oldest or timedelta()),
    ),
    Gauge(
        "ongikar_clocks_overdue",
        "Open promises past their last day, of all offices (1000: that many or more).",
        NONE,
        lambda m: {NONE: m.overdue},
    ),
    Gauge(
        "ongikar_machine_clocks_off",
        "Machines whose clock was moved and whose worker waits.",
        NONE,
        lambda m: {NONE: m.machine_clocks_off},
    ),
    Gauge(
        "ongikar_ledger_unsealed_age_seconds",
        "How long the oldest entry has waited for its seal; 0 where none does.",
        NONE,
        lambda m: age(m.unsealed or timedelta()),
    ),
    Gauge("ongikar_backups", "Backups that are kept.", NONE, lambda m: {NONE: m.backup.count}),
    Gauge(
        "ongikar_backup_age_seconds",
        "Since the newest backup; absent where there is none.",
        NONE,
        lambda m: age(m.backup.age),
    ),
    Gauge(
        "ongikar_backup_check_age_seconds",
        "Since a backup was last restored aside and judged; absent where none was.",
        NONE,
        lambda m: age(m.at - m.backup.checked_at if m.backup.checked_at else None),
    ),
    Gauge(
        "ongikar_backup_check_good",
        "1 where that backup came back whole, 0 where it did not; absent where none was judged.",
        NONE,
        lambda m: {NONE: int(m.backup.is_check_good)} if m.backup.checked_at else {},
    ),
    Gauge(
        "ongikar_disk_total_bytes",
        "Size of the file systems that hold our data, papers and backups.",
        ("holds",),
        lambda m: {(",".join(disk.holds),): disk.total for disk in m.disks},
    ),
    Gauge(
        "ongikar_disk_free_bytes",
        "Room left on them.",
        ("holds",),
        lambda m: {(",".join(disk.holds),): disk.free for disk in m.disks},
    ),
)
READY = ("ongikar_ready", "1 where the web server may serve.")
OBSTACLE = ("ongikar_obstacle", "1 for each reason why it may not.")
INFO = ("ongikar_info", "Which versions run.")
DURATION = ("ongikar_request_seconds", "How long requests took, pages answered from memory among them.")
RESPONSES = ("ongikar_responses", "Answers by the kind of their status.")
CONNECTIONS = ("ongikar_web_connections", "Open connections of the web server.")
IN_HAND = (
    "ongikar_web_requests",
    "Requests that the web server has in hand, and those of them that wait for their turn (lane).",
)
STARTED = ("ongikar_web_processes_started", "Processes of the web server that were started.")
REPLACED = (
    "ongikar_web_processes_replaced",
    "Of them those that took the place of one that fell, or that gave no sign of life (silent).",
)
METRICS = frozenset(
    {
        *(gauge.name for gauge in GAUGES),
        *(name for name, _ in (READY, OBSTACLE, INFO, CONNECTIONS, IN_HAND)),
        *(DURATION[0] + end for end in ("_bucket", "_count", "_sum")),
        *(name + "_total" for name, _ in (RESPONSES, STARTED, REPLACED)),
    }
)


class InstallationCollector(Collector):
    """Collected when it is asked for; the database is asked at most once in some seconds, and waited for
    no longer than a probe waits.
    """

    def __init__(
        self,
        probe: Callable[[], Readiness] = probe_readiness,
        figures: RequestFigures = request_figures,
        processes: WebProcesses = web_processes,
        port: int | None = None,
    ) -> None:
        self.probe, self.figures, self.processes, self.port = probe, figures, processes, port

    def collect(self) -> Iterator[Metric]:
        readiness = self.probe()
        yield GaugeMetricFamily(*READY, value=int(readiness.is_ready))
        obstacles = GaugeMetricFamily(*OBSTACLE, labels=["reason"])
        for obstacle in readiness.obstacles:
            obstacles.add_metric([obstacle.code], 1)
        yield obstacles
        info = GaugeMetricFamily(*INFO, labels=["version", "database", "python"])
        info.add_metric([program_version(), readiness.database, python_version()], 1)
        yield info
        if readiness.measured:
            for gauge in GAUGES:
                family = GaugeMetricFamily(gauge.name, gauge.words, labels=gauge.labels)
                for labels, value in gauge.values(readiness.measured).items():
                    family.add_metric(labels, value)
                yield family
        yield self.durations()
        responses = CounterMetricFamily(*RESPONSES, labels=["status"])
        for kind, count in self.figures.by_status().items():
            responses.add_metric([kind], count)
        yield responses
        yield from self.web_server()

    def web_server(self) -> Iterator[Metric]:
        of = self.processes.sum_of
        if self.port and (connections := open_connections(self.port)) is not None:
            yield GaugeMetricFamily(*CONNECTIONS, value=connections)
        requests = GaugeMetricFamily(*IN_HAND, labels=["state"])
        requests.add_metric(["in hand"], of(Cell.IN_HAND))
        requests.add_metric(["waiting"], of(Cell.WAITING))
        yield requests
        yield CounterMetricFamily(*STARTED, value=of(Cell.STARTED))
        replaced = CounterMetricFamily(*REPLACED, labels=["why"])
        replaced.add_metric(["fell"], of(Cell.FELL))
        replaced.add_metric(["silent"], of(Cell.SILENT))
        yield replaced

    def durations(self) -> HistogramMetricFamily:
        bounds = [*map(str, BOUNDS), "+Inf"]
        buckets = list(zip(bounds, self.figures.buckets(), strict=True))
        return HistogramMetricFamily(*DURATION, buckets=buckets, sum_value=self.figures.seconds())


def exposition(collector: Collector | None = None) -> bytes:
    """All of ours, in the text format 0.0.4."""
    registry = CollectorRegistry()
    registry.register(collector or InstallationCollector())
    return generate_latest(registry)


# The metrics of http://127.0.0.1:8000 are at http://127.0.0.1:9000/metrics unless ONGIKAR_METRICS says where.
ABOVE = 1_000
HIGHEST_PORT = 65_535
LOCAL = "127.0.0.1"
OFF = "off"
# After which another process looks whether the port has become free, and a slow reader is cut off.
AGAIN_SECONDS = 5.0


class Place(NamedTuple):
    address: str
    port: int


class PlaceFault(ValueError):
    """ONGIKAR_METRICS names no address with a port."""


def metrics_place(setting: str, web_port: int) -> Place | None:
    """Where the metrics are served; None for nowhere. Raises PlaceFault."""
    if setting.strip().lower() == OFF:
        return None
    if not setting.strip():
        port = web_port + ABOVE
        return Place(LOCAL, port if port <= HIGHEST_PORT else web_port - ABOVE)
    address, _, port_text = setting.strip().rpartition(":")
    address = address.strip("[]") or LOCAL
    try:
        ip_address(address)
        port = int(port_text)
    except ValueError:
        raise PlaceFault(setting) from None
    if not 0 < port <= HIGHEST_PORT:
        raise PlaceFault(setting)
    return Place(address, port)


def place_fault_words(setting: str) -> str:
    return (
        f"ONGIKAR_METRICS={setting}: এভাবে লিখুন: 127.0.0.1:9000, অথবা off\n"
        f"ONGIKAR_METRICS={setting}: write an address with a port, such as 127.0.0.1:9000, or off"
    )


class SilentHandler(WSGIRequestHandler):
    timeout = AGAIN_SECONDS

    def log_message(self, format: str, *args: object) -> None:
        return


class SixServer(WSGIServer):
    address_family = socket.AF_INET6


def metrics_application(own: Callable[[], bytes] = exposition) -> Callable[[dict, Callable], list[bytes]]:
    def application(environ: dict, start_response: Callable) -> list[bytes]:
        if environ["PATH_INFO"] != "/metrics" or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            start_response("404 Not Found", [("Content-Length", "0")])
            return []
        body = own()
        start_response(
            "200 OK", [("Content-Type", CONTENT_TYPE_PLAIN_0_0_4), ("Content-Length", str(len(body)))]
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return application


def serve_metrics(place: Place, web_port: int) -> None:
    """Serve as long as the process lives; while another process has the port, look for it again and again."""
    kind = SixServer if isinstance(ip_address(place.address), IPv6Address) else WSGIServer
    while True:
        try:
            server = kind(place, SilentHandler)
        except OSError:
            time.sleep(AGAIN_SECONDS)
            continue
        server.set_app(metrics_application(lambda: exposition(InstallationCollector(port=web_port))))
        server.serve_forever()


def start_metrics(place: Place, web_port: int) -> None:
    """In a thread of this process."""
    Thread(target=serve_metrics, args=(place, web_port), name="metrics", daemon=True).start()
