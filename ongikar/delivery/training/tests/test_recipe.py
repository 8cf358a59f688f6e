"""What the public result says of its seed, and the recipe followed to the letter by anybody at all."""

import html
import io
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client

from ongikar.delivery.training import actions
from ongikar.delivery.training.models import Call, Draw
from ongikar.rules.selection.rule import sha256

from .batches import RULE, VALUE, actor_of, at, closed_batch, draw, user_of

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOW_TO = Path(__file__).parents[4] / "docs" / "how-to" / "recompute-a-draw.md"
RESULT = "/training/T-2026-01/result/"
TOKENS = ["17", "4", "221"]


def published(office, now, **more):
    call = closed_batch(office, now, people=9, rule=RULE, **more)
    if more.get("draw_source") == Call.TOKENS:
        actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
        for username in ("karim", "shirin"):
            actions.type_value(
                call.batch,
                values=TOKENS,
                user=user_of(username),
                actor=actor_of(username),
                now=at("2026-12-01", "10:05"),
            )
    else:
        draw(call)
    actions.publish_result(call.batch, actor=actor_of("karim"), now=at("2026-12-02", "11:00"))
    return call


def page_of(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def shells(page):
    """The lines of shell that a page shows, as a reader copies them."""
    found = re.findall(r"<pre[^>]*><span lang=\"en\">(.*?)</span></pre>", page, re.DOTALL)
    return [html.unescape(each) for each in found]


def run(line, folder):
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("source", [Call.DRAND, Call.TOKENS])
def test_the_result_shows_both_hashes_the_number_and_the_step_to_the_seed_whole(
    office, now, time_machine, tmp_path, source, root
):
    time_machine.move_to(now, tick=False)
    published(office, now, draw_source=source)
    page, made = page_of(root + RESULT), Draw.objects.get()
    for whole in (made.freeze.list_sha256, made.freeze.rule_sha256, made.seed, *made.values):
        assert f">{whole}</code>" in page or f"{whole}\n" in page or f"{whole}</span>" in page
    assert f'href="{root}/training/recompute/"' in page
    seed_line, lot_line = shells(page)
    line, _, shown = seed_line.rpartition("\n")
    assert run(line, tmp_path)[0] == shown == made.seed
    lots = dict(made.standings.values_list("application__roll", "lot"))
    roll = int(re.search(r"(\d+) \| sha256sum", lot_line)[1])
    assert run(lot_line, tmp_path)[0] == lots[roll]


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("source", [Call.DRAND, Call.TOKENS])
def test_the_recipe_of_the_site_followed_word_for_word_gives_the_result(
    office, now, time_machine, tmp_path, source, root
):
    time_machine.move_to(now, tick=False)
    published(office, now, draw_source=source)
    made = Draw.objects.get()
    files = "/training/T-2026-01/files/"
    (tmp_path / "list.txt").write_bytes(Client().get(f"{files}list-1.txt").content)
    (tmp_path / "rule.json").write_bytes(Client().get(f"{files}rule.json").content)
    seed_line, lot_line, program_line, program = shells(page_of(f"{root}/training/recompute/"))
    if source == Call.TOKENS:
        seed_line = seed_line.replace("%s'", r"%s\n%s\n%s'")
    seed = run(seed_line.replace("VALUE", " ".join(made.values)), tmp_path)[0]
    assert seed == made.seed
    standing = made.standings.select_related("application").order_by("position").last()
    lot = lot_line.replace("SEED", seed).replace("ROLL", str(standing.application.roll))
    assert run(lot, tmp_path)[0] == standing.lot
    saved = Client().get(f"{root}/training/recompute/recompute.py").content.decode()
    assert saved == program
    (tmp_path / "recompute.py").write_text(saved, "utf-8")
    command = program_line.replace("python3", sys.executable).replace("VALUE", " ".join(made.values))
    told = run(command, tmp_path)
    rows = Client().get(f"{files}result.csv").content.decode().split()[1:]
    fields = [row.split(",") for row in rows]
    assert told == [word for position, roll, _, _, result in fields for word in (position, roll, result)]
    assert "chosen" in told
    assert "waiting" in told


def plain(text):
    return " ".join(re.sub(r"[`<>*]|https://", "", text).split())


def test_the_page_and_the_how_to_are_one_text(office, now, time_machine):
    time_machine.move_to(now, tick=False)
    page = page_of("/en/training/recompute/").partition('<div class="read">')[2].partition("</main>")[0]
    how_to = plain(HOW_TO.read_text("utf-8"))
    told = re.findall(r"<(p|li)(?: [^>]*)?>(.*?)</\1>", page, re.DOTALL)
    sentences = [plain(html.unescape(re.sub(r"<[^>]+>", "", words))) for _, words in told]
    assert len(sentences) >= 8
    for sentence in sentences:
        if "Download" not in sentence:
            assert sentence.removesuffix(" Complain or appeal").rstrip(":") in how_to
    for line in shells(page):
        assert line.strip() in HOW_TO.read_text("utf-8")


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_minutes_say_how_the_seed_is_made_with_both_hashes_whole(office, now, time_machine, root):
    time_machine.move_to(now, tick=False)
    published(office, now)
    made = Draw.objects.get()
    paper = Client().get(f"{root}/training/T-2026-01/files/draw.pdf")
    pages = pypdfium2.PdfDocument(io.BytesIO(paper.content))
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
    for whole in (made.freeze.list_sha256, made.freeze.rule_sha256, made.seed, VALUE):
        assert whole in text
    assert f"{root}/training/recompute/" in text
    assert sha256("\n".join((made.freeze.list_sha256, made.freeze.rule_sha256, VALUE))) == made.seed
    if root:
        assert "TheSHA-256ofallthatistheseed." in text
