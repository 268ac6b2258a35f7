"""What runs for one browser tab: the game on the screen that the server draws elsewhere."""

from descent_game.tui.app import DescentApp

if __name__ == "__main__":
    DescentApp().run()
