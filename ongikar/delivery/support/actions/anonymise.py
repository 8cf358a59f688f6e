"""What the tables of a job keep of persons goes with its case: who signed, and the signature itself."""

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.delivery.support.models import Job, JobAct, JobDevice, Sheet, Signature
from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import GONE


@transaction.atomic
def forget_signers(case: Case) -> None:
    """Done twice it is done once. Days, devices and parts stay: they are the office's own books."""
    jobs = list(Job.objects.filter(case=case).values_list("pk", flat=True))
    Signature.objects.filter(sheet__job__in=jobs).exclude(name=GONE).update(name=GONE, post="")
    Sheet.objects.filter(job__in=jobs).exclude(found="").update(found="")
    Sheet.objects.filter(job__in=jobs).exclude(done="").update(done="")
    JobAct.objects.filter(job__in=jobs).exclude(words="").update(words="")
    JobDevice.objects.filter(job__in=jobs).exclude(words="").update(words="")
    papers = Paper.objects.filter(subject_type=Job.SUBJECT, subject_id__in=jobs)
    remove_files(papers.exclude(file=""))
