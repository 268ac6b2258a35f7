from textual.widgets import TextArea

from descent_game.tui.widgets.toml_area import PRIVATE


def test_the_private_names_of_textual_that_the_editor_uses_are_still_there() -> None:
    area = TextArea("a = 1")
    assert [name for name in PRIVATE if not hasattr(area, name)] == []
    assert hasattr(area.wrapped_document, "_offset_to_line_info")
