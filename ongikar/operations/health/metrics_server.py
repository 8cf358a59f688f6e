"""The port of the metrics.

It is served by a thread of one of the web server's processes, so that it costs no process of its own: of
all processes the first has the port, and where that one falls another takes it. The database is asked in
the thread of the readiness probe, never here.
"""

import socket
import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Thread
from typing import NamedTuple
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from .metrics import InstallationCollector, exposition

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
