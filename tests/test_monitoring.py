"""The alert rules and the dashboard of docs/monitoring name metrics that there are, and are read by their
programs.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from ongikar.operations.health.metrics import METRICS

from .faults.programs import free_port

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "monitoring"
RULES, DASHBOARD = FOLDER / "ongikar.rules.yml", FOLDER / "ongikar-dashboard.json"
NAME = re.compile(r"\b(?:ongikar|granian)_[a-z_]+")
WEB_SERVER = """
from granian import Granian
def application(environ, start):
    start("200 OK", [])
    return [b""]
if __name__ == "__main__":
    Granian("web_server:application", interface="wsgi", port={port}, metrics_enabled=True,
            metrics_port={metrics}, metrics_scrape_interval=1, workers_kill_timeout=5).serve()
"""
# A worker told to end before it has set its own handler of signals goes on with the one that it inherited,
# and the server waits for it for good: hence the timeout, and the page that is asked for first.


def named_metrics() -> set[str]:
    panels = json.loads(DASHBOARD.read_text())["panels"]
    asked = [target["expr"] for panel in panels for target in panel["targets"]]
    rules = [line for line in RULES.read_text().splitlines() if "action:" not in line]
    return set(NAME.findall("\n".join([*asked, *rules])))


@pytest.fixture(scope="module")
def metrics_of_the_web_server(tmp_path_factory):
    """The names that granian gives, of one that runs."""
    folder = tmp_path_factory.mktemp("granian")
    port, metrics = free_port(), free_port()
    (folder / "web_server.py").write_text(WEB_SERVER.format(port=port, metrics=metrics))
    running = subprocess.Popen([sys.executable, "web_server.py"], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 120
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{port}", timeout=10):
                    pass
                with urlopen(f"http://127.0.0.1:{metrics}/metrics", timeout=10) as answer:
                    return set(NAME.findall(answer.read().decode()))
            except OSError:
                assert time.monotonic() < until
                time.sleep(0.1)
    finally:
        running.terminate()
        running.wait(20)


@pytest.mark.once
def test_each_metric_that_is_named_is_there(metrics_of_the_web_server):
    named = named_metrics()
    assert named <= METRICS | metrics_of_the_web_server
    assert len(named) > 20


@pytest.mark.once
def test_every_fault_that_the_page_tells_has_an_alert_or_its_figure_on_the_dashboard():
    """What is measured and shown to nobody is not measured for anything."""
    shown = named_metrics() | {"ongikar_disk_total_bytes", "ongikar_obstacle", "ongikar_request_seconds_sum"}
    assert shown >= METRICS - {"ongikar_backup_check_age_seconds"}


@pytest.mark.once
def test_every_alert_says_what_happened_and_what_to_do():
    alerts = RULES.read_text().split("- alert: ")[1:]
    for alert in alerts:
        assert "summary:" in alert, alert
        assert "action:" in alert, alert
        assert "severity:" in alert, alert


@pytest.mark.once
@pytest.mark.needs("prometheus")
def test_promtool_reads_the_rules_and_each_alert_comes_and_goes():
    program = shutil.which("promtool")
    if program is None:
        pytest.skip("promtool is not here: apt-get install prometheus")
    for words in (
        ["check", "config", "prometheus.yml"],
        ["check", "rules", "--lint-fatal", "ongikar.rules.yml"],
        ["test", "rules", "ongikar.rules.test.yml"],
    ):
        found = subprocess.run([program, *words], cwd=FOLDER, capture_output=True, text=True, timeout=60)
        assert found.returncode == 0, found.stdout + found.stderr
