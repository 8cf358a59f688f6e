"""What a password must be: long, not one of those everybody uses, and not the person's own name."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)

from ongikar.frame.say import say


class LongEnough(MinimumLengthValidator):
    def get_error_message(self):
        return say(
            "পাসওয়ার্ড খুব ছোট। অন্তত {n} অক্ষর লিখুন।", "The password is too short. Use at least {n} characters.",
            n=self.min_length,
        )  # fmt: skip


class NotCommon(CommonPasswordValidator):
    def get_error_message(self):
        return say(
            "এই পাসওয়ার্ড অনেকে ব্যবহার করে। অন্য একটি লিখুন।", "Many people use this password. Choose another."
        )


class NotTheName(UserAttributeSimilarityValidator):
    def get_error_message(self):
        return say(
            "নামের সঙ্গে এত মিল চলবে না। অন্য একটি লিখুন।", "This is too much like the name. Choose another."
        )
