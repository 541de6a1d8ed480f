"""What an author may add to a question: a name, and a reply to each answer."""

import json
from random import Random

import pytest
from django.template.loader import get_template

from common.rules import digest_of
from quizzes.formats.drafts import model
from quizzes.question_types import QUESTION_TYPES, question_type
from tests.factories import content, question_block, right_values, wrong_values

pytestmark = pytest.mark.django_db
every_type = pytest.mark.parametrize("kind", QUESTION_TYPES, ids=lambda kind: kind.key)


def value_of(kind, **fields):
    block = question_block(kind.key)
    return kind.author_block().to_python({**block["value"], **fields})


def with_replies(kind):
    block = question_block(kind.key)
    for item in block["value"].get("choices", []):
        item["value"]["feedback"] = f" Tentang {item['value']['text']}. "
    if "choices" not in block["value"]:
        block["value"] |= {"feedback_true": "Tentang true.", "feedback_false": "Tentang false."}
    return kind.content_of(kind.author_block().to_python(block["value"] | {"name": " Satu "}))


@every_type
def test_empty_fields_leave_the_digest_as_it_was(kind):
    keys = set(content(kind.key))

    asked = kind.content_of(value_of(kind, name="", feedback_true="", feedback_false=None))

    assert set(asked) == keys
    assert all(set(choice) == {"id", "text", "fraction"} for choice in asked.get("choices", []))


@every_type
def test_pages_written_before_freeze_to_the_same_content(kind):
    block = question_block(kind.key)["value"]
    opened = kind.author_block().get_prep_value(kind.author_block().to_python(block))

    before = kind.content_of(kind.author_block().to_python(block))
    after = kind.content_of(kind.author_block().to_python(opened))

    assert digest_of(before) == digest_of(after)


@every_type
def test_filled_fields_are_frozen_trimmed(kind):
    asked = with_replies(kind)

    assert asked["name"] == "Satu"
    said = [choice["feedback"] for choice in asked.get("choices", [])] or [asked["feedback_true"]]
    assert all(text == text.strip() and text.startswith("Tentang") for text in said)


@every_type
def test_before_the_answer_no_reply_and_no_name_is_sent(kind):
    asked = with_replies(kind)
    choices = kind.choices(asked, kind.plan(asked, Random(4)))

    page = get_template(kind.answer_template).render({"choices": choices, "name": "answer"})

    assert "Tentang" not in page + repr(choices)
    assert "Satu" not in page


@every_type
@pytest.mark.parametrize("pick", [right_values, wrong_values])
def test_only_what_was_chosen_is_replied_to(kind, pick):
    asked = with_replies(kind)
    plan = kind.plan(asked, Random(4))

    review = kind.review(asked, plan, kind.parse(asked, pick(asked)))

    assert {bool(choice.feedback) for choice in review if choice.is_chosen} == {True}
    assert {choice.feedback for choice in review if not choice.is_chosen} == {""}
    json.dumps(asked)


@every_type
def test_versions_made_before_are_reviewed_without_a_reply(kind):
    asked = content(kind.key)
    plan = kind.plan(asked, Random(4))

    review = kind.review(asked, plan, kind.parse(asked, right_values(asked)))

    assert [choice.feedback for choice in review] == [""] * len(review)


def test_files_allow_what_the_forms_allow():
    fields = question_type("true_false").author_block().child_blocks
    choice = question_type("single_choice").author_block().child_blocks["choices"].child_block

    def limit(block):
        return block.field.max_length

    assert limit(fields["name"]) == model.MAX_NAME
    assert limit(fields["text"]) == model.MAX_TEXT
    assert limit(fields["explanation"]) == model.MAX_EXPLANATION
    assert limit(fields["feedback_true"]) == model.MAX_FEEDBACK
    assert limit(choice.child_blocks["feedback"]) == model.MAX_FEEDBACK
    assert limit(choice.child_blocks["text"]) == model.MAX_CHOICE
    assert (
        question_type("single_choice").author_block().child_blocks["choices"].meta.max_num
        == model.MAX_CHOICES
    )


def test_a_reply_with_markup_stays_text():
    page = get_template("components/feedback.html").render(
        {"said": [{"about": "<b>a", "text": "<script>alert(1)</script>\nx"}]}
    )

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
