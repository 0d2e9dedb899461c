"""Pictures for tests, drawn here: no file of anybody is needed."""

from io import BytesIO
from typing import Any

from PIL import Image

from organisations.choices import ConsentBy
from organisations.clock import now, today
from organisations.models import Client, ClientPhoto, OwnPicture, Staff, Unit
from organisations.operations.pictures import Upload, add_picture_set, add_pictures, put_client_photo


def drawn(form: str = "PNG", size: tuple[int, int] = (40, 30), **saving: Any) -> bytes:
    """Return a picture with a red left half and a blue right half."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    file = BytesIO()
    picture.save(file, form, **saving)
    return file.getvalue()


def own_picture(unit: Unit, staff: Staff, key: str = "kamer", name: str = "Onze plaatjes") -> OwnPicture:
    """Return a picture in a new set of a unit."""
    made = add_picture_set(unit=unit, name=name, licence="CC BY 4.0", credit="Studio Zon", staff=staff, at=now())
    taken, _refused = add_pictures(picture_set=made, uploads=[Upload(f"{key}.png", drawn())])
    return taken[0]


def client_photo(client: Client, staff: Staff | None = None, key: str = "kamer") -> ClientPhoto:
    """Return a photo of a client's own."""
    return put_client_photo(
        client=client, key=key, content=drawn("JPEG"), consent_by=ConsentBy.CLIENT, staff=staff, on=today()
    )
