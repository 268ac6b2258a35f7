"""What the screens say, as lines of text in roles: panels, status, coach, help, debrief."""
