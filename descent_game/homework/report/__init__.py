"""The class report: pages of HTML that need no network."""
