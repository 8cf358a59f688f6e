"""What must stay fresh comes again as work with proof, and is stale when it does not."""

from datetime import date, datetime, timedelta

import pytest

from ongikar.books.registry import book_named
from ongikar.cases import actions as case_actions
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.upkeep import actions
from ongikar.delivery.upkeep.catalogue import sorts
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.delivery.upkeep.words import item_lines, living_items
from ongikar.tasks.actions import report_task, verify_task
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
DUTY = {"what": "নোটিশ পাতা\nকর্মকর্তাবৃন্দ পাতা\nনোটিশ পাতা", "how_often": "monthly", "last_done": "2026-11-02"}
LOG = {"done_on": "2026-11-22", "words": "নতুন নোটিশ", "proof": "পাতার নিচের তারিখ"}


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def posts(office):
    return office.posts.get(slug="office-assistant"), office.posts.get(slug="upazila-ict-officer")


@pytest.fixture
def begin(office, posts, actor, now):
    """`begin(title)`: the assistant keeps it fresh, the officer checks."""

    def do(title="নোটিশ বোর্ড", how_often="weekly", last_known=None, at=now):
        return actions.begin_item(
            office=office,
            sort="notices",
            title=title,
            address="sadar.rangpur.gov.bd/notices",
            how_often=how_often,
            owner=posts[0],
            given_by=posts[1],
            last_known=last_known,
            submission=f"item {title}",
            actor=actor,
            now=at,
        )

    return do


def line_of(item, now):
    return next(each for each in item_lines(item.office, living_items(item.office), now) if each.item == item)


def renew(item, shirin, actor, at):
    raise_due_tasks(at)
    task = Task.objects.get(series=item.series_id, ended_at__isnull=True)
    report_task(task, words="পাতার নিচে আজকের তারিখ", actor=("user", shirin.pk), now=at)
    verify_task(task, actor=actor, now=at + timedelta(hours=1))
    raise_due_tasks(at + timedelta(hours=1))


@pytest.mark.fast
def test_it_is_fresh_with_its_proof_and_stale_without(begin, shirin, actor, now):
    item = begin()
    raise_due_tasks(now)
    assert not line_of(item, now).fresh.is_stale
    assert line_of(item, now + timedelta(days=1)).words == "একবারও হালনাগাদ হয়নি"
    renew(item, shirin, actor, now + timedelta(days=1))
    line = line_of(item, now + timedelta(days=2))
    assert (line.renewed, line.fresh.until, line.task) == (date(2026, 11, 23), date(2026, 11, 30), None)
    late = line_of(item, datetime.fromisoformat("2026-12-09T10:00:00+06:00"))
    assert late.words == "৯ দিন ধরে পুরোনো"
    raise_due_tasks(datetime.fromisoformat("2026-12-09T10:00:00+06:00"))
    (done, waiting) = list(book_named("upkeep").rows(item.office, 2026))
    assert done.texts[2:4] == ("নোটিশ বোর্ড", "sadar.rangpur.gov.bd/notices")
    assert done.texts[7] == "পাতার নিচে আজকের তারিখ"
    assert waiting.texts[7] == ""


def test_what_was_missed_is_owed_once(begin, now):
    begin(how_often="daily")
    raise_due_tasks(now)
    raise_due_tasks(now + timedelta(days=20))
    assert Task.objects.count() == 1


def test_what_is_known_to_be_fresh_is_not_asked_for_yet(begin, now):
    item = begin(how_often="monthly", last_known=date(2026, 11, 15))
    raise_due_tasks(now)
    assert not Task.objects.exists()
    assert line_of(item, now).fresh.until == date(2026, 12, 15)


def test_no_two_of_one_name_live_and_an_ended_one_is_asked_for_no_more(begin, actor, now):
    item = begin()
    with pytest.raises(ActFault, match="kept already"):
        actions.begin_item(
            office=item.office,
            sort="notices",
            title=item.title,
            how_often="weekly",
            owner=item.series.owner_post,
            given_by=item.series.given_by,
            submission="another",
            actor=actor,
            now=now,
        )
    with pytest.raises(ActFault, match="Write why"):
        actions.end_item(item, reason=" ", actor=actor, now=now)
    for _ in range(2):
        actions.end_item(item, reason="পাতা উঠে গেছে", actor=actor, now=now)
    raise_due_tasks(now + timedelta(days=30))
    assert not Task.objects.exists()
    assert begin("নোটিশ বোর্ড ২").pk != item.pk


