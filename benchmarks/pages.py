"""The pages that are read: the cached charter beside bare bytes, the others beside a
Django that says hello.
"""

import statistics
from pathlib import Path

from .filled import Filled
from .load import ROUNDS, Page, get, median_rates, rate
from .results import Figure
from .served import Served, bare, ours

GZIP = {"Accept-Encoding": "gzip"}


def pages_read(site: Served, many: Filled, folder: Path) -> dict[str, Page]:
    """The tracking page and the case page of 300 cases in turn, and the queue."""
    track, case, number = folder / "track.lua", folder / "case.lua", many.number
    track.write_text(many.in_turn("/track/NUMBER/", is_staff=False))
    case.write_text(many.in_turn("/desk/cases/NUMBER/", is_staff=True))
    for each in many.keys["cases"]:
        # Each must be the page that was meant, or the load would be answered by a way in.
        get(Page(f"{site.address}/track/{each['number']}/", {"Cookie": each["cookie"]}, 'class="bar"'))
        get(Page(f"{site.address}/desk/cases/{each['number']}/", many.staff, 'class="bar"'))
    return {
        "tracking": Page(f"{site.address}/track/{number}/", many.citizen, 'class="bar"', track),
        "queue": Page(f"{site.address}/desk/cases/", many.staff, 'class="list"'),
        "case": Page(f"{site.address}/desk/cases/{number}/", many.staff, 'class="bar"', case),
    }


def reads(few: Filled, many: Filled, folder: Path) -> list[Figure]:
    """The pages of `many` cases, of which 300 are asked for in turn, and the queue's time beside the one of
    `few`, in the same rounds.
    """
    with ours(few.environment) as small, ours(many.environment) as site, bare("hello") as hello:
        rates = median_rates(
            {
                "hello": Page(f"{hello.address}/", holds="hello"),
                "queue of few": Page(f"{small.address}/desk/cases/", few.staff, 'class="list"'),
                **pages_read(site, many, folder),
            }
        )
    hello_rate = rates["hello"]
    return [
        Figure("Django hello", hello_rate, 1.0),
        Figure("tracking page / hello", rates["tracking"], rates["tracking"] / hello_rate),
        Figure("queue page, 100,000 cases / hello", rates["queue"], rates["queue"] / hello_rate),
        Figure(
            "queue page, time at 100,000 / at 1,000",
            rates["queue"],
            rates["queue of few"] / rates["queue"],
        ),
        Figure("case page / hello", rates["case"], rates["case"] / hello_rate),
    ]


# A question that is asked once only is answered by the application, not from memory.
ASK_ANEW = """
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "PATH?n=" .. n)
end
"""


def made_anew(office: Filled, folder: Path) -> list[Figure]:
    """The home page and the charter as the application makes them, where the page cache has no answer."""
    rates: dict[str, list[float]] = {"hello": [], "home": [], "charter": []}
    with ours(office.environment) as site, bare("hello") as hello:
        for path, holds in (("/", 'id="trk"'), ("/charter/", 'id="ladder"')):
            get(Page(f"{site.address}{path}?n=0", holds=holds))
        script = folder / "anew.lua"
        for _ in range(ROUNDS):
            rates["hello"].append(rate(f"{hello.address}/"))
            for name, path in (("home", "/"), ("charter", "/charter/")):
                script.write_text(ASK_ANEW.replace("PATH", path))
                rates[name].append(rate(site.address, script=script))
    median = {name: statistics.median(each) for name, each in rates.items()}
    return [
        Figure(f"{name} page made anew / hello", median[name], median[name] / median["hello"])
        for name in ("home", "charter")
    ]


def charter(office: Filled, folder: Path) -> list[Figure]:
    """The charter from the page cache beside a server that knows nothing but its bytes."""
    body = folder / "charter.gz"
    with ours(office.environment) as site:
        page = Page(f"{site.address}/charter/", GZIP)
        body.write_bytes(get(page))
        with bare("bytes", BARE_BODY=str(body)) as plain:
            rates = median_rates({"bare": Page(f"{plain.address}/", GZIP), "charter": page})
    return [
        Figure(
            "charter page / bare granian, same bytes",
            rates["charter"],
            rates["charter"] / rates["bare"],
        )
    ]
