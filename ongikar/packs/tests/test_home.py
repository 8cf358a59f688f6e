"""The one short address of what a phone has taken along."""

import json

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.fast
@pytest.mark.parametrize("root", ["", "/en"])
def test_the_short_address_opens_for_anybody_and_names_its_worker_and_icon(client, office, root):
    page = client.get(f"{root}/field/")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    manifest = json.loads(client.get(f"{root}/field/app.webmanifest").content)
    assert manifest["start_url"] == f"{root}/field/"
    assert manifest["lang"] == ("en" if root else "bn")
    assert manifest["icons"]


@pytest.mark.fast
def test_its_worker_is_a_script_and_no_page(client, office):
    assert client.get("/field/worker.js")["Content-Type"].startswith("text/javascript")
    assert client.post("/field/worker.js").status_code == 405
