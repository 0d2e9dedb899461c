"""Each page behind which people's rows may lie has a name in the words of people."""

import pytest

from clientvoice.access_rules.page_names import PAGE_NAMES
from clientvoice.access_rules.rules import addresses
from organisations.declaring import Door
from organisations.page_names import PageName, PageNames, page_names

ABOUT_THE_CALLER = {Door.ANYBODY, Door.SIGN_IN, Door.LINK}
"""These show nobody but who opens them, so they leave no event with a page in it."""


def test_every_page_about_others_has_a_name_and_every_name_a_page() -> None:
    assert set(PAGE_NAMES) == {one.name for one in addresses() if one.rule.door not in ABOUT_THE_CALLER}
    assert page_names.known() == set(PAGE_NAMES)


def test_every_page_about_one_client_has_an_easy_name() -> None:
    about_one = [one.name for one in addresses() if "client_id" in one.route]
    assert [name for name in about_one if not page_names.easy(name)] == []


def test_a_page_that_went_keeps_its_own_name() -> None:
    assert page_names.plain("rooms:gone") == "rooms:gone"
    assert page_names.easy("rooms:gone") == ""


def test_no_page_has_two_names() -> None:
    names = PageNames()
    names.register({"a": PageName(PAGE_NAMES["safety"].plain)})
    with pytest.raises(ValueError, match="a name already"):
        names.register({"a": PageName(PAGE_NAMES["safety"].plain)})
