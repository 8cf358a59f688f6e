from datetime import date, datetime, time, timedelta, timezone

from django.db import migrations, models

DHAKA = timezone(timedelta(hours=6))
USUAL_BEGIN = time(10)
# Of each kind that knew a day when this column came: the questions for day and time, and whether both sides
# talk about it.
KINDS = {
    "inspection": ("visit_on", "", False),
    "event": ("held_on", "begins_at", True),
    "lecture": ("held_on", "begins_at", True),
    "support": ("", "", True),
}
SAID = ("accept", "propose_day", "offer_day", "agree_day", "take_day", "reopen")
OWN_CHANNEL, OWN_CATEGORY = "planned", "internal"


def keep_days(apps, schema_editor):
    """Cases of before say their day, too, as their answers and acts have it."""
    cases, acts = apps.get_model("cases", "Case"), apps.get_model("cases", "Act")
    rows = cases.objects.filter(service__kind__in=KINDS).select_related("service")
    # Its answers are gone where they were emptied.
    for case in rows.exclude(answers={}).iterator(chunk_size=500):
        day, at, is_talked_about = KINDS[case.service.kind]
        asked = begin_asked(case.answers, day, at)
        is_own = (
            case.channel == OWN_CHANNEL
            or case.applicant_id is None
            or case.service.category == OWN_CATEGORY
        )
        settled = asked
        if is_talked_about and not is_own:
            done = acts.objects.filter(case_id=case.pk, name__in=SAID).order_by("id")
            settled = settled_begin(asked, [(each.name, each.data.get("day")) for each in done])
        if settled:
            cases.objects.filter(pk=case.pk).update(takes_place_at=settled)


def begin_asked(answers, day, at):
    if not day or not answers.get(day):
        return None
    begins = answers.get(at)
    return datetime.combine(
        date.fromisoformat(answers[day]), time.fromisoformat(begins) if begins else USUAL_BEGIN, DHAKA
    )


def settled_begin(asked, done):
    begun = max((place for place, (name, _) in enumerate(done) if name == "reopen"), default=-1)
    agreed, named, is_named_by_office = None, asked, False
    for name, day in done[begun + 1 :]:
        if name in ("propose_day", "offer_day"):
            named, is_named_by_office = datetime.fromisoformat(day), name == "propose_day"
        elif name in ("agree_day", "take_day"):
            agreed, named = datetime.fromisoformat(day), None
        elif name == "accept" and agreed is None and not is_named_by_office:
            agreed, named = named, None
    return agreed


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0013_cases_answered_together"),
        ("charter", "0003_ladder_draft"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="takes_place_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("takes_place_at__isnull", False)),
                fields=["office", "takes_place_at", "id"],
                name="cases_by_their_day",
            ),
        ),
        migrations.RunPython(keep_days, migrations.RunPython.noop, elidable=True),
    ]
