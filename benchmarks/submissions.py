"""Submissions a second, beside the same rows by bare SQL: each durable before it is answered."""

import json
import statistics
from pathlib import Path

from .filled import Filled
from .load import ROUNDS, SECONDS, rate
from .results import Figure
from .served import bare, ours

# Each request sends another prepared application, so each makes one case.
SUBMIT = """
local n = FIRST
request = function()
  n = n + 1
  local token = string.format("bench-%06d", n)
  return wrk.format("POST", "/apply/" .. token .. "/check/",
    {["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = "csrftoken=TOKEN"},
    "csrfmiddlewaretoken=TOKEN&confirm=on")
end
"""


def submissions(office: Filled, folder: Path) -> list[Figure]:
    script, keys = folder / "submit.lua", office.keys
    ours_rates, bare_rates = [], []
    with (
        ours(office.environment) as site,
        bare("submit", BARE_WRITES=json.dumps(keys["writes"]), **office.environment) as plain,
    ):
        first = 0
        for _ in range(ROUNDS):
            script.write_text(SUBMIT.replace("FIRST", str(first)).replace("TOKEN", keys["csrf"]))
            ours_rates.append(rate(site.address, script=script))
            bare_rates.append(rate(f"{plain.address}/", script=script))
            first += int(ours_rates[-1] * (SECONDS + 2)) + 100
    made, rows = statistics.median(ours_rates), statistics.median(bare_rates)
    return [Figure("submission / bare SQL of the same rows", made, made / rows)]
