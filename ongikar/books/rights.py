"""Who may open the registers of an office: those who keep them, and an auditor, who only reads."""

from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, for_roles

for_keepers = for_roles(*STAFF_ROLES, readers=[Post.AUDITOR])
