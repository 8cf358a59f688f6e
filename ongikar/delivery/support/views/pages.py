"""What every page of a job needs: the job of this office, and doing an act with its faults beside its
field.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from ongikar.cases.models import Case
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.delivery.support.models import Job
from ongikar.delivery.support.transitions import JobFault
from ongikar.papers.check import PaperFault
from ongikar.people.desk import DeskRequest
from ongikar.places.actions.devices import DeviceFault

# What an act may raise that the person can mend.
FAULTS = (JobFault, DeviceFault, PaperFault)


def job_of_office(request: DeskRequest, job_id: int) -> Job:
    job = get_object_or_404(Job.objects.select_related("office", "place"), pk=job_id, office=request.office)
    job.case = Case.objects.with_all().select_related("post").prefetch_related("acts").get(pk=job.case_id)
    return job


def is_done(form: Form, act: Callable[[], Any], *, field: str = "") -> bool:
    """Do it; what stands in the way is said beside its field, else beside `field`."""
    try:
        act()
    except FAULTS as fault:
        name = getattr(fault, "field", "") or field
        form.add_error(name if name in form.fields else None, ValidationError(say(fault.bn, fault.en)))
    else:
        return True
    return False


def submission_of(job: Job, form: Form) -> str:
    """The key of one press: the form's own, of this job."""
    return f"{job.pk}-{form.cleaned_data['token']}"[:80]
