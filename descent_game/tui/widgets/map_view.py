"""The map on the screen: strips from the pure canvas, repainted row by row."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import Canvas
from descent_game.rendering.colour import Colour
from descent_game.rendering.fog import Fog
from descent_game.rendering.map_layer import MapLayer, draw_map
from descent_game.rendering.overlay import compose
from descent_game.rendering.palette import Palette, palette
from descent_game.rendering.palettes import Theme
from descent_game.rendering.regions import Regions, paint_regions
from descent_game.rendering.relief import Terrain
from descent_game.rendering.style import Style as MapStyle
from descent_game.rendering.viewport import Viewport
from descent_game.tui.host import depth_of, settings_of
from descent_game.tui.messages import PointChosen, ZoomRequested
from descent_game.tui.widgets.refinement import Refiner
from descent_game.tui.widgets.strip_view import StripView
from descent_game.view.scene import Scene

LayerKey = tuple[Viewport, Terrain, Fog | None, MapStyle, Palette, Regions | None]


class MapView(StripView):
    """Shows a ``Scene``. The contour layer is painted once per view, and kept while it holds."""

    scene: reactive[Scene | None] = reactive(None, layout=False, repaint=False)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._key: LayerKey | None = None
        self._layer: MapLayer | None = None
        self._canvas: Canvas | None = None
        self._styles: dict[tuple[int, int], Style] = {}
        self._pressed = False
        self._refiner = Refiner(self, self.draw)

    @property
    def view(self) -> Viewport | None:
        """The weights in view, None before the first picture."""
        return self._layer.view if self._layer else None

    def watch_scene(self) -> None:
        self.draw()

    def restyle(self) -> None:
        """Draw the scene in the looks of now."""
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        self.draw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_attached and self._layer is not None:
            self.draw()

    def draw(self) -> None:
        """Bring the rows up to date with the scene, the size and the colours."""
        width, height = self.size
        if self.scene is None or not width or not height:
            return
        scene, style, colours = self.scene, settings_of(self).style, self._palette()
        view = scene.view(width, height)
        terrain = self._refiner.terrain(scene, view)
        regions = scene.regions
        if regions is not None and regions.cells.shape != (view.rows, view.columns):
            regions = None  # of another size: the screen will hand new ones
        key = (view, terrain, scene.fog, style, colours, regions)
        if key != self._key or self._layer is None:
            layer = draw_map(view, terrain, style=style, palette=colours, fog=scene.fog)
            if regions is not None:
                layer = paint_regions(layer, regions, dark=self.app.current_theme.dark)
            self._layer = layer
            self._key, before = key, None
        else:
            before = self._canvas
        frame = compose(self._layer, scene.overlay, before)
        self._canvas = frame.canvas
        if before is None:
            self.show_all([self._strip(frame.canvas, row) for row in range(height)])
        else:
            self.show_rows({row: self._strip(frame.canvas, row) for row in frame.changed_rows})

    def _palette(self) -> Palette:
        """Return the palette in force; without colours, shades of grey distinguish the bands."""
        scheme = "grey" if self.app.no_color else settings_of(self).scheme
        dark = self.app.current_theme.dark
        theme: Theme = "dark" if dark else "light"
        return palette(scheme, theme, depth_of(self.app), has_hues=not self.app.no_color)

    def _strip(self, canvas: Canvas, row: int) -> Strip:
        segments = [Segment(run.text, self._style(run.ink, run.paper)) for run in canvas.runs(row)]
        return Strip(segments, canvas.columns)

    def _style(self, ink: int, paper: int) -> Style:
        style = self._styles.get((ink, paper))
        if style is None:
            style = self._styles[ink, paper] = Style(color=_hex(ink), bgcolor=_hex(paper))
        return style

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed = True
        self.capture_mouse()
        self._point(event.offset, at_aim=self._is_tip(event.offset))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed and (event.delta_x or event.delta_y):
            self._point(event.offset, at_aim=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._pressed = False
        self.release_mouse()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(ZoomRequested(1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(ZoomRequested(-1))

    def _point(self, offset: Offset, *, at_aim: bool) -> None:
        if self.view is not None:
            w = self.view.weights_at(offset.x, offset.y)
            self.post_message(PointChosen(w, at_aim=at_aim))

    def _is_tip(self, offset: Offset) -> bool:
        tip = self._tip()
        return self.view is not None and tip is not None and self.view.cell_of(tip) == tuple(offset)

    def _tip(self) -> Point | None:
        overlay = self.scene.overlay if self.scene else None
        if overlay is None or overlay.aim is None or not overlay.player:
            return None
        here = overlay.player[-1]
        return here[0] + overlay.aim[0], here[1] + overlay.aim[1]


def _hex(colour: Colour) -> str | None:
    return None if colour < 0 else f"#{colour:06x}"
