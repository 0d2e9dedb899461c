import pytest

from reports.rules.charts import Answer, chart

FACES = [Answer(str(code), f"punt {code}", f"shade-{code}-5") for code in range(1, 6)]
MARKS = [Answer(str(code), str(code), "") for code in range(1, 11)]


def test_the_parts_of_a_bar_fill_it() -> None:
    drawn = chart("kamer", "Kamer", {"n": 8, "counts": {"1": 2, "2": 0, "3": 2, "4": 0, "5": 4}}, FACES, numbered=True)
    assert [segment.start for segment in drawn.segments] == ["0.00%", "25.00%", "25.00%", "50.00%", "50.00%"]
    assert [segment.width for segment in drawn.segments] == ["25.00%", "0.00%", "25.00%", "0.00%", "50.00%"]
    assert drawn.mean == 3.5
    assert not drawn.in_columns


def test_marks_stand_in_columns_of_which_the_highest_fills_the_height() -> None:
    drawn = chart("cijfer", "Cijfer", {"n": 12, "counts": {"7": 8, "8": 4}}, MARKS, numbered=True)
    assert drawn.in_columns
    assert [segment.height for segment in drawn.segments] == [0, 0, 0, 0, 0, 0, 100, 50, 0, 0]


@pytest.mark.parametrize(("band", "end"), [(1.5, "lower"), (2.0, ""), (4.0, ""), (4.5, "higher")])
def test_only_the_outermost_means_are_open(band: float, end: str) -> None:
    drawn = chart("kamer", "Kamer", {"n": 7, "mean_band": band}, FACES, numbered=True)
    assert (drawn.form, drawn.end, drawn.segments) == ("mean_band", end, ())


def test_nearly_everybody_is_told_in_words() -> None:
    drawn = chart("kamer", "Kamer", {"n": 20, "at_least": {"5": 90}}, FACES, numbered=True)
    assert (drawn.form, drawn.share, drawn.nearly_all, drawn.segments) == ("at_least", 90, "punt 5", ())


def test_a_withheld_figure_draws_nothing() -> None:
    drawn = chart("kamer", "Kamer", {"withheld": True}, FACES)
    assert (drawn.form, drawn.n, drawn.segments) == ("withheld", 0, ())
