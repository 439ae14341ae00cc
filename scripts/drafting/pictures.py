"""The pictures that hold a place in a template until a document puts the real ones there."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

GREY = (166, 166, 166)


def logo_place() -> bytes:
    """Return a PNG of 720 × 300 pixels: a grey frame that says LOGO."""
    image = Image.new("RGB", (720, 300), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((6, 6, 713, 293), outline=GREY, width=4)
    pen.text((360, 150), "LOGO", fill=GREY, font=ImageFont.load_default(size=110), anchor="mm")
    return _png(image)


def qr_place(box: str = "") -> bytes:
    """Return a PNG of 300 × 300 pixels: a grey frame that says QR, and whose box it stands in.

    Word keeps equal pictures once: what is to become different codes differs from the start.
    """
    image = Image.new("RGB", (300, 300), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((3, 3, 296, 296), outline=GREY, width=3)
    pen.text((150, 150), "QR", fill=GREY, font=ImageFont.load_default(size=110), anchor="mm")
    pen.text((150, 250), box, fill=GREY, font=ImageFont.load_default(size=40), anchor="mm")
    return _png(image)


def _png(image: Image.Image) -> bytes:
    data = BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
