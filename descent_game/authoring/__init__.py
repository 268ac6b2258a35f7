"""Writing levels: templates, completion, proposals, drafts, the sketch of a formula."""
