"""An office with so many cases, and what a browser holds that is let in there."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .served import ROOT

# Half of them for the fastest rounds of submissions, each of which sends another, and half for those of the
# baseline.
DRAFTS = 120_000


IN_TURN = """
local asked = {ASKED}
local n = 0
request = function()
  n = n % #asked + 1
  return wrk.format("GET", asked[n][1], {["Cookie"] = asked[n][2]})
end
"""


@dataclass(frozen=True, slots=True)
class Filled:
    """`environment` serves it; `keys` are those that keys.py prints."""

    cases: int
    environment: dict[str, str]
    keys: dict

    @property
    def staff(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.keys['session']}"}

    @property
    def number(self) -> str:
        """The tracking number of one of the cases that are asked for."""
        return self.keys["cases"][0]["number"]

    @property
    def citizen(self) -> dict[str, str]:
        """What the browser of that case's applicant holds."""
        return {"Cookie": self.keys["cases"][0]["cookie"]}

    def in_turn(self, path: str, *, is_staff: bool) -> str:
        """A script for the load generator that asks for each of the cases in turn; NUMBER in the path stands
        for its number.
        """
        pages = (
            (path.replace("NUMBER", each["number"]), self.staff["Cookie"] if is_staff else each["cookie"])
            for each in self.keys["cases"]
        )
        asked = ",\n".join(f'{{"{address}", "{cookie}"}}' for address, cookie in pages)
        return IN_TURN.replace("ASKED", asked)


def fill_office(cases: int, database: str, folder: Path, *, drafts: int = 0) -> Filled:
    """Prepare and fill the office; CASES in the database's address stands for how many there are."""
    var = folder / str(cases)
    var.mkdir(parents=True, exist_ok=True)
    environment = {"ONGIKAR_VAR": str(var), "ONGIKAR_DATABASE": database.replace("CASES", str(cases))}
    print(f"filling {cases:,} cases into {environment['ONGIKAR_DATABASE']}", file=sys.stderr)
    run(environment, "ongikar", "prepare", "--no-cases")
    run(environment, "benchmarks", "fill", "--cases", str(cases), "--drafts", str(drafts))
    return Filled(cases, environment, json.loads(run(environment, "benchmarks", "keys")))


def in_new_demonstration(*words: str) -> str:
    """What `python -m WORDS` prints in a folder of its own, with the demonstration's office and no cases."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "ongikar.sqlite3"
        environment = {"ONGIKAR_VAR": folder, "ONGIKAR_DATABASE": f"sqlite:///{database}"}
        run(environment, "ongikar", "prepare", "--no-cases")
        return run(environment, *words)


def run(environment: dict[str, str], *words: str) -> str:
    """What `python -m WORDS` prints."""
    command = [sys.executable, "-m", *words]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
