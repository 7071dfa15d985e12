"""One thin file a subcommand: read the options, call the work, say what came of it."""
