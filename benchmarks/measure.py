"""Measure pages and submissions beside their bare baselines, memory, and weight; write the table of ratios."""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLIENTS, SECONDS, ROUNDS = 32, 3, 5


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A server of our own on a port of its own, ended by its process id."""

    def __init__(self, command: list[str], environment: dict[str, str], port: int):
        self.port, self.address = port, f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, start_new_session=True
        )
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    time.sleep(0.5)
                    return
            time.sleep(0.05)
        raise RuntimeError(f"{command} does not answer")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(15)


def granian(target: str, environment: dict[str, str]) -> Served:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
               "--workers", "2", "--blocking-threads", "1", "--log-level", "warning", target]  # fmt: skip
    return Served(command, environment, port)


def ours(environment: dict[str, str]) -> Served:
    port = free_port()
    return Served([sys.executable, "-m", "ongikar", "web", "--port", str(port)], environment, port)


def wrk(
    url: str, *, headers: dict[str, str] | None = None, script: Path | None = None, seconds: int = SECONDS
) -> tuple[float, int]:
    """Requests a second of one round with 32 clients, and how many answers were faults."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    told = subprocess.run(
        [*command, *(["-s", str(script)] if script else []), url], capture_output=True, text=True, check=True
    ).stdout
    faults = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]), int(faults[1]) if faults else 0


def median_rates(measures: dict[str, dict]) -> dict[str, float]:
    """The median of five rounds for each measure, the measures taking turns so that all meet the same weather."""
    rates: dict[str, list[float]] = {name: [] for name in measures}
    for measure in measures.values():
        wrk(measure["url"], headers=measure.get("headers"), seconds=1)
    for _ in range(ROUNDS):
        for name, measure in measures.items():
            rate, faults = wrk(measure["url"], headers=measure.get("headers"))
            if faults:
                raise RuntimeError(f"{name}: {faults} answers were faults")
            rates[name].append(rate)
    return {name: statistics.median(each) for name, each in rates.items()}


def ongikar(environment: dict[str, str], *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def prepared(environment: dict[str, str], cases: int, drafts: int) -> dict:
    """An office with so many cases; returns what a browser that is signed in and one that tracks hold."""
    ongikar(environment, "ongikar", "prepare", "--no-cases")
    ongikar(environment, "benchmarks", "fill", "--cases", str(cases), "--drafts", str(drafts))
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks", "keys"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout)


def get(url: str, headers: dict[str, str]) -> tuple[bytes, dict]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        return answer.read(), dict(answer.headers)


def memory_of(process: int) -> float:
    """Proportional set size of a process and all below it, in MB."""
    pids, left = [], [process]
    while left:
        pid = left.pop()
        pids.append(pid)
        left += [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return sum(
        int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1]) for pid in pids
    ) / 1024  # fmt: skip


def submissions(environment: dict[str, str], keys: dict, folder: Path) -> dict[str, float]:
    """Submissions a second, and the same rows by bare SQL, in turns."""
    script = folder / "submit.lua"
    bare_environment = environment | {"BARE_ROLE": "submit", "BARE_ROWS": json.dumps(keys["rows"])}
    rates: dict[str, list[float]] = {"submission": [], "bare SQL": []}
    with ours(environment) as site, granian("benchmarks.bare:application", bare_environment) as bare:
        first = 0
        for _ in range(ROUNDS):
            script.write_text(SUBMIT.replace("FIRST", str(first)).replace("TOKEN", keys["csrf"]))
            rate, faults = wrk(site.address, script=script)
            if faults:
                raise RuntimeError(f"submission: {faults} answers were faults")
            rates["submission"].append(rate)
            bare_rate, faults = wrk(bare.address + "/", script=script)
            if faults:
                raise RuntimeError(f"bare SQL: {faults} answers were faults")
            rates["bare SQL"].append(bare_rate)
            first += int(rate * (SECONDS + 2)) + 100
    return {name: statistics.median(each) for name, each in rates.items()}


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


