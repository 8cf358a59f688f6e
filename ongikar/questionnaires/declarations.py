"""Where rounds of questions show elsewhere: Today, exports, the handing over of charge, who reads answers."""

from ongikar.exports.makers import register_maker
from ongikar.people.charge import register_charge
from ongikar.people.subjects import register_referring_model, register_subject
from ongikar.people.today_lines import register_today

# Entered with those who say who may read a paper.
from . import rights  # noqa: F401
from .answer_export import ANSWERS
from .charge import ROUND_CHARGE
from .models import Round
from .subjects import RESPONSE_SUBJECT, ROUND_SUBJECT
from .today import phones_to_review, today_of_phones

register_subject(ROUND_SUBJECT)
register_subject(RESPONSE_SUBJECT)
register_referring_model(Round)
register_maker(ANSWERS)
register_charge(ROUND_CHARGE)
register_today("phones", today_of_phones, order=50, counts={"phones": phones_to_review})
