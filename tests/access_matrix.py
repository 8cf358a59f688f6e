"""Who may open which page: the whole site as one table, which test_access_matrix.py holds against the
program.

The people: **nobody** in particular; the **citizen** who follows the case at hand, and an **other** one who
follows another; the office's **assist**ant and **officer**, who is also the one complained of; an officer of
another office (**foreign**); who hears complaints (**gro**), appeals (**appeal**) and the last tier
(**cell**); the committee's **chair** and the department's **viewer**, who see figures and no case; the
**agent** of a digital centre; the **auditor**, who reads and changes nothing; the **admin**istrator, who sees
to posts and to no case; a **super**user without any post; and a **former** officer, whose last day was
yesterday.

The answers: **open**; **sign**: asked to sign in, or, before one's own keys are changed, for the password
again; **shut**: refused (403); **none**: as if it were not there (404); **track**: led to the door where the
number and four figures are asked for; **away**: led on to the page meant for them; **405**: this page is not
read, or not sent to, in this way. A POST that was taken also leads on: it is open.
"""

from ongikar.records.registry import DESKS
from ongikar.records.testing import addresses_of

PEOPLE = (
    "nobody",
    "citizen",
    "other",
    "assist",
    "officer",
    "foreign",
    "gro",
    "appeal",
    "cell",
    "chair",
    "viewer",
    "agent",
    "auditor",
    "admin",
    "super",
    "former",
)
ANSWERS = frozenset({"open", "sign", "shut", "none", "track", "away", "405"})

