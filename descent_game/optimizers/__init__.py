"""The bots' methods: one interface, pure functions."""
