from django.db import migrations


def group_applicants(apps, schema_editor):
    """Whoever applied or nominated to a call stands on the page of its batch; cases of before say so, too."""
    cases = apps.get_model("cases", "Case").objects.filter(is_grouped=False)
    for name in ("Application", "Nomination"):
        keys = apps.get_model("training", name).objects.values("case_id")
        cases.filter(pk__in=keys).update(is_grouped=True)


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0013_cases_answered_together"),
        ("training", "0007_response_of_a_follow_up"),
    ]

    operations = [migrations.RunPython(group_applicants, migrations.RunPython.noop, elidable=True)]
