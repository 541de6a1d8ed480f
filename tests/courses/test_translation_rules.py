"""What changed since a translation: no database."""

from hypothesis import given
from hypothesis import strategies as st

from courses.rules import TextChange, changed_texts

texts = st.lists(st.sampled_from(["satu", "dua", "tiga", "empat"]), max_size=5)
places = st.dictionaries(st.sampled_from(["title", "body.a", "body.b"]), texts)


def test_a_new_a_changed_and_a_removed_text_are_named():
    before = {"title": ["Judul"], "a": ["satu", "dua", "tiga"], "b": ["lama"]}
    after = {"title": ["Judul"], "a": ["satu", "DUA", "tiga", "empat"]}

    assert changed_texts(before, after) == [
        TextChange("dua", "DUA"),
        TextChange("", "empat"),
        TextChange("lama", ""),
    ]


@given(places)
def test_the_same_texts_have_no_change(here):
    assert changed_texts(here, here) == []


@given(places, places)
def test_changes_lead_from_one_to_the_other_and_back(before, after):
    def all_texts(here):
        return sorted(text for texts in here.values() for text in texts)

    changes = changed_texts(before, after)
    kept = list(all_texts(before))
    for change in changes:
        if change.before:
            kept.remove(change.before)
        if change.after:
            kept.append(change.after)

    assert sorted(kept) == all_texts(after)
    assert bool(changes) == any(
        before.get(key, []) != after.get(key, []) for key in {*before, *after}
    )
