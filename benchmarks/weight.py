"""The bytes of public pages over the wire, with all that they bring but the font."""

import gzip
import re

from .filled import Filled
from .load import Page, get
from .results import Figure
from .served import ours

PATHS = (
    "/",
    "/en/",
    "/charter/",
    "/charter/official/",
    "/charter/official/hq/",
    "/charter/versions/",
    "/services/citizen-1/",
    "/account/",
)


def weights(office: Filled) -> list[Figure]:
    with ours(office.environment) as site:
        return [weight(site.address, path) for path in PATHS]


def weight(address: str, path: str) -> Figure:
    page = get(Page(address + path, {"Accept-Encoding": "gzip"}))
    html = gzip.decompress(page).decode()
    brought = {
        part for part in re.findall(r'(?:href|src)="(/static/[^"]+)"', html) if not part.endswith(".woff2")
    }
    whole = len(page) + sum(
        len(get(Page(address + part, {"Accept-Encoding": "br, gzip"}))) for part in brought
    )
    return Figure(f"weight of {path}, KB", whole / 1024)
