"""Pictures that people upload: judged by what is in the file, and drawn anew so that nothing else comes along.

Drawing anew leaves out where and with which camera a photo was made, hidden text, and whatever hides behind the picture
in the same file. What is stored is always WebP.
"""

import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10_000_000
MAX_PIXELS = 50_000_000
"""A photo of a good telephone has 12 to 48 million."""
MAX_SIDE = 1_200
"""In pixels: the widest that a picture is ever shown, sharp on a tablet too."""
FORMATS = ("PNG", "JPEG", "WEBP")
CONTENT_TYPE = "image/webp"
QUALITY = 84
BROKEN = (OSError, SyntaxError, ValueError, IndexError, EOFError, Image.DecompressionBombError, Warning)
"""What Pillow raises for files that are no picture, stop halfway, or hold more than they say."""


class PictureRefusedError(ValueError):
    """This file is not taken as a picture; the message says why and what to do, in the reader's language."""


def cleaned(content: bytes) -> bytes:
    """Return a PNG, JPEG or WebP as a WebP of at most 1,200 pixels a side, without anything else that was in the file.

    Of a moving picture the first image is kept. Raises PictureRefusedError.
    """
    if not content:
        raise PictureRefusedError(_("The file is empty. Choose another one."))
    if len(content) > MAX_BYTES:
        raise PictureRefusedError(_("The picture is bigger than 10 MB. Make it smaller, or choose another one."))
    try:
        with warnings.catch_warnings(action="error"):
            return _redrawn(content)
    except UnidentifiedImageError as error:
        raise PictureRefusedError(
            _("This is not a PNG, JPEG or WebP picture. Save it as one of these first.")
        ) from error
    except BROKEN as error:
        raise PictureRefusedError(_("The picture cannot be read: it is broken or not complete.")) from error


def _redrawn(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=FORMATS) as found:
        if found.width * found.height > MAX_PIXELS:
            raise PictureRefusedError(_("The picture has too many pixels. Make it smaller, or choose another one."))
        found.draft("RGB", (MAX_SIDE, MAX_SIDE))
        upright = ImageOps.exif_transpose(found)
        upright.thumbnail((MAX_SIDE, MAX_SIDE))
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.info.clear()
    drawn = BytesIO()
    plain.save(drawn, "WEBP", quality=QUALITY)
    return drawn.getvalue()