# One answer stands for everybody.
TABLE = """
address                      how   nobody citizen other assist officer foreign gro   appeal cell  chair viewer agent auditor admin super former

home                         GET   open
home                         POST  405
charter                      GET   open
charter                      POST  405
charter_official             GET   open
charter_official             POST  405
charter_official_pdf         GET   open
charter_official_pdf         POST  405
charter_official_hq          GET   open
charter_official_hq          POST  405
charter_official_docx        GET   open
charter_official_docx        POST  405
charter_official_html        GET   open
charter_official_html        POST  405
charter_txt                  GET   open
charter_txt                  POST  405
charter_json                 GET   open
charter_json                 POST  405
charter_csv                  GET   open
charter_csv                  POST  405
charter_ladder_csv           GET   open
charter_ladder_csv           POST  405
charter_wall_pdf             GET   open
charter_wall_pdf             POST  405
charter_versions             GET   open
charter_versions             POST  405
ledger                       GET   open
ledger                       POST  405
certificates_check           GET   open
certificates_check           POST  open
certificate_state            GET   open
certificate_state            POST  405
certificate_check            GET   open
certificate_check            POST  405
certificate_badge            GET   open
certificate_badge            POST  405
certificates_offline         GET   open
certificates_offline         POST  405
certificates_revoked         GET   open
certificates_revoked         POST  405
certificate_status_list      GET   open
certificate_status_list      POST  405
certificate_key              GET   open
certificate_key              POST  405
certificate_keys             GET   open
certificate_keys             POST  405
check_receipt                GET   open
check_receipt                POST  405
ongikar_key                  GET   open
ongikar_key                  POST  405
help_notes                   GET   open
help_notes                   POST  405
help_note                    GET   open
help_note                    POST  405
note_helped                  GET   405
note_helped                  POST  open
help_note_thanks             GET   open
help_note_thanks             POST  405
help_suggested               GET   open
help_suggested               POST  405
note_answered                GET   405
note_answered                POST  open
note_served                  GET   open
note_served                  POST  405
service                      GET   open
service                      POST  405
account                      GET   open
account                      POST  405
account_month                GET   open
account_month                POST  405
account_json                 GET   open
account_json                 POST  405
account_csv                  GET   open
account_csv                  POST  405
grievances                   GET   open
grievances                   POST  405
calendar                     GET   open
calendar                     POST  405
calendar_year                GET   open
calendar_year                POST  405
calendar_ics                 GET   open
calendar_ics                 POST  405
typed_said                   GET   open
typed_said                   POST  405
typed_month                  GET   open
typed_month                  POST  405
face_css                     GET   open
face_css                     POST  405
emblem                       GET   open
emblem                       POST  405
open_data_schema             GET   open
open_data_schema             POST  405
open_data_dictionary         GET   open
open_data_dictionary         POST  405
public_services              GET   open
public_services              POST  405
calendar_json                GET   open
calendar_json                POST  405
calendar_csv                 GET   open
calendar_csv                 POST  405
privacy                      GET   open
privacy                      POST  405
accessibility                GET   open
accessibility                POST  405
security_txt                 GET   open
security_txt                 POST  405
news_atom                    GET   open
news_atom                    POST  405
robots_txt                   GET   open
robots_txt                   POST  405
sitemap_xml                  GET   open
sitemap_xml                  POST  405
favicon                      GET   away
favicon                      POST  405
change_password              GET   away
change_password              POST  405
healthz                      GET   open
healthz                      POST  405
readyz                       GET   open
readyz                       POST  405

apply                        GET   open
apply                        POST  open
apply_step                   GET   open
apply_step                   POST  open
apply_page                   GET   none
apply_page                   POST  405
receipt                      GET   open
receipt                      POST  405
receipt_paper                GET   open
receipt_paper                POST  open
blank_form                   GET   open
blank_form                   POST  405
short_form                   GET   open
short_form                   POST  open
counter_complaint            GET   away
counter_complaint            POST  open
counter_answer               GET   away
counter_answer               POST  open
counter_done                 GET   405
counter_done                 POST  open
rti_about                    GET   open
rti_about                    POST  405
rti_new                      GET   open
rti_new                      POST  open
grievance_new                GET   open
grievance_new                POST  open
track                        GET   open
track                        POST  open

track_case                   GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_case                   POST  405
track_days                   GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_days                   POST  405
track_answer                 GET   405
track_answer                 POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_rate                   GET   405
track_rate                   POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_withdraw               GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_withdraw               POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_disown                 GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_disown                 POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_enough                 GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_enough                 POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_day                    GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_day                    POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_appointment            GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_appointment            POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_appointment_confirm    GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_appointment_confirm    POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_appointment_cancel     GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_appointment_cancel     POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_appointment_ics        GET   track  none    track track  track   track   track track  track track track  track track   track track track
track_appointment_ics        POST  405
track_event_report           GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_event_report           POST  405
track_job_sheet              GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_job_sheet              POST  405
track_again                  GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_again                  POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_lecture                GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_lecture                POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_school                 GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_school                 POST  track  open    track track  track   track   track track  track track track  track track   track track track
track_result                 GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_result                 POST  405
track_receipt                GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_receipt                POST  track  open    track track  track   track   track track  track track track  track track   track track track
one_use                      GET   open
one_use                      POST  open
fill                         GET   open
fill                         POST  open
fill_own                     GET   open
fill_own                     POST  open
odk_list                     GET   open
odk_list                     POST  405
odk_form                     GET   open
odk_form                     POST  405
odk_manifest                 GET   open
odk_manifest                 POST  405
odk_book                     GET   open
odk_book                     POST  405
odk_submission               GET   405
odk_submission               POST  open
task_link                    GET   open
task_link                    POST  open
task_feed                    GET   open
task_feed                    POST  405
programme                    GET   open
programme                    POST  405
programme_ics                GET   open
programme_ics                POST  405
ticket                       GET   open
ticket                       POST  open
ticket_calendar              GET   open
ticket_calendar              POST  405
gathering_here               GET   open
gathering_here               POST  open
prove                        GET   track  away    track track  track   track   track track  track track track  track track   track track track
prove                        POST  track  open    track track  track   track   track track  track track track  track track   track track track
grievance_about              GET   track  open    track track  track   track   track track  track track track  track track   track track track
grievance_about              POST  track  open    track track  track   track   track track  track track track  track track   track track track
grievance                    GET   track  open    track track  track   track   track track  track track track  track track   track track track
grievance                    POST  405
grievance_evidence           GET   track  open    track track  track   track   track track  track track track  track track   track track track
grievance_evidence           POST  track  open    track track  track   track   track track  track track track  track track   track track track
grievance_rate               GET   track  open    track track  track   track   track track  track track track  track track   track track track
grievance_rate               POST  track  open    track track  track   track   track track  track track track  track track   track track track
grievance_held               GET   track  open    track track  track   track   track track  track track track  track track   track track track
grievance_held               POST  track  open    track track  track   track   track track  track track track  track track   track track track
grievance_withdraw           GET   track  open    track track  track   track   track track  track track track  track track   track track track
grievance_withdraw           POST  track  open    track track  track   track   track track  track track track  track track   track track track
grievance_reply              GET   track  open    track track  track   track   track track  track track track  track track   track track track
grievance_reply              POST  track  open    track track  track   track   track track  track track track  track track   track track track
grievance_paper              GET   none   open    none  none   none    none    none  none   none  none  none   none  none    none  none  none
grievance_paper              POST  405
rti                          GET   track  open    track track  track   track   track track  track track track  track track   track track track
rti                          POST  405
rti_form                     GET   405
rti_form                     POST  track  open    track track  track   track   track track  track track track  track track   track track track
rti_notice                   GET   track  open    track track  track   track   track track  track track track  track track   track track track
rti_notice                   POST  405
rti_appeal                   GET   track  open    track track  track   track   track track  track track track  track track   track track track
rti_appeal                   POST  track  open    track track  track   track   track track  track track track  track track   track track track
rti_appeal_form              GET   track  open    track track  track   track   track track  track track track  track track   track track track
rti_appeal_form              POST  405
rti_withdraw                 GET   track  open    track track  track   track   track track  track track track  track track   track track track
rti_withdraw                 POST  track  open    track track  track   track   track track  track track track  track track   track track track
grievance_receipt            GET   405
grievance_receipt            POST  track  open    track track  track   track   track track  track track track  track track   track track track
offer                        GET   none   open    none  none   none    none    none  none   none  none  none   none  none    none  none  none
offer                        POST  none   open    none  none   none    none    none  none   none  none  none   none  none    none  none  none
offer_paper                  GET   none   open    none  none   none    none    none  none   none  none  none   none  none    none  none  none
offer_paper                  POST  405
offer_file                   GET   405
offer_file                   POST  none   open    none  none   none    none    none  none   none  none  none   none  none    none  none  none

paper                        GET   none   away    none  away   away    none    none  none   none  none  none   none  away    none  none  none
paper                        POST  405
paper:complained             GET   none   away    none  away   away    none    away  none   none  none  none   none  away    none  none  none
paper:complained             POST  405

today                        GET   sign   sign    sign  open   open    shut    open  open   open  open  away   away  away    away  shut  shut
today                        POST  sign   sign    sign  405    405     shut    405   405    405   405   405    405   405     405   shut  shut
next_owed                    GET   sign   sign    sign  away   away    shut    away  away   away  away  away   away  away    away  shut  shut
next_owed                    POST  sign   sign    sign  405    405     shut    405   405    405   405   405    405   405     405   shut  shut
desk_search                  GET   sign   sign    sign  open   open    shut    open  open   open  open  open   shut  open    open  shut  shut
desk_search                  POST  sign   sign    sign  405    405     shut    405   405    405   405   405    405   405     405   shut  shut
queue                        GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
queue                        POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
filters                      GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
filters                      POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
filter_remove                GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  405     shut  shut  shut
filter_remove                POST  sign   sign    sign  none   open    shut    shut  shut   shut  shut  shut   shut  none    shut  shut  shut
queue_file                   GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  405     shut  shut  shut
queue_file                   POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
several                      GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
several                      POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
accept_several               GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
accept_several               POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
foreseen                     GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
foreseen                     POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contacts_of_month            GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
contacts_of_month            POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
replay                       GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
replay                       POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
certificate_new              GET  sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_new              POST sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_templates        GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
certificate_templates        POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_template         GET  sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_template         POST sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_print            GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_print            POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_replace          GET  sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_revoke           GET  sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_replace          POST sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
certificate_revoke           POST sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaires               GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
questionnaires               POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaires_file          GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  405     shut  shut  shut
questionnaires_file          POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
questionnaire                GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
questionnaire                POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_preview        GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
questionnaire_preview        POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_sheet          GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
questionnaire_sheet          POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
round                        GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
round                        POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
round_responses              GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
round_responses              POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
response                     GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
response                     POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_new            GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_new            POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_edit           GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_edit           POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
question_new                 GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
question_new                 POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
question_edit                GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
question_edit                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phones                      GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
phones                      POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_submission            GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
phone_submission            POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_code                  GET  sign   sign   sign   none   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_code                  POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_revoke                GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_revoke                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_submission_take       GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_submission_take       POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_submission_drop       GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
phone_submission_drop       POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
round_new                    GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
round_new                    POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_upload         GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_upload         POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_publish        GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_publish        POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_retire         GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_retire         POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_services       GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
questionnaire_services       POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
round_close                  GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
round_close                  POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
response_sealed              GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
response_sealed              POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
response_void                GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
response_void                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
round_answers                GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   405    shut   shut   shut
round_answers                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
tasks                        GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
tasks                        POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
tasks_file                   GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  405     shut  shut  shut
tasks_file                   POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
tasks_transfer               GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
tasks_transfer               POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
tasks_pdf                    GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
tasks_pdf                    POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
tasks_below                  GET  sign   sign   sign   open   open   shut   open   open   open   open   shut   shut   shut   shut   shut   shut
tasks_below                  POST sign   sign   sign   405    405    shut   405    405    405    405    shut   shut   shut   shut   shut   shut
task_new                     GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_new                     POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
series_end                   GET  sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
series_end                   POST sign   sign   sign   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_feeds                   GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_feeds                   POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_feed_change             GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_feed_change             POST sign   sign   sign   none   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task                         GET  sign   sign   sign   open   open   shut   open   shut   shut   shut   shut   shut   open   shut   shut   shut
task                         POST sign   sign   sign   405    405    shut   405    405    405    405    shut   shut   405    shut   shut   shut
task_act                     GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_act                     POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_link_new                GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_link_new                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
case                         GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
case                         POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_days                    GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
case_days                    POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_result                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
case_result                  POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_receipt                 GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
case_receipt                 POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_same                    GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_same                    POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_apart                   GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_apart                   POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_act                     GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_act                     POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_contact                 GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_contact                 POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
counter_hand_over            GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
counter_hand_over            POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
counter                      GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
counter                      POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
people                       GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
people                       POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
person                       GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
person                       POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
person_join                  GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
person_join                  POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
person_part                  GET   sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
person_part                  POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
visit_board                  GET   open
visit_board                  POST  405
visit_queue                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
visit_queue                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
board_call                   GET   open
board_call                   POST  405
board_voice                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
board_voice                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
board_voice_clip             GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
board_voice_clip             POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
visit_token                  GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
visit_token                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
visit                        GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
visit                        POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
visit_slip                   GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
visit_slip                   POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
visit_figures                GET   sign   sign    sign  open   open    shut    open  open   open  open  open   shut  open    shut  shut  shut
visit_figures                POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
printed_tokens               GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
printed_tokens               POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
printed_tokens_pdf           GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
printed_tokens_pdf           POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
slips                        GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
slips                        POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
slip_cancel                  GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
slip_cancel                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
slips_pdf                    GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
slips_pdf                    POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_centres                 GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
desk_centres                 POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
own_work                     GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
own_work                     POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
begin_own                    GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
begin_own                    POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
influence_list               GET  sign   sign   sign   open   open   shut   open   open   open   open   shut   shut   open   shut   shut   shut
influence_list               POST sign   sign   sign   405    405    shut   405    405    405    405    shut   shut   shut   shut   shut   shut
influence_new                GET  sign   sign   sign   open   open   shut   open   open   open   open   shut   shut   shut   shut   shut   shut
influence_new                POST sign   sign   sign   open   open   shut   open   open   open   open   shut   shut   shut   shut   shut   shut
influence                    GET  sign   sign   sign   none   none   shut   open   none   none   none   shut   shut   open   shut   shut   shut
influence                    POST sign   sign   sign   405    405    shut   405    405    405    405    shut   shut   shut   shut   shut   shut
desk_drops                   GET   sign   sign    sign  open   open    shut    open  open   open  open  shut   shut  shut    shut  shut  shut
desk_drops                   POST  sign   sign    sign  405    405     shut    405   405    405   405   shut   shut  shut    shut  shut  shut
write_reply                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
write_reply                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
purchase_comparison          GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
purchase_comparison          POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
agreement_paper              GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
agreement_paper              POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
purchase_comparison_pdf      GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
purchase_comparison_pdf      POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
purchase_specification_pdf   GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
purchase_specification_pdf   POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
specifications               GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
specifications               POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
specification                GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
specification                POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
purchase_letter              GET  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
purchase_letter              POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
specification_new            GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
specification_new            POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
specification_write          GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
specification_write          POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
purchase_line                GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
purchase_line                POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_programme_pdf          GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
event_programme_pdf          POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_report                 GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
event_report                 POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_payment                GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
event_payment                POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_certify                GET  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_certify                POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_from_case              GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_from_case              POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_observe                GET  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
event_observe                POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
triage_table                 GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
triage_table                 POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
job_sheet_pdf                GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
job_sheet_pdf                POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
job_earlier                  GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
job_earlier                  POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
performance_reading          GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
performance_reading          POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
upkeep_of_case               GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
upkeep_of_case               POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
trainings                    GET   open
trainings                    POST  405
training_recipe              GET   open
training_recipe              POST  405
training_recipe_program      GET   open
training_recipe_program      POST  405
training_call                GET   open
training_call                POST  405
training_poster              GET   open
training_poster              POST  405
training_result              GET   open
training_result              POST  405
training_file                GET   open
training_file                POST  405
training_nominate            GET   open
training_nominate            POST  open
training_objection           GET   open
training_objection           POST  open
track_objection              GET   track  open   track  track  track  track  track  track  track  track  track  track  track  track  track  track
track_objection              POST  track  open   track  track  track  track  track  track  track  track  track  track  track  track  track  track
track_attendance             GET   track  away   track  track  track  track  track  track  track  track  track  track  track  track  track  track
track_attendance             POST  405
batch_objections             GET   sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
batch_objections             POST  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
track_seat                   GET   track  open   track  track  track  track  track  track  track  track  track  track  track  track  track  track
track_seat                   POST  track  open   track  track  track  track  track  track  track  track  track  track  track  track  track  track
batch_settle                 GET   sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
batch_settle                 POST  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
batch_marks                  GET   sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
batch_marks                  POST  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
batch_classes                GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
batch_classes                POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_attendance             GET  sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_attendance             POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_finish                 GET  sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_certify                GET  sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_pre                    GET  sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_post                   GET  sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_feedback               GET  sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_replace                GET  sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
batch_payment                GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
batch_payment                POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
track_follow_up              GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_follow_up              POST  track  open    track track  track   track   track track  track track track  track track   track track track
batch_reopen                 GET   sign   sign   sign   shut   shut   shut   open   open   open   shut   shut   shut   shut   shut   shut   shut
batch_reopen                 POST  sign   sign   sign   shut   shut   shut   open   open   open   shut   shut   shut   shut   shut   shut   shut
week                         GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
week                         POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
day_sheet                    GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
day_sheet                    POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   405    shut   shut   shut
gatherings                   GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
gatherings                   POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gatherings_file              GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  405     shut  shut  shut
gatherings_file              POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
gathering_new                GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_new                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering                    GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
gathering                    POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_list               GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_list               POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_door               GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_door               POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_wall               GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_wall               POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_sheet              GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
gathering_sheet              POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_signed             GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_signed             POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_photo              GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_photo              POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_letter             GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_letter             POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
member_reply                 GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
member_reply                 POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
gathering_act                GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
gathering_act                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
roster                       GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
roster                       POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
roster_tickets               GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
roster_tickets               POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
roster_member                GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
roster_member                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
task_lines                   GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
task_lines                   POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
task_line                    GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
task_line                    POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_drop                    GET   sign   sign    sign  none   none    shut    open  none   none  none  shut   shut  shut    shut  shut  shut
desk_drop                    POST  sign   sign    sign  none   none    shut    open  none   none  none  shut   shut  shut    shut  shut  shut
track_held                   GET   track  open    track track  track   track   track track  track track track  track track   track track track
track_held                   POST  track  open    track track  track   track   track track  track track track  track track   track track track
paper_file                   GET   none   open    none  away   away    none    none  none   none  none  none   none  away    none  none  none
paper_file                   POST  405
paper_file:complained        GET   none   open    none  away   away    none    away  none   none  none  none   none  away    none  none  none
paper_file:complained        POST  405
case_note_new                GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_note_new                POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_note_take               GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_note_take               POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
agreement_sign               GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
agreement_sign               POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
agreement_close              GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
agreement_close              POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
agreement_drop               GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
agreement_drop               POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
note_publish                 GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
note_publish                 POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
note_withdraw                GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
note_withdraw                POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
note_retire                  GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
note_retire                  POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_identity                GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
case_identity                POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut

letters                      GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letters                      POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letters_file                 GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  405     shut  shut  shut
letters_file                 POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter                       GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter                       POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letters_out                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letters_out                  POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_out                   GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_out                   POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_versions              GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_versions              POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_pdf                   GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_pdf                   POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_label                 GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_label                 POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_docx                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_docx                  POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_new                   GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_new                   POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_edit                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_edit                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_dispatch              GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_dispatch              POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
dispatch_result              GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
dispatch_result              POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_remind                GET   sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_remind                POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_prove                 GET   sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_prove                 POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_withhold              GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_withhold              POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_cancel                GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_cancel                POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_issue                 GET   sign   sign    sign  away   away    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_issue                 POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_initial               GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_initial               POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_sign                  GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_sign                  POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_return                GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_return                POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_scan                  GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_scan                  POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut

books                        GET   sign   sign    sign  open   open    shut    open  open   open  shut  shut   shut  open    shut  shut  shut
books                        POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
book                         GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
book                         POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
book_sheet                   GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
book_sheet                   POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
book_pdf                     GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
book_pdf                     POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_files                 GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_files                 POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_file                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_file                  POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_notes_pdf             GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
letter_notes_pdf             POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_unopened_letter         GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_unopened_letter         POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
diarise                      GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
diarise                      POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_letter_complaint        GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_letter_complaint        POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_act                   GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_act                   POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_file_open             GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_file_open             POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
scanned_page                 GET   sign   sign    sign  none   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
scanned_page                 POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_file_close            GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_file_close            POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_note                  GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
letter_note                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
exports                      GET   sign   sign    sign  open   open    shut    open  open   open  shut  shut   shut  open    shut  shut  shut
exports                      POST  sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  405     shut  shut  shut
export                       GET   sign   sign    sign  none   open    shut    none  none   none  shut  shut   shut  none    shut  shut  shut
export                       POST  sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  405     shut  shut  shut
export_file                  GET   sign   sign    sign  none   open    shut    none  none   none  shut  shut   shut  none    shut  shut  shut
export_file                  POST  sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  405     shut  shut  shut
charter_lint                 GET   sign   sign    sign  open   open    shut    shut  shut   shut  open  open   shut  open    shut  shut  shut
charter_lint                 POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_desk                 GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
charter_desk                 POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_ladder               GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_ladder               POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_ladder_compare       GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_ladder_compare       POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_ladder_drop          GET   sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_ladder_drop          POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_upload               GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_upload               POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_review               GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
charter_review               POST  sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_document             GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
charter_document             POST  sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_file                 GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
charter_file                 POST  sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_part                 GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_part                 POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_record               GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
charter_record               POST  sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_add_row              GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_add_row              POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_leave_out            GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_leave_out            POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_bring_back           GET   sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_bring_back           POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_add_before           GET   sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_add_before           POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_publish              GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_publish              POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_as_before            GET   sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_as_before            POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_drop                 GET   sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charter_drop                 POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
calendar_orders              GET   sign   sign    sign  open   open    shut    open  open   open  open  open   shut  open    shut  shut  shut
calendar_orders              POST  sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
calendar_order               GET   sign   sign    sign  shut   open    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
calendar_order               POST  sign   sign    sign  shut   open    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
messages                     GET   sign   sign    sign  open   open    shut    open  open   open  open  open   open  open    open  shut  shut
messages                     POST  sign   sign    sign  405    405     shut    405   405    405   405   405    405   405     405   shut  shut
help                         GET   sign   sign    sign  open   open    shut    open  open   open  open  open   open  open    open  shut  shut
help                         POST  sign   sign    sign  405    405     shut    405   405    405   405   405    405   405     405   shut  shut
help_page                    GET   sign   sign    sign  open   open    shut    open  open   open  open  open   open  open    open  shut  shut
help_page                    POST  sign   sign    sign  405    405     shut    405   405    405   405   405    405   405     405   shut  shut

desk_grievances              GET   sign   sign    sign  shut   shut    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_grievances              POST  sign   sign    sign  shut   shut    shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_grievances_file         GET   sign   sign    sign  shut   shut    shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_grievances_file         POST  sign   sign    sign  shut   shut    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_own_motion              GET   sign   sign    sign  shut   shut    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_own_motion              POST  sign   sign    sign  shut   shut    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_grievance_new           GET   sign   sign    sign  shut   shut    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_grievance_new           POST  sign   sign    sign  shut   shut    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_grievance               GET   sign   sign    sign  shut   shut    shut    open  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_grievance               POST  sign   sign    sign  shut   shut    shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_grievance_act           GET   sign   sign    sign  shut   shut    shut    open  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_grievance_act           POST  sign   sign    sign  shut   shut    shut    open  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_decision_letter         GET   sign   sign    sign  shut   shut    shut    away  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_decision_letter         POST  sign   sign    sign  shut   shut    shut    open  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_hearings                GET   sign   sign    sign  shut   shut    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_hearings                POST  sign   sign    sign  shut   shut    shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_remedies                GET   sign   sign    sign  shut   shut    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_remedies                POST  sign   sign    sign  shut   shut    shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_grievance_paper         GET   sign   sign    sign  shut   shut    shut    open  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_grievance_paper         POST  sign   sign    sign  shut   shut    shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_stakeholder_meeting     GET   sign   sign    sign  shut   open    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_stakeholder_meeting     POST  sign   sign    sign  shut   open    shut    open  open   open  shut  shut   shut  shut    shut  shut  shut
desk_grievance_reports       GET   sign   sign    sign  shut   open    shut    open  open   open  shut  shut   shut  open    shut  shut  shut
desk_grievance_reports       POST  sign   sign    sign  shut   405     shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_grievance_report        GET   sign   sign    sign  shut   open    shut    open  open   open  shut  shut   shut  open    shut  shut  shut
desk_grievance_report        POST  sign   sign    sign  shut   405     shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_grievance_report_sheet  GET   sign   sign    sign  shut   open    shut    open  open   open  shut  shut   shut  open    shut  shut  shut
desk_grievance_report_sheet  POST  sign   sign    sign  shut   405     shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_grievance_report_pdf    GET   sign   sign    sign  shut   open    shut    open  open   open  shut  shut   shut  open    shut  shut  shut
desk_grievance_report_pdf    POST  sign   sign    sign  shut   405     shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
desk_inquiries               GET   sign   sign    sign  open   open    shut    open  open   open  open  shut   shut  shut    shut  shut  shut
desk_inquiries               POST  sign   sign    sign  405    405     shut    405   405    405   405   shut   shut  shut    shut  shut  shut
desk_inquiry                 GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_inquiry                 POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_complaint_reply         GET   sign   sign    sign  open   shut    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_complaint_reply         POST  sign   sign    sign  open   shut    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_rti                     GET   sign   sign    sign  open   open    shut    open  open  open  shut  shut   shut  open   shut  shut  shut
desk_rti_new                 GET   sign   sign    sign  open   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_new                 POST  sign   sign    sign  open   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_form                GET   sign   sign    sign  open   open    shut    shut  shut  shut  shut  shut   shut  open   shut  shut  shut
desk_rti_form                POST  sign   sign    sign  405   405    shut    405  405  405  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_provide     GET   sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_provide_part GET  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_price       GET   sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_paid        GET   sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_extend      GET   sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_refuse      GET   sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_lapse       GET   sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_note        GET   sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_correct     GET   sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_decide      GET   sign   sign    sign  shut   shut    shut    open  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_provide     POST  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_provide_part POST sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_price       POST  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_paid        POST  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_extend      POST  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_refuse      POST  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_lapse       POST  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_note        POST  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_correct     POST  sign   sign    sign  shut   open    shut    shut  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_rti_request_decide      POST  sign   sign    sign  shut   shut    shut    open  shut  shut  shut  shut   shut  shut   shut  shut  shut
desk_complaints              GET   sign   sign    sign  open   open    shut    open  open   shut  shut  shut   shut  open    shut  shut  shut
desk_complaints              POST  sign   sign    sign  405    405     shut    405   405    shut  shut  shut   shut  shut    shut  shut  shut
desk_complaints_file         GET   sign   sign    sign  405    405     shut    405   405    shut  shut  shut   shut  405     shut  shut  shut
desk_complaints_file         POST  sign   sign    sign  open   open    shut    open  open   shut  shut  shut   shut  open    shut  shut  shut
desk_complaint               GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
desk_complaint               POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_complaint_paper         GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
desk_complaint_paper         POST  sign   sign    sign  405    405     shut    405   405    shut  shut  shut   shut  shut    shut  shut  shut
desk_complaint_evidence      GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_complaint_evidence      POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_complaint_appeal        GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
desk_complaint_appeal        POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut

account_login                GET   open   open    open  away   away    away    away  away   away  away  away   away  away    away  away  away
account_login                POST  open
account_logout               GET   away   away    away  open   open    open    open  open   open  open  open   open  open    open  open  open
account_logout               POST  open

desk_accounts                GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_accounts                POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    405   shut  shut
settings                     GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    open  shut  shut
settings                     POST  sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    405   shut  shut
settings_letter              GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    open  shut  shut
settings_letter              POST  sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    405   shut  shut
settings_group               GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    open  shut  shut
settings_group               POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_health                  GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_health                  POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    405   shut  shut
desk_backup                  GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_backup                  POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_held_messages           GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_held_messages           POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_given_up                GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_given_up                POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_clock                   GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_clock                   POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_account_add             GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_account_add             POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_account                 GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_account                 POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    405   shut  shut
desk_account_change          GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_account_change          POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_account_reset           GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    sign  shut  shut
desk_account_reset           POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    sign  shut  shut
desk_account_close           GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_account_close           POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_account_reopen          GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    405   shut  shut
desk_account_reopen          POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_people                  GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  open    open  shut  shut
desk_people                  POST  sign   sign    sign  shut   405     shut    shut  shut   shut  shut  shut   shut  shut    405   shut  shut
desk_people_give             GET   sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  none    open  shut  shut
desk_people_give             POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_people_end              GET   sign   sign    sign  shut   away    shut    shut  shut   shut  shut  shut   shut  none    away  shut  shut
desk_people_end              POST  sign   sign    sign  shut   open    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
contacts                     GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
contacts                     POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contacts_json                GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
contacts_json                POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_doubles              GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
contact_doubles              POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact                      GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
contact                      POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_held                 GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
contact_held                 POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
places                       GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
places                       POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place                        GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
place                        POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_add                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_add                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_change               GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_change               POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_end                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_end                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_merge                GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_merge                POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_add                    GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_add                    POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_change                 GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_change                 POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_close                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_close                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_reopen               GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
contact_reopen               POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_reopen                 GET   sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_reopen                 POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
place_fault                  GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
place_fault                  POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_add                   GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_add                   POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_change                GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_change                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_act                   GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_act                   POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_begin              GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_begin              POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_line               GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_line               POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_close              GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_close              POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device                       GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
device                       POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_label                 GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
device_label                 POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
place_labels                 GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
place_labels                 POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake                    GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
stocktake                    POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_count              GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_count              POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_unknown            GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
stocktake_unknown            POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_card                  GET  open   open   open   away   away   open   open   open   open   open   open   open   away   open   open   open
device_card                  POST 405
labs                         GET   open
labs                         POST  405
lab_card                     GET   open
lab_card                     POST  405
device_lists                 GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_lists                 POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list                  GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list                  POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list_sample           GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list_sample           POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list_take             GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list_take             POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list_places           GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list_places           POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list_apply            GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
device_list_apply            POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
first_day                    GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
first_day                    POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
first_steps                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
first_steps                  POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
first_day_sample             GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
first_day_sample             POST  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
charge                       GET   sign   sign    sign  open   open    shut    none  none   none  shut  shut   shut  open    open  shut  shut
charge                       POST  sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  shut    405   shut  shut
charge_make                  GET   sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
charge_make                  POST  sign   sign    sign  open   open    shut    none  none   none  shut  shut   shut  shut    shut  shut  shut
charge_document              GET   sign   sign    sign  open   open    shut    none  none   none  shut  shut   shut  open    none  shut  shut
charge_document              POST  sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  shut    405   shut  shut
charge_document_pdf          GET   sign   sign    sign  open   open    shut    none  none   none  shut  shut   shut  open    none  shut  shut
charge_document_pdf          POST  sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  shut    405   shut  shut
charge_sign                  GET   sign   sign    sign  405    405     shut    405   405    405   shut  shut   shut  shut    shut  shut  shut
charge_sign                  POST  sign   sign    sign  open   open    shut    none  none   none  shut  shut   shut  shut    shut  shut  shut
charge_sheet                 GET   sign   sign    sign  open   none    shut    none  none   none  shut  shut   shut  shut    shut  shut  shut
charge_sheet                 POST  sign   sign    sign  open   none    shut    none  none   none  shut  shut   shut  shut    shut  shut  shut
charge_pass                  GET   sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
charge_pass                  POST  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    open  shut  shut
desk_offices                 GET   sign   sign    sign  shut   shut    shut    open  open   open  open  open   shut  open    shut  shut  shut
desk_offices                 POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut

agent                        GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent                        POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   405   shut    shut  shut  shut
agent_complaint              GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_complaint              POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_answer                 GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_answer                 POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_new                    GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_new                    POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_month                  GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_month                  POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   405   shut    shut  shut  shut
agent_month_pdf              GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_month_pdf              POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   405   shut    shut  shut  shut
agent_slip                   GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   405   shut    shut  shut  shut
agent_slip                   POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
intake_take                  GET  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
intake_take                  POST sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
intake_call_back             GET  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   405   shut    shut  shut  shut
intake_call_back             POST sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
intake_field                 GET  open   open   open  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
intake_field                 POST 405
intake_file                  GET  405
intake_file                  POST open   open   open  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
intake_code                  GET  405
intake_code                  POST open   open   open  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_case                   GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_case                   POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   405   shut    shut  shut  shut
agent_appointment            GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_appointment            POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_receipt                GET   sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut
agent_receipt                POST  sign   sign    sign  shut   shut    shut    shut  shut   shut  shut  shut   open  shut    shut  shut  shut

field_worker                 GET  open
field_worker                 POST 405
field_home                   GET  open
field_home                   POST 405
field_manifest               GET  open
field_manifest               POST 405
job_field                    GET  open   open   open   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
job_field                    POST 405
job_field_line               GET  405
job_field_line               POST open   open   open   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
job_field_sheet              GET  405
job_field_sheet              POST open   open   open   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
job_take                     GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
job_take                     POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
job_call_back                GET  sign   sign   sign   405    405   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
job_call_back                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field                        GET  open   open   open   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field                        POST 405
field_answer                 GET  405
field_answer                 POST open   open   open   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field_photo                  GET  405
field_photo                  POST open   open   open   shut   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field_take                   GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field_take                   POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field_by_app                 GET  sign   sign   sign   405    405   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field_by_app                 POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field_call_back              GET  sign   sign   sign   405    405   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
field_call_back              POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
acknowledge_link             GET  open
acknowledge_link             POST open
inspection_checklist_pdf     GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   open   shut   shut   shut
inspection_checklist_pdf     POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
begin_inspection             GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
begin_inspection             POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
inspection_part              GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
inspection_part              POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
inspection_devices           GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
inspection_devices           POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
inspect_place                GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
inspect_place                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
choose_answer                GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
choose_answer                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
inspection_make_link         GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
inspection_make_link         POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut

public_meetings              GET   open
public_meetings              POST  405
minutes_link                 GET   open
minutes_link                 POST  open
meetings                     GET  sign   sign   sign   open   open   shut   open   open   open   open   shut   shut   open   shut   shut   shut
committees                   GET  sign   sign   sign   open   open   shut   open   open   open   open   shut   shut   open   shut   shut   shut
meeting                      GET  sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   open   shut   shut   shut
meeting_history              GET  sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   open   shut   shut   shut
meeting_attendance_pdf       GET  sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   open   shut   shut   shut
meeting_attendance_pdf       POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
committee                    GET  sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   open   shut   shut   shut
committee_history            GET  sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   open   shut   shut   shut
sitting                      GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
sitting                      POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
call_for_case                GET  sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
call_for_case                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
end_seat                     GET  sign   sign   sign   away   away   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
end_seat                     POST sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
meeting_notice               GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
meeting_notice               POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
begin_sitting                GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
begin_sitting                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
meeting_issue                GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
meeting_issue                POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
meeting_link                 GET  sign   sign   sign   405    405    shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
meeting_link                 POST sign   sign   sign   open   open   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut   shut
meeting_approve              GET  sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   shut   shut   shut   shut
meeting_return               GET  sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   shut   shut   shut   shut
meeting_approve              POST sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   shut   shut   shut   shut
meeting_return               POST sign   sign   sign   open   open   shut   shut   shut   shut   open   shut   shut   shut   shut   shut   shut

mine                         GET   open
mine                         POST  open
mine_code                    GET   away
mine_code                    POST  open
mine_end                     GET   405
mine_end                     POST  open
mine_case                    GET   track
mine_case                    POST  405
mine_rti                     GET   track
mine_rti                     POST  405
mine_grievance               GET   track
mine_grievance               POST  405

mfa_index                    GET   sign   sign    sign  open   open    open    open  open   open  open  open   open  open    open  open  open
mfa_index                    POST  sign   sign    sign  405    405     405     405   405    405   405   405    405   405     405   405   405
account_change_password      GET   sign   sign    sign  open   open    open    open  open   open  open  open   open  open    open  open  open
account_change_password      POST  sign   sign    sign  open   open    open    open  open   open  open  open   open  open    open  open  open
account_reauthenticate       GET   sign   sign    sign  open   open    open    open  open   open  open  open   open  open    open  open  open
account_reauthenticate       POST  sign   sign    sign  open   open    open    open  open   open  open  open   open  open    open  open  open
fresh_factor                 GET   sign   sign    sign  open   open    open    open  open   open  open  open   open  open    open  open  open
fresh_factor                 POST  sign   sign    sign  open   open    open    open  open   open  open  open   open  open    open  open  open
mfa_activate_totp            GET   sign
mfa_activate_totp            POST  sign
mfa_deactivate_totp          GET   sign   sign    sign  none   none    none    none  none   none  none  none   none  none    none  none  none
mfa_deactivate_totp          POST  sign   sign    sign  none   none    none    none  none   none  none  none   none  none    none  none  none
mfa_add_webauthn             GET   sign
mfa_add_webauthn             POST  sign
mfa_remove_webauthn          GET   sign
mfa_remove_webauthn          POST  sign
mfa_view_recovery_codes      GET   sign   sign    sign  none   none    none    none  none   none  none  none   none  none    none  none  none
mfa_view_recovery_codes      POST  sign   sign    sign  405    405     405     405   405    405   405   405    405   405     405   405   405
mfa_generate_recovery_codes  GET   sign
mfa_generate_recovery_codes  POST  sign
end_sign_in                  GET   sign   sign    sign  405    405     405     405   405    405   405   405    405   405     405   405   405
end_sign_in                  POST  sign   sign    sign  none   none    none    none  none   none  none  none   none  none    none  none  none
mfa_authenticate             GET   sign   sign    sign  away   away    away    away  away   away  away  away   away  away    away  away  away
mfa_authenticate             POST  sign   sign    sign  open   open    open    open  open   open  open  open   open  open    open  open  open
new_password                 GET   open
new_password                 POST  open
"""


