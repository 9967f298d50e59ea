"""How an article changed from version to version."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import invented
from beritasearch.dataset.history import history, word_edits

texts = st.text(alphabet="ab \n", max_size=40)


@given(texts, texts)
def test_edits_lead_from_one_text_to_the_other(before, after):
    edits = list(word_edits(before, after))
    assert "".join(edit.text for edit in edits if edit.kind != "added") == before
    assert "".join(edit.text for edit in edits if edit.kind != "removed") == after
    assert all(edit.text for edit in edits)


def test_a_correction_is_shown_where_it_was_made(tmp_path):
    other = invented.extraction("lain")
    invented.write(tmp_path, other)
    invented.write(tmp_path, invented.extraction("angka", body="Nilainya Rp6 miliar."))
    invented.write(tmp_path, invented.extraction("baru"))
    dataset, _ = invented.write(
        tmp_path, invented.extraction("angka", body="Nilainya Rp60 miliar.")
    )
    first, second = history(dataset, invented.id_of("angka"))
    assert (first.version, first.kind, first.edits) == ("2", "added", {})
    assert (second.version, second.kind) == ("4", "changed")
    assert [(edit.kind, edit.text) for edit in second.edits["body"]] == [
        ("same", "Nilainya "),
        ("removed", "Rp6"),
        ("added", "Rp60"),
        ("same", " miliar."),
    ]