def measure(name: str, database: str, folder: Path) -> list[tuple[str, float, float, str]]:
    """All measures on one database, as (what, rate, ratio, goal)."""
    environment = {"ONGIKAR_VAR": str(folder), "ONGIKAR_DATABASE": database}
    folder.mkdir(exist_ok=True)
    rows: list[tuple[str, float, float, str]] = []
    queue: dict[int, float] = {}
    for cases in (1_000, 100_000):
        print(f"{name}: filling {cases} cases", file=sys.stderr)
        environment = {
            "ONGIKAR_VAR": str(folder / str(cases)),
            "ONGIKAR_DATABASE": database.replace("CASES", str(cases)),
        }
        (folder / str(cases)).mkdir(exist_ok=True)
        keys = prepared(environment, cases, 0 if cases == 1_000 else 60_000)
        staff, citizen = {"Cookie": f"sessionid={keys['session']}"}, {"Cookie": keys["tracking_cookie"]}
        with (
            ours(environment) as site,
            granian("benchmarks.bare:application", {"BARE_ROLE": "hello"}) as hello,
        ):
            pages = {
                "hello": {"url": hello.address + "/"},
                "queue": {"url": site.address + "/cases/", "headers": staff},
            }
            if cases == 100_000:
                pages |= {
                    "tracking": {"url": f"{site.address}/track/{keys['number']}/", "headers": citizen},
                    "case": {"url": f"{site.address}/cases/{keys['number']}/", "headers": staff},
                }
                zipped, _ = get(site.address + "/charter/", {"Accept-Encoding": "gzip"})
                body = folder / "charter.gz"
                body.write_bytes(zipped)
                with granian(
                    "benchmarks.bare:application", {"BARE_ROLE": "bytes", "BARE_BODY": str(body)}
                ) as bare:
                    gzip = {"Accept-Encoding": "gzip"}
                    charter = median_rates({
                        "bare": {"url": bare.address + "/", "headers": gzip},
                        "charter": {"url": site.address + "/charter/", "headers": gzip},
                    })  # fmt: skip
                rows.append(
                    (
                        "charter page / bare granian, same bytes",
                        charter["charter"],
                        charter["charter"] / charter["bare"],
                        "≥ 0.9",
                    )
                )
            rates = median_rates(pages)
            queue[cases] = rates["queue"]
            if cases == 100_000:
                rows.append(("Django hello", rates["hello"], 1.0, "baseline"))
                rows.append(
                    ("tracking page / hello", rates["tracking"], rates["tracking"] / rates["hello"], "≥ 0.05")
                )
                rows.append(
                    (
                        "queue page, 100,000 cases / hello",
                        rates["queue"],
                        rates["queue"] / rates["hello"],
                        "≥ 0.025",
                    )
                )
                rows.append(
                    (
                        "queue page, time at 100,000 / at 1,000",
                        rates["queue"],
                        queue[1_000] / queue[100_000],
                        "≤ 1.3",
                    )
                )
                rows.append(("case page / hello", rates["case"], rates["case"] / rates["hello"], "≥ 0.02"))
                worker = subprocess.Popen(
                    [sys.executable, "-m", "ongikar", "worker"], cwd=ROOT, env=os.environ | environment
                )
                time.sleep(4)
                memory = memory_of(site.process.pid) + memory_of(worker.pid)
                worker.terminate()
                worker.wait(15)
                rows.append(("memory after load, web + worker, PSS in MB", memory, memory, "≤ 250"))
    rates = submissions(environment, keys, folder)
    rows.append(
        (
            "submission / bare SQL of the same rows",
            rates["submission"],
            rates["submission"] / rates["bare SQL"],
            "≥ 0.5",
        )
    )
    return rows


def weights(environment: dict[str, str]) -> list[tuple[str, float, float, str]]:
    """Bytes over the wire of public pages with all but the font."""
    rows = []
    with ours(environment) as site:
        for path in ("/", "/en/", "/charter/", "/charter/official/", "/services/citizen-1/", "/account/"):
            page, _ = get(site.address + path, {"Accept-Encoding": "gzip"})
            import gzip

            html = gzip.decompress(page).decode()
            parts = {
                p for p in re.findall(r'(?:href|src)="(/static/[^"]+)"', html) if not p.endswith(".woff2")
            }
            whole = len(page) + sum(
                len(get(site.address + p, {"Accept-Encoding": "br, gzip"})[0]) for p in parts
            )
            rows.append((f"weight of {path}, KB", whole / 1024, whole / 1024, "≤ 50"))
    return rows


def machine() -> str:
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    total = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) // 1_048_576
    return f"{model[1] if model else 'unknown processor'}, {os.cpu_count()} cores, {total} GB, Python {sys.version.split()[0]}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--postgres", required=True)
    asked = parser.parse_args()
    tables = {}
    sqlite = f"sqlite:///{asked.folder}/bench-CASES.sqlite3"
    for cases in (1_000, 100_000):
        import psycopg

        with psycopg.connect(asked.postgres, autocommit=True) as database:
            database.execute(f"CREATE DATABASE bench{cases}")
    tables["SQLite"] = measure("SQLite", sqlite, asked.folder / "sqlite")
    tables["PostgreSQL"] = measure(
        "PostgreSQL", asked.postgres.rsplit("/", 1)[0] + "/benchCASES", asked.folder / "postgres"
    )
    tables["Weight"] = weights(
        {
            "ONGIKAR_VAR": str(asked.folder / "sqlite" / "1000"),
            "ONGIKAR_DATABASE": sqlite.replace("CASES", "1000"),
        }
    )
    clock = subprocess.run(
        [sys.executable, "-m", "benchmarks.clock_speed"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    out = ROOT / "benchmarks" / "RESULTS.md"
    lines = [
        "# How fast it is", "", f"`benchmarks/run` on {time.strftime('%-d %B %Y')}: {machine()}.",
        f"{CLIENTS} clients, median of {ROUNDS} rounds of {SECONDS} s in turns; the load generator shares the cores.", "",
    ]  # fmt: skip
    for name, rows in tables.items():
        lines += [f"## {name}", "", "| what | measured | ratio or figure | goal |", "|---|---:|---:|---|"]
        lines += [f"| {what} | {rate:,.1f} | {ratio:.3f} | {goal} |" for what, rate, ratio, goal in rows]
        lines.append("")
    lines += ["## The clock", "", "```", clock.strip(), "```", ""]
    out.write_text("\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
