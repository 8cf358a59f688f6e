"""The load: 32 clients at once, in rounds that take turns, so that all that is compared meets the same
weather.
"""

import re
import statistics
import subprocess
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

CLIENTS, SECONDS, ROUNDS = 32, 3, 5


@dataclass(frozen=True, slots=True)
class Page:
    """An address with what opens it. `holds` must stand on it, or it is not the page that was meant."""

    address: str
    headers: dict[str, str] = field(default_factory=dict)
    holds: str = ""
    # A script of the load generator that asks for others like it in turn.
    script: Path | None = None


class NotFollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def get(page: Page) -> bytes:
    """The page's bytes. A fault, or being led elsewhere, raises HTTPError; a page without what it must hold,
    ValueError.
    """
    request = urllib.request.Request(page.address, headers=page.headers)
    with urllib.request.build_opener(NotFollowed).open(request) as answer:
        body = answer.read()
    if page.holds.encode() not in body:
        raise ValueError(f"{page.address} does not hold {page.holds}")
    return body


def rate(
    address: str, headers: dict[str, str] | None = None, *, script: Path | None = None, seconds: int = SECONDS
) -> float:
    """Requests a second of one round. Raises RuntimeError when an answer was a fault."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    command += ["-s", str(script)] if script else []
    output = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    if faults := re.search(r"Non-2xx or 3xx responses: (\d+)", output):
        raise RuntimeError(f"{address}: {faults[1]} answers were faults")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])


def median_rates(pages: dict[str, Page]) -> dict[str, float]:
    """The median of five rounds for each page."""
    for page in pages.values():
        # The load generator takes an answer that leads elsewhere for a good one.
        get(page)
        rate(page.address, page.headers, script=page.script, seconds=1)
    rates: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, page in pages.items():
            rates[name].append(rate(page.address, page.headers, script=page.script))
    return {name: statistics.median(each) for name, each in rates.items()}
