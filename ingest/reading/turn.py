"""Which way the lines of a page run, and where they lie once the page is turned."""

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # a picture: row, column, colour
Boxes = NDArray[np.float32]  # one box a line: four corners, clockwise from the top left, each x and y


def tall(boxes: Boxes) -> NDArray[np.bool_]:
    """Return for each box whether its line runs up or down, by the measure the engine crops lines with."""
    width, height = _sides(boxes)
    return height.astype(int) >= 1.5 * width.astype(int)


def lies_on_its_side(boxes: Boxes) -> bool:
    """Return whether most of the writing runs up or down, long lines counting more."""
    upright, length = ~tall(boxes), np.maximum(*_sides(boxes))
    return bool(length[~upright].sum() > length[upright].sum())


def length(line: Pixels) -> float:
    """Return how many times as long as high the picture of a line is."""
    height, width = line.shape[:2]
    return float(width / height)


def coloured(grey: Pixels) -> Pixels:
    """Return the ``grey`` picture with the three colours that the engine wants."""
    return np.repeat(grey[..., None], 3, axis=2)


def turned(picture: Pixels, quarters: int) -> Pixels:
    """Return ``picture`` turned counter-clockwise by ``quarters`` of a full turn."""
    return np.ascontiguousarray(np.rot90(picture, quarters))


def quarter_turned(boxes: Boxes, width: int) -> Boxes:
    """Return where the boxes lie once a page of ``width`` is turned a quarter counter-clockwise."""
    return np.stack([boxes[..., 1], width - boxes[..., 0]], axis=-1)


def half_turned(boxes: Boxes, width: int, height: int) -> Boxes:
    """Return where the boxes lie once a page of this size is turned upside down."""
    return np.stack([width - boxes[..., 0], height - boxes[..., 1]], axis=-1)


def _sides(boxes: Boxes) -> tuple[Boxes, Boxes]:
    """Return the widths and the heights, each the longer of the two opposite edges."""
    edges = np.linalg.norm(boxes - np.roll(boxes, -1, axis=1), axis=2)
    return np.maximum(edges[:, 0], edges[:, 2]), np.maximum(edges[:, 1], edges[:, 3])
