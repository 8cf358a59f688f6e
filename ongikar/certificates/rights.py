"""Who may do what with the certificates of an office: by the posts they hold there today."""

from ongikar.offices.models import Post
from ongikar.people.post_holders import STAFF_ROLES, for_roles

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}
# A certificate speaks for the office: whoever holds the officer's post issues it and takes it back.
ISSUER_ROLES = frozenset({Post.OFFICER})

for_certificate_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)
for_certificate_staff = for_roles(*STAFF_ROLES)
for_certificate_issuers = for_roles(*ISSUER_ROLES)
