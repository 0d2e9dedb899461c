from hypothesis import given
from hypothesis import strategies as st

from organisations.rules.codes import ALPHABET, LENGTH, grouped, is_well_formed, normalised, with_check_symbol

SYMBOLS = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


@given(SYMBOLS)
def test_a_code_survives_being_printed_and_typed_over(symbols: str) -> None:
    code = with_check_symbol(symbols)
    typed = grouped(code).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert normalised(typed) == code
    assert is_well_formed(code)


@given(SYMBOLS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_always_found(symbols: str, place: int, wrong: str) -> None:
    code = with_check_symbol(symbols)
    mistyped = code[:place] + wrong + code[place + 1 :]
    assert is_well_formed(mistyped) is (mistyped == code)


@given(st.text())
def test_whatever_is_typed_is_read_without_an_error(typed: str) -> None:
    assert is_well_formed(normalised(typed)) in {True, False}
