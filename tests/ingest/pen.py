"""A pen, and what happens to paper on its way to the scanner: for boxes that are to be ticked and signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.reading.picture import sheet
from ingest.reading.qr import found
from ingest.reading.turn import Pixels
from sales.slip_layout import CODE, SIGNATURE, Place

Stroke = Sequence[tuple[float, float]]  # millimetres from the corner of the box's code
DPI = 204
FINE = 0.25  # millimetres: 2 dots
BALLPEN = 0.45
FELT = 0.9


ToPage = NDArray[np.float64]  # turns millimetres from a box's corner into dots of a page
Draw = Callable[[Pixels, ToPage], Pixels]
"""Does something to a printed page, at a box that lies there."""


def drawn(strokes: Sequence[Stroke], width: float = BALLPEN, ink: int = 30) -> Draw:
    """Strokes of so many millimetres in width, from black 0 to white 255."""

    def draw(page: Pixels, lies: ToPage) -> Pixels:
        page, thick = page.copy(), max(1, round(width * DPI / 25.4))
        for stroke in strokes:
            points = np.round(_on_page(lies, stroke) * 8).astype(np.int32)
            cv2.polylines(page, [points], False, ink, thick, cv2.LINE_AA, 3)
        return page

    return draw


def filled(place: Place, ink: int = 30) -> Draw:
    """A rectangle, blackened or painted over."""
    left, top, right, bottom = place

    def fill(page: Pixels, lies: ToPage) -> Pixels:
        page = page.copy()
        corners = _on_page(lies, [(left, top), (right, top), (right, bottom), (left, bottom)])
        cv2.fillPoly(page, [np.round(corners).astype(np.int32)], ink, cv2.LINE_AA)
        return page

    return fill


def blot(at: tuple[float, float], across: float, ink: int, edge: float = 0) -> Draw:
    """Something round was spilt: a blot, or with ``edge`` a ring so many millimetres wide."""

    def spill(page: Pixels, lies: ToPage) -> Pixels:
        ((x, y),) = _on_page(lies, [at]).round()
        thick = round(edge * DPI / 25.4) or -1
        spilt = np.full_like(page, 255)
        cv2.circle(spilt, (int(x), int(y)), round(across * DPI / 50.8), ink, thick, cv2.LINE_AA)
        return np.minimum(page, cv2.GaussianBlur(spilt, (0, 0), 2))

    return spill


def box_on(printed: Pixels, box: str) -> ToPage:
    """Where the box of, say, ``"DIRECTOR"`` lies on a printed page."""
    code = next(each for each in found(Image.fromarray(printed)) if each.text.endswith(f"/{box}"))
    square = np.array([(0, 0), (CODE, 0), (CODE, CODE), (0, CODE)], np.float32)
    return cv2.getPerspectiveTransform(square, np.array(code.corners, np.float32))


def _on_page(lies: ToPage, stroke: Stroke) -> NDArray[np.float32]:
    return cv2.perspectiveTransform(np.array([stroke], np.float32), lies)[0]


def tick(place: Place, long: float = 0) -> list[Stroke]:
    """A tick ✓ in a frame; its tail goes ``long`` millimetres over the edge."""
    left, top, right, bottom = place
    foot = (left + 2.4, bottom - 1.0)
    return [[(left + 1.0, top + 3.0), foot, (right - 0.8 + long, top + 0.8 - long)]]


def cross(place: Place, over: float = -1.0) -> list[Stroke]:
    left, top, right, bottom = place.left - over, place.top - over, place.right + over, place.bottom + over
    return [[(left, top), (right, bottom)], [(left, bottom), (right, top)]]


def strike(place: Place, over: float = -0.8) -> list[Stroke]:
    return [[(place.left - over, place.bottom + over), (place.right + over, place.top - over)]]


def ring(place: Place, grown: float = -1.2) -> list[Stroke]:
    middle = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    wide, high = (place.right - place.left) / 2 + grown, (place.bottom - place.top) / 2 + grown
    turns = np.linspace(0, 2 * np.pi + 0.4, 40)
    return [[(middle[0] + wide * np.cos(turn), middle[1] + high * np.sin(turn)) for turn in turns]]


def name(seed: int, place: Place = SIGNATURE, size: float = 1.0) -> list[Stroke]:
    """A signature: two or three running strokes, none like another."""
    random = np.random.default_rng(seed)
    across = (place.right - place.left) * 0.7 * size
    strokes = []
    for part in range(random.integers(2, 4)):
        turns = np.linspace(0, 1, 60)
        x = place.left + 3 + across * (0.1 + 0.3 * part + (0.35 + 0.1 * random.random()) * turns)
        waves = random.integers(3, 6)
        y = np.sin(turns * waves * np.pi + random.random() * 6) * (2.2 + 2 * random.random()) * size
        y += np.cos(turns * (waves + 3) * np.pi) * 1.2 * size
        x += np.cos(turns * waves * 2 * np.pi) * 1.1 * size
        strokes.append(list(zip(x, (place.top + place.bottom) / 2 + y, strict=True)))
    return strokes


Damage = Callable[[Pixels], Pixels]


def turned(degrees: float) -> Damage:
    """Laid askew, or upside down, on the glass."""

    def turn(page: Pixels) -> Pixels:
        image = Image.fromarray(page).rotate(
            degrees, Image.Resampling.BICUBIC, expand=degrees % 90 == 0, fillcolor=255
        )
        return np.asarray(image)

    return turn


def faxed(down: int, noise: float = 0.002) -> Damage:
    """Sent by fax: black or white, 204 dots an inch across and ``down`` along the paper, with specks."""

    def send(page: Pixels) -> Pixels:
        small = Image.fromarray(page).resize(
            (page.shape[1], page.shape[0] * down // DPI), Image.Resampling.BOX
        )
        dots = np.where(np.asarray(small) < 150, 0, 255).astype(np.uint8)
        random = np.random.default_rng(down)
        dots[random.random(dots.shape) < noise] ^= 255
        fax = Image.fromarray(dots).convert("1")
        fax.info["dpi"] = (DPI, down)
        return np.asarray(sheet(fax).convert("L"))

    return send


def photographed(away: float = 0.08, light: float = 0.55) -> Damage:
    """Taken from the hip: the far edge is shorter by twice ``away``, one side is darker, and it is grainy."""

    def take(page: Pixels) -> Pixels:
        high, wide = page.shape
        paper = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
        seen = paper * 0.9 + np.array([wide, high]) * 0.05
        seen[0, 0] += away * wide
        seen[1, 0] -= away * wide * 0.6
        seen[2, 1] -= away * high * 0.5
        to_photo = cv2.getPerspectiveTransform(paper, np.float32(seen))
        photo = cv2.warpPerspective(page, to_photo, (wide, high), flags=cv2.INTER_AREA, borderValue=70)
        shade = np.linspace(1, light, wide)[None, :] * np.linspace(0.95, 0.8, high)[:, None]
        grain = np.random.default_rng(1).normal(0, 5, photo.shape)
        return np.clip(cv2.GaussianBlur(photo, (0, 0), 0.7) * shade + grain, 0, 255).astype(np.uint8)

    return take


def greyed(paper: int = 205, ink: int = 60) -> Damage:
    """Copied once too often: grey on grey."""
    return lambda page: (ink + page.astype(np.float32) * (paper - ink) / 255).astype(np.uint8)


def streaked(rows: Sequence[int] = (), columns: Sequence[int] = ()) -> Damage:
    """Read by a dirty glass: black lines right across the page."""

    def streak(page: Pixels) -> Pixels:
        page = page.copy()
        for row in rows:
            page[row : row + 3] = 0
        for column in columns:
            page[:, column : column + 3] = 0
        return page

    return streak


def creased(page: Pixels) -> Pixels:
    """Folded once, across: a grey line."""
    page, at = page.copy(), page.shape[0] // 4
    cv2.line(page, (0, at), (page.shape[1], at + 20), 130, 2)
    return page
