"""Small answers written by hand: read as the formats say, and refused in one sentence when they are broken."""

import json

import pytest

from painopiste.sources.formats import UnreadableError, jsonstat, sotkanet

ANSWER = {
    "class": "dataset",
    "id": ["area", "year"],
    "size": [2, 2],
    "dimension": {
        "area": {"label": "Alue", "category": {"index": {"b": 1, "a": 0}, "label": {"a": "A-la", "b": "B-la"}}},
        "year": {"category": {"index": ["2023", "2024"]}},
    },
    "value": {"0": 1.5, "3": 4},
    "status": {"1": ".."},
    "role": {"time": ["year"]},
}


def test_sparse_values_marks_and_the_order_of_categories():
    dataset = jsonstat.read(json.dumps(ANSWER))
    assert [tuple(cell) for cell in dataset.cells()] == [
        (("a", "2023"), 1.5, ""),
        (("a", "2024"), None, ".."),
        (("b", "2023"), None, ""),
        (("b", "2024"), 4.0, ""),
    ]
    assert dataset.dimension("year").role == "time"
    assert dataset.dimension("area").categories[1].label == "B-la"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<html>Busy</html>", "not JSON: it begins '<html>Busy"),
        (json.dumps(ANSWER)[:-20], "not JSON"),
        ("[]", "not a JSON-stat dataset"),
        (json.dumps(ANSWER | {"value": [1, 2, 3]}), "3 values for 4 cells"),
        (json.dumps(ANSWER | {"size": [2, 3]}), "says"),
        (json.dumps(ANSWER | {"dimension": {}}), "unexpected shape at 'area'"),
        (b"\xff\xfe", "not JSON"),
    ],
)
def test_a_broken_answer_is_refused_with_the_reason(content, says):
    with pytest.raises(UnreadableError, match=says):
        jsonstat.read(content)


def test_a_value_that_is_text_is_refused_by_its_cell():
    dataset = jsonstat.read(json.dumps(ANSWER | {"value": ["1", 2, 3, 4]}))
    with pytest.raises(UnreadableError, match="a, 2023 is not a number"):
        list(dataset.cells())


HEADER = "indicator;region;year;gender;primary value;absolute value"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_figures_of_sotkanet_with_and_without_absolute_values(newline):
    found = list(sotkanet.rows(newline.join([HEADER, "4;46;2023;total;1.5;", "4;47;2023;male;2;10", ""]).encode()))
    assert found == [(4, 46, 2023, "total", 1.5, None), (4, 47, 2023, "male", 2.0, 10.0)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("indicator;area;year\n", "other columns than before: indicator; area"),
        (f"{HEADER}\n4;46;2023;total;1,5;\n", "Line 2"),
        (f"{HEADER}\n4;46;20", "Line 2"),
        (HEADER.encode() + b"\n\xe4", "not UTF-8"),
        ("", "other columns"),
    ],
)
def test_a_changed_answer_of_sotkanet_is_refused(content, says):
    with pytest.raises(UnreadableError, match=says):
        list(sotkanet.rows(content))
