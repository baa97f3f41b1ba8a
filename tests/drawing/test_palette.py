import dataclasses

import pytest

from commissioning.palette import DARK, LIGHT, Palette, palette_named

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@BOTH
def test_series_colours_can_be_told_from_the_page(palette: Palette) -> None:
    for colour in (*palette.categories, palette.rest, palette.axis, palette.focus):
        assert contrast(colour, palette.background) >= 3, colour


@BOTH
def test_text_can_be_read(palette: Palette) -> None:
    for colour in (palette.text, palette.quiet_text):
        assert contrast(colour, palette.background) >= 4.5, colour


@BOTH
def test_no_two_series_share_a_colour(palette: Palette) -> None:
    assert len({*palette.categories, palette.rest}) == 7


def test_light_categories_are_the_analysis_functions_in_its_order() -> None:
    assert LIGHT.categories == (
        "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1",
    )  # fmt: skip


def test_a_palette_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        LIGHT.text = "#ffffff"


@pytest.mark.parametrize(("name", "palette"), [("dark", DARK), ("light", LIGHT), (None, LIGHT)])
def test_a_page_theme_names_its_palette(name: str | None, palette: Palette) -> None:
    assert palette_named(name) is palette
