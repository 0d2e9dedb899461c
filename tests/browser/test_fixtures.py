"""The browser's own tools: that they see what they should."""

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import Axe

pytestmark = pytest.mark.browser


@pytest.mark.django_db(transaction=True)
def test_axe_sees_a_missing_label(tablet: Page, axe: Axe) -> None:
    tablet.set_content("<html lang='en'><title>A page</title><main><h1>A page</h1><input></main></html>")

    assert any(found.startswith("label:") for found in axe(tablet))


@pytest.mark.django_db(transaction=True)
def test_phone_reaches_the_site_and_nothing_else(phone: Page) -> None:
    answer = phone.goto("/health/live")
    assert answer is not None
    assert answer.status == 200
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        phone.goto("https://example.org/")
