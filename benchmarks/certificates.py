"""`python -m benchmarks certificates [COUNT]`: how long the worker takes to issue and print as many (500),
and how much memory; in a demonstration that it prepares for itself.
"""

import resource
import time

from django.utils import timezone

from ongikar.certificates.actions import order_certificates
from ongikar.certificates.models import Certificate
from ongikar.exports.models import Export
from ongikar.exports.process import tend_exports, wait_for_exports
from ongikar.offices.models import Office
from ongikar.people.models import User

from .filled import in_new_demonstration

STATEMENT = {
    "mother": ("আমেনা বেগম", "Amena Begum"),
    "course": ("আউটসোর্সিং ও আইসিটি প্রশিক্ষণ, ব্যাচ ৩", "Outsourcing and ICT training, batch 3"),
    "time": ("৫০ ঘণ্টা, ৫ জুলাই – ১৩ আগস্ট ২০২৬", "50 hours, 5 July – 13 August 2026"),
    "attendance": ("৯২ শতাংশ (পাস করতে ৮০)", "92 per cent (80 needed)"),
    "test": ("১০০-তে ৭৪", "74 of 100"),
}


# In the database at hand: how it calls itself.
AT_HAND = "--at-hand"


def main(words: list[str]) -> None:
    count = int(words[0]) if words else 500
    if AT_HAND not in words:
        print(in_new_demonstration("benchmarks", "certificates", str(count), AT_HAND), end="")
        return
    office, now = Office.objects.get(is_default=True), timezone.now()
    mark = int(now.timestamp())
    ordered = order_certificates(
        office=office,
        template_key="course",
        wanted=[
            {
                "statement": {**STATEMENT, "name": (f"প্রশিক্ষণার্থী {n}", f"Trainee {n}")},
                "holder": ("benchmark", mark * 1_000 + n),
            }
            for n in range(count)
        ],
        subject=("benchmark", mark),
        title=("সনদ", "Certificates"),
        user=User.objects.get(username="karim"),
        now=now,
    )
    begun = time.monotonic()
    tend_exports(timezone.now())
    wait_for_exports(timezone.now())
    seconds = time.monotonic() - begun
    export = Export.objects.get(pk=ordered.pk)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    issued = Certificate.objects.of_subject(("benchmark", mark)).count()
    print(f"{issued} issued, {export.lines_done} printed, {export.size} bytes, fault {export.fault!r}")
    memory = used.ru_maxrss // 1024
    print(f"{seconds:.1f} s; processor {used.ru_utime + used.ru_stime:.1f} s; at most {memory} MB")