def test_a_case_is_kept_once_each_of_its_things_was_renewed(receive, posts, shirin, actor, now):
    case = receive("internal-4", answers=DUTY, person=None, channel="planned")
    for _ in range(2):
        actions.begin_items_of_case(case, owner=posts[0], actor=actor, now=now)
    items = list(UpkeepItem.objects.order_by("id"))
    assert [item.title for item in items] == ["নোটিশ পাতা", "কর্মকর্তাবৃন্দ পাতা"]
    at = datetime.fromisoformat("2026-12-02T11:00:00+06:00")
    renew(items[0], shirin, actor, at)
    with pytest.raises(OutcomeFault, match="কর্মকর্তাবৃন্দ পাতা"):
        case_actions.keep(case, outcome=LOG, actor=actor, now=at)
    renew(items[1], shirin, actor, at)
    case = Case.objects.with_related().get(pk=case.pk)
    known = dict(kind_of(case.row).known_outcome(case))
    assert known["done_on"] == "2026-12-02"
    assert known["proof"].startswith("পাতার নিচে আজকের তারিখ; ")
    case_actions.keep(case, outcome=LOG | known, actor=actor, now=at + timedelta(hours=2))


def test_an_open_case_of_before_is_adopted_once(receive, now):
    case = receive("internal-4", answers=DUTY, person=None, channel="planned")
    once = receive("internal-5", answers=DUTY | {"how_often": "once"}, person=None, channel="planned")
    Case.objects.filter(pk__in=(case.pk, once.pk)).update(form_version=1)
    assert (adopt_open_cases(now), adopt_open_cases(now)) == (2, 0)
    assert UpkeepItem.objects.filter(case=case).count() == 2
    assert not UpkeepItem.objects.filter(case=once).exists()


def test_the_officer_keeps_the_list_and_today_tells_of_what_is_stale(
    begin, office, karim, posts, signed_in, time_machine, receive, now
):
    desk = signed_in(karim)
    time_machine.move_to(now, tick=False)
    shown = desk.get("/desk/upkeep/").content.decode()
    assert "সাধারণত যা হালনাগাদ রাখতে হয়" in shown
    assert 'value="কর্মকর্তাদের তালিকা"' in desk.get("/desk/upkeep/new/?sort=officers").content.decode()
    sent = {
        "sort": "officers",
        "title": "কর্মকর্তাদের তালিকা",
        "address": "sadar.rangpur.gov.bd/officers",
        "how_often": "monthly",
        "owner": f"post-{posts[0].pk}",
        "last_known": "2026-10-01",
        "token": "a token that is long enough",
    }
    tomorrow = (now.date() + timedelta(days=1)).isoformat()
    assert "এখনো আসেনি" in desk.post("/desk/upkeep/new/", sent | {"last_known": tomorrow}).content.decode()
    assert desk.post("/desk/upkeep/new/", sent).status_code == 302
    assert desk.post("/desk/upkeep/new/", sent).status_code == 302
    item = UpkeepItem.objects.get()
    assert "২১ দিন ধরে পুরোনো" in desk.get("/desk/today/").content.decode()
    assert "২১ দিন ধরে পুরোনো" in desk.get(f"/desk/upkeep/{item.pk}/").content.decode()
    raise_due_tasks(now)
    assert "প্রতিবারের প্রমাণ" in desk.get(f"/desk/upkeep/{item.pk}/").content.decode()
    case = receive("internal-4", answers=DUTY, person=None, channel="planned")
    assert f"/desk/upkeep/of/{case.number}/" in desk.get(f"/desk/cases/{case.number}/").content.decode()
    chosen = {"owner": f"post-{posts[0].pk}", "how_often": "weekly"}
    assert desk.post(f"/desk/upkeep/of/{case.number}/", chosen).status_code == 302
    assert UpkeepItem.objects.filter(case=case).count() == 2
    assert desk.post(f"/desk/upkeep/{item.pk}/end/", {"reason": "আর নেই"}).status_code == 302


def test_every_sort_is_renewed_and_proved(office):
    known = sorts(office.slug)
    assert {"portal_page", "officers", "charter", "notices", "nothi"} <= set(known)
    assert all(each.evidence for each in known.values())
