from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "ongikar.tasks"
    label = "tasks"

    def ready(self) -> None:
        from ongikar.clock.rehearsal import OWNERS, TOPIC_WORDS
        from ongikar.people.subjects import register_referring_model, register_subject

        from .models import Series, Task, TaskProof
        from .rehearsal import EVENT_WORDS, check_owners, task_owners
        from .subjects import TASK_SUBJECT

        register_subject(TASK_SUBJECT)
        for model in (Task, Series, TaskProof):
            register_referring_model(model)
        OWNERS["task"], OWNERS["task_check"] = task_owners, check_owners
        TOPIC_WORDS.update(EVENT_WORDS)
