"""A case of which a step was finished without a formal acceptance was stored as new; it is under way."""

from django.db import migrations

from ongikar.rules import case_transitions


def take_on(apps, schema_editor):
    Case = apps.get_model("cases", "Case")
    for case in Case.objects.filter(state__in=(case_transitions.RECEIVED, case_transitions.ANSWERED), acts__name="keep_step").distinct():
        names = list(case.acts.order_by("id").values_list("name", flat=True))
        # Since the last of these nothing else has moved the case.
        last = next(name for name in reversed(names) if case_transitions.MOVES.get(name) is None or case_transitions.MOVES[name].target)
        if last == "keep_step":
            Case.objects.filter(pk=case.pk).update(state=case_transitions.ACCEPTED)


class Migration(migrations.Migration):

    dependencies = [('cases', '0005_cases_found_by_their_state')]

    operations = [migrations.RunPython(take_on, migrations.RunPython.noop)]