def read_table(table: str) -> dict[tuple[str, str], dict[str, str]]:
    """The table as {(address, how): {person: answer}}. Raises ValueError for a row that does not fit its
    columns.
    """
    head, *rows = [line.split() for line in table.splitlines() if line.strip()]
    if tuple(head[2:]) != PEOPLE:
        raise ValueError(f"the columns are {head[2:]}")
    matrix: dict[tuple[str, str], dict[str, str]] = {}
    for address, how, *answers in rows:
        answers = answers * len(PEOPLE) if len(answers) == 1 else answers
        if not set(answers) <= ANSWERS or (address, how) in matrix:
            raise ValueError(f"the row {address} {how} is wrong")
        matrix[address, how] = dict(zip(PEOPLE, answers, strict=True))
    return matrix


# What every Desk (ongikar/records) opens, and to whom: its list, the list as a file, the page of a record, and
# each form. A desk that opens something otherwise has its own rows in the table above.
OF_DESKS = """
address                      how   nobody citizen other assist officer foreign gro   appeal cell  chair viewer agent auditor admin super former

list                         GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
list                         POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
file                         GET  sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  405     shut  shut  shut
file                         POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
page                         GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  open    shut  shut  shut
page                         POST sign   sign    sign  405    405     shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
form                         GET  sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
form                         POST sign   sign    sign  open   open    shut    shut  shut   shut  shut  shut   shut  shut    shut  shut  shut
"""


def rows_of_desks() -> dict[tuple[str, str], dict[str, str]]:
    usual = read_table(OF_DESKS)
    return {
        (address, how): usual[sort, how]
        for desk in DESKS.values()
        for address, sort in addresses_of(desk)
        for how in ("GET", "POST")
    }


ACCESS_MATRIX = rows_of_desks() | read_table(TABLE)
