"""Where messages show: on the pages of whatever they were sent about."""

from ongikar.cases.slots import ANSWER, CASE, HELD
from ongikar.gatherings.slots import GATHERING
from ongikar.grievances.slots import NOTICE_PROOFS
from ongikar.letters.slots import LETTER
from ongikar.tasks.slots import TASK

from .gatherings import gathering_messages_part
from .hearings import proofs_of_notice
from .letters import enter_refusal, letter_messages_part
from .parts import answer_sms_part, case_messages_part, my_data_messages_part
from .sending import ON_REFUSAL
from .tasks import task_messages_part

TASK.add(task_messages_part, order=90)
LETTER.add(letter_messages_part)
GATHERING.add(gathering_messages_part, order=90)
CASE.add(case_messages_part, order=90)
HELD.add(my_data_messages_part)
ANSWER.add(answer_sms_part)
ON_REFUSAL.append(enter_refusal)
NOTICE_PROOFS.append(proofs_of_notice)
