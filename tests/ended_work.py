"""What has ended of the rows that years_of_work.py makes: by table, the columns that say so and what then
stands in them, as expressions of SQL.

`{column}` is what the row would hold otherwise; `{moment}` is that of the scene; `{row}` counts the rows of a
table, of which there are about `{many}`.
"""

ENDED: dict[str, dict[str, str]] = {
    "cases_case": {
        "state": "'kept'",
        "closed_at": "{received_at}",
        "outcome": '\'{{"words": "দেওয়া হলো।"}}\'',
    },
    "cases_draft": {"sent_at": "{begun_at}"},
    "cases_mobilecode": {"ended_at": "{asked_at}"},
    "cases_oneuseaddress": {"used_at": "{made_at}"},
    "certificates_certificateorder": {"finished_at": "{asked_at}"},
    "clock_clock": {"stopped_at": "{due_at}", "look_at": "NULL", "outcome": "'kept'"},
    "event_event": {"national_day": "''"},
    "exports_export": {
        "ready_at": "{asked_at}",
        "removed_at": "{asked_at}",
        "leased_until": "NULL",
    },
    "gatherings_gathering": {"state": "'recorded'", "held_minutes": "60"},
    "gatherings_roster": {"last_on": "'2026-01-01'"},
    "grievances_grievance": {"state": "'decided'"},
    "grievances_hearing": {"recorded_at": "{called_at}"},
    "grievances_inquiry": {"reported_at": "{ordered_at}", "ended_at": "{ordered_at}"},
    "grievances_offer": {"filed_at": "{offered_at}"},
    "grievances_question": {"answered_at": "{asked_at}", "ended_at": "{asked_at}"},
    "grievances_stage": {"closed_at": "{filed_at}", "outcome": "'decided'"},
    "inspection_acknowledgelink": {"revoked_at": "{made_at}"},
    "inspection_inspection": {
        "state": "'issued'",
        "visited_on": "COALESCE({visited_on}, '2026-01-01')",
        "finished_at": "{begun_at}",
        "acknowledged_at": "{begun_at}",
    },
    "inspection_inspectionplan": {"opened_at": "{made_at}"},
    "inspection_offlinepack": {"revoked_at": "{made_at}"},
    "cases_intakepack": {"revoked_at": "{made_at}"},
    "support_jobpack": {"revoked_at": "{made_at}"},
    "journal_outboxentry": {"next_try": "NULL", "done_at": "{moment}", "taken_at": "NULL"},
    "letters_file": {"closed_on": "{opened_on}"},
    "letters_letter": {
        "state": "CASE {direction} WHEN 'in' THEN 'filed' ELSE 'issued' END",
        "issued_at": "CASE {direction} WHEN 'out' THEN {entered_at} END",
        "dispatched_at": "CASE {direction} WHEN 'out' THEN {entered_at} END",
        "sha256": "CASE {direction} WHEN 'out' THEN 'x' ELSE {sha256} END",
    },
    "meeting_meeting": {
        "state": "CASE WHEN {state} IN ('held', 'circulated') THEN 'issued' ELSE 'cancelled' END",
        "ended_at": "{starts_at}",
    },
    "meeting_minuteslink": {"revoked_at": "{made_at}"},
    "notices_message": {"status": "'sent'", "sent_at": "{made_at}"},
    "people_signin": {"ended_at": "{at}"},
    "places_deviceimport": {"applied_at": "{brought_at}", "applied_by_id": "{brought_by_id}"},
    "places_part": {"balance": "1000"},
    "places_stocktake": {"closed_at": "{began_at}", "closed_by_id": "{began_by_id}"},
    "questionnaires_phone": {"revoked_at": "{made_at}"},
    "questionnaires_phonesubmission": {"state": "'taken'"},
    "questionnaires_round": {"closes_at": "{opens_at}", "sealed_at": "{opens_at}"},
    "rti_informationrequest": {"state": "'provided'", "closed_at": "{received_at}"},
    "rti_rtiappeal": {"outcome": "'dismissed'", "closed_at": "{filed_at}"},
    "support_job": {"state": "'ended'", "ended_at": "{opened_at}", "look_by": "NULL"},
    "tasks_series": {"ended_at": "{made_at}", "look_at": "NULL"},
    "tasks_task": {"state": "'done'", "ended_at": "{given_at}"},
    "tasks_tasklink": {"revoked_at": "{made_at}"},
    "training_application": {"state": "'completed'"},
    "training_batch": {"state": "'certified'", "look_at": "NULL"},
    "training_followup": {"asked_at": "{due_on}", "answered_at": "{due_on}", "answer": "'works'"},
    "training_offer": {"state": "'accepted'", "answered_at": "{offered_at}"},
    "appointments_booking": {"state": "'served'"},
    # A call is of the day of its visit.
    "visits_visit": {"state": "'served'", "day": "substr(CAST({arrived_at} AS text), 1, 10)"},
    "visits_visitcall": {
        "day": "substr(CAST({called_at} AS text), 1, 10)",
        "ended_at": "COALESCE({begun_at}, {last_called_at})",
        "ended_by": "'serve'",
    },
    "upkeep_upkeepitem": {"ended_at": "{at}", "ended_reason": "'শেষ'"},
}
# One of a place, and at a desk, is open at most: all that are added have ended.
ALL_ENDED = frozenset({"places_stocktake", "visits_visit", "visits_visitcall"})
# What is so in every row that is added: numbers whose shape an address asks for, and what is never old.
SHAPED = {
    # Each case has the clock of its own number; of what is beyond the last nobody asks.
    # Of a memo number there is one: many of the same would let no index be asked for it.
    "cases_earlierending": {
        "memo_number": "CASE {memo_number} WHEN '' THEN '' ELSE {memo_number} || '.' || {row} END"
    },
    "clock_clock": {"topic": "CASE WHEN {row} < {many} - 100 THEN {topic} ELSE 'nothing' END"},
    "certificates_certificate": {
        "serial": "'8549-C-26-' || (100000 + {row})",
        "number": "100000 + {row}",
    },
    # As long as it is to come its subject is unique, where it has one; and of a moment each seat.
    "appointments_booking": {
        "subject_id": "CASE s.subject_type WHEN '' THEN NULL ELSE {subject_id} END",
        "seat": "1000 + {row} % 31991",
    },
    "visits_visit": {"token": "1000 + {row}"},
    # Of a pair the earlier comes first.
    "cases_joinedcase": {"leader_id": "{follower_id} - 1"},
    "cases_sameperson": {"one_id": "{other_id} - 1"},
    # Nothing older than a day is kept of these.
    "cases_mobilecode": {"asked_at": "{moment}"},
    "cases_oneuseaddress": {"good_until": "{moment}"},
    "core_attempt": {"key": "'x' || (100 + {row})", "hour": "{moment}"},
    "questionnaires_phonesubmission": {"number": "'number ' || {row}"},
}
