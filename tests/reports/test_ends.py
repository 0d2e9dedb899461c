"""Both ends of a subject: added up from published counts, per scale, and silent where one figure is withheld."""

from typing import Any

from reports.rules.charts import Answer, Chart, chart
from reports.rules.ends import ends_of

FACES = [Answer(str(code), f"label {code}", "") for code in range(1, 6)]
WORDS = {"scale": "oordeel-5", "top": 2, "bottom": 1}


def counted(*counts: int) -> Chart:
    figure = {"n": sum(counts), "counts": {str(code): count for code, count in enumerate(counts, start=1)}}
    return chart("kamer", "Kamer", figure, FACES, numbered=True)


def ends(*charts: Chart, words: dict[str, Any] | None = None) -> Any:
    return ends_of([(words or WORDS, figure) for figure in charts])


def test_shares_are_of_all_answers_on_the_scale() -> None:
    [found] = ends(counted(2, 0, 0, 0, 8), counted(0, 0, 5, 4, 1))
    assert (found.questions, found.top, found.bottom) == (2, 65, 10)
    assert (found.top_label, found.bottom_label) == ("label 4 · label 5", "label 1")


def test_one_withheld_figure_silences_the_whole() -> None:
    assert ends(counted(2, 0, 0, 0, 8), chart("eten", "Eten", {"withheld": True}, FACES, numbered=True)) == ()
    assert ends(counted(2, 0, 0, 0, 8), chart("eten", "Eten", {"n": 7, "mean_band": 4.0}, FACES, numbered=True)) == ()


def test_unlike_scales_are_not_added_up() -> None:
    other = {**WORDS, "scale": "oordeel-3"}
    assert ends_of([(WORDS, counted(1, 1, 1, 1, 1)), (other, counted(1, 1, 1, 1, 1))]) == ()


def test_a_single_question_or_a_mark_says_it_by_itself() -> None:
    assert ends(counted(1, 1, 1, 1, 1)) == ()
    assert ends(counted(1, 1, 1, 1, 1), counted(1, 1, 1, 1, 1), words={"scale": None, "top": 0, "bottom": 0}) == ()
