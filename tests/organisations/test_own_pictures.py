"""The pictures of organisations and the photos of clients: taken in, kept apart, and gone when they are removed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit
from pytest_django import Settings

from organisations import files
from organisations.choices import ConsentBy
from organisations.clock import today
from organisations.imaging import PictureRefusedError
from organisations.models import ClientPhoto, OwnPicture, PictureSet
from organisations.operations.pictures import Upload, add_pictures, key_of, put_client_photo
from organisations.operations.units import UnitInUseError, add_unit, remove_unit
from organisations.queries.pictures import client_photos, own_pictures, photo_content, picture_keys
from tests.cast import Cast, SignIn
from tests.keys import locked_out
from tests.organisations.pictures import client_photo, drawn, own_picture


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def kept(settings: Settings) -> set[str]:
    folder = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_an_administrator_adds_a_set_with_pictures_and_hears_which_were_refused(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.gerda)
    given = {"name": "Picto's", "credit": "Studio Zon", "licence": "CC BY 4.0", "may_use": "on"}
    added = browser.post(reverse("organisations:picture-set-add", args=[cast.provider.pk]), given)
    made = PictureSet.objects.get()
    assert (made.unit, made.confirmed_by) == (cast.provider, cast.gerda)
    several = [
        upload("Mijn bus.png", drawn()),
        upload("../../etc/Kamer 2.PNG", drawn()),
        upload("teken.svg", b"<svg/>"),
    ]
    page = browser.post(added["Location"], {"pictures": several}, follow=True)
    assert sorted(made.pictures.values_list("key", flat=True)) == ["kamer-2", "mijn-bus"]
    told = [str(message) for message in page.context["messages"]]
    assert any(message.startswith("teken.svg: ") for message in told)
    assert len(told) == 3


@pytest.mark.django_db(transaction=True)
def test_the_same_pictures_at_the_same_time_are_there_once(cast: Cast, settings: Settings) -> None:
    made = own_picture(cast.team, cast.gerda).picture_set
    uploads, before = [Upload(f"{name}.png", drawn(size=(4, 4))) for name in "bcdefghij"], kept(settings)

    def add(_time: int) -> int:
        try:
            taken, _refused = add_pictures(picture_set=made, uploads=uploads)
        finally:
            connection.close()
        return len(taken)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(add, range(4))) == [len(uploads)] * 4
    assert OwnPicture.objects.filter(picture_set=made).count() == len(uploads) + 1
    assert len(kept(settings) - before) == len(uploads)


def test_without_the_right_to_use_them_no_set_begins(cast: Cast, signed_in: SignIn) -> None:
    given = {"name": "Picto's", "credit": "Onbekend", "licence": "?"}
    page = signed_in(cast.gerda).post(reverse("organisations:picture-set-add", args=[cast.team.pk]), given)
    assert page.status_code == 422
    assert not PictureSet.objects.exists()


def test_two_sets_of_a_unit_have_different_names(cast: Cast, signed_in: SignIn) -> None:
    own_picture(cast.team, cast.gerda, name="Picto's")
    given = {"name": "Picto's", "credit": "Studio Zon", "licence": "CC BY 4.0", "may_use": "on"}
    assert (
        signed_in(cast.gerda).post(reverse("organisations:picture-set-add", args=[cast.team.pk]), given).status_code
        == 422
    )


def test_too_many_at_once_and_none_at_all_are_told(cast: Cast, signed_in: SignIn) -> None:
    address = reverse("organisations:picture-set-detail", args=[own_picture(cast.team, cast.gerda).picture_set_id])
    browser = signed_in(cast.gerda)
    for files_ in ([upload(f"{n}.png", b"x") for n in range(51)], []):
        assert browser.post(address, {"pictures": files_, "x": "x"}).status_code == 422
    assert OwnPicture.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Mijn Kamer.png", "mijn-kamer"),
        ("2 mensen.jpg", "plaatje-2-mensen"),
        ("été_à-2.webp", "ete-a-2"),
        ("…", "plaatje"),
    ],
)
def test_the_key_of_a_picture_comes_from_the_name_of_its_file(name: str, key: str) -> None:
    assert key_of(name) == key


def test_a_picture_is_described_changed_and_removed(
    cast: Cast,
    signed_in: SignIn,
    settings: Settings,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    picture = own_picture(cast.team, cast.gerda)
    browser = signed_in(cast.gerda)
    address = reverse("organisations:picture-change", args=[picture.pk])
    browser.post(address, {"alt_nl": "Een kamer", "alt_en": "A room"})
    picture.refresh_from_db()
    assert (picture.alt_nl, picture.alt_en) == ("Een kamer", "A room")
    detail = reverse("organisations:picture-set-detail", args=[picture.picture_set_id])
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(detail, {"pictures": [upload("kamer.png", drawn("PNG", (9, 9)))]})
    again = OwnPicture.objects.get()
    assert (again.key, again.alt_nl) == ("kamer", "Een kamer")
    assert picture.file not in kept(settings)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("organisations:picture-change", args=[again.pk]), {"remove": "yes"})
    assert not OwnPicture.objects.exists()
    assert again.file not in kept(settings)


def test_sets_are_found_by_their_name_and_by_their_pictures(cast: Cast, signed_in: SignIn) -> None:
    own_picture(cast.team, cast.gerda, "bus", "Vervoer")
    own_picture(cast.team, cast.gerda, "appel", "Eten")
    browser = signed_in(cast.gerda)
    address = reverse("organisations:picture-set-list", args=[cast.team.pk])
    for search, names in (("verv", ["Vervoer"]), ("app", ["Eten"]), ("zzz", []), ("", ["Eten", "Vervoer"])):
        found = browser.get(address, {"search": search}).context["sets"]
        assert [one.name for one in found] == names


def test_pictures_hold_for_a_unit_and_below_and_the_nearest_wins(cast: Cast) -> None:
    wide = own_picture(cast.provider, cast.gerda, "kamer")
    near = own_picture(cast.team, cast.gerda, "kamer", "Van het team")
    own_picture(cast.foreign_team, cast.eva, "bus")
    assert picture_keys(cast.team) == {"kamer"}
    assert picture_keys(cast.cooperative) == set()
    assert own_pictures(cast.team.path, {"kamer", "bus"}) == {"kamer": near.pk}
    assert own_pictures(cast.other_team.path, {"kamer", "bus"}) == {"kamer": wide.pk}


def test_a_unit_with_pictures_is_not_removed_without_a_word(cast: Cast) -> None:
    unit = add_unit(parent=cast.location, name="Leeg", level="team")
    own_picture(unit, cast.gerda)
    with pytest.raises(UnitInUseError):
        remove_unit(unit=unit)


def test_a_photo_lies_sealed_under_a_name_that_says_nothing(cast: Cast, settings: Settings) -> None:
    photo = client_photo(cast.anna, cast.carla)
    stored = (Path(settings.MEDIA_ROOT) / photo.file).read_bytes()
    assert b"WEBP" not in stored
    assert str(cast.anna.pk) not in photo.file
    assert "kamer" not in photo.file
    content = photo_content(photo.pk)
    assert content is not None
    assert content[8:12] == b"WEBP"


def test_a_new_photo_takes_the_place_of_the_former_and_removing_the_client_removes_both(
    cast: Cast, settings: Settings, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        former, photo = client_photo(cast.noor), client_photo(cast.noor)
    assert client_photos(cast.noor.pk, {"kamer"}) == {"kamer": photo.pk}
    assert former.file not in kept(settings)
    with django_capture_on_commit_callbacks(execute=True):
        cast.noor.placements.all().delete()
        cast.noor.delete()
    assert photo.file not in kept(settings)


def test_what_cannot_be_stored_leaves_no_file(cast: Cast, settings: Settings) -> None:
    before = kept(settings)
    with pytest.raises(PictureRefusedError):
        put_client_photo(
            client=cast.anna, key="kamer", content=b"<svg/>", consent_by=ConsentBy.CLIENT, staff=None, on=today()
        )
    cast.anna.pk = cast.team.pk  # nobody
    with pytest.raises(cast.anna.DoesNotExist), transaction.atomic():
        client_photo(cast.anna)
    assert kept(settings) == before
    assert not ClientPhoto.objects.exists()


def test_a_file_that_is_gone_is_a_page_that_is_not_there(cast: Cast, signed_in: SignIn) -> None:
    photo = client_photo(cast.anna)
    files.forget(photo.file)
    assert signed_in(cast.carla).get(reverse("profiles:photo", args=[photo.pk])).status_code == 404


def test_a_photo_sealed_with_a_key_that_is_lost_is_not_there_and_one_with_a_former_key_is(
    cast: Cast, signed_in: SignIn, settings: Settings
) -> None:
    address = reverse("profiles:photo", args=[client_photo(cast.anna).pk])
    with locked_out():
        assert signed_in(cast.carla).get(address).status_code == 404
    with locked_out(settings.DATA_KEY):
        assert signed_in(cast.carla).get(address).status_code == 200


def test_a_photo_is_served_to_be_looked_at_and_for_nothing_else(cast: Cast, signed_in: SignIn) -> None:
    browser: Browser = signed_in(cast.carla)
    response = browser.get(reverse("profiles:photo", args=[client_photo(cast.anna).pk]))
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.content[8:12] == b"WEBP"
