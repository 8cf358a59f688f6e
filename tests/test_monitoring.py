"""The alert rules and the dashboard of docs/monitoring name metrics that there are, and are read by their
programs.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ongikar.operations.health.metrics_server import METRICS

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "monitoring"
RULES, DASHBOARD = FOLDER / "ongikar.rules.yml", FOLDER / "ongikar-dashboard.json"
NAME = re.compile(r"\b(?:ongikar|granian)_[a-z_]+")


def named_metrics() -> set[str]:
    panels = json.loads(DASHBOARD.read_text())["panels"]
    asked = [target["expr"] for panel in panels for target in panel["targets"]]
    rules = [line for line in RULES.read_text().splitlines() if "action:" not in line]
    return set(NAME.findall("\n".join([*asked, *rules])))


@pytest.mark.once
def test_each_metric_that_is_named_is_there():
    named = named_metrics()
    assert named <= METRICS
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
