"""Charts as SVG without a browser: the Plotly figures of ``commissioning.charts``, and no others.

A figure is drawn at one width in pixels, where the browser would draw it at whatever width it has;
so a page that must serve a phone and a desk holds two. What this does not know how to draw is
refused with its name (``Undrawable``), because a mark left out would be a figure left out.
"""

from commissioning.snapshots.drawing.figure import NARROW, WIDE, drawing, standalone
from commissioning.snapshots.drawing.known import Undrawable

__all__ = ["NARROW", "WIDE", "Undrawable", "drawing", "standalone"]
