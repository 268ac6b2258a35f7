"""What one player keeps: record, replays, settings, keys, homework in progress."""
