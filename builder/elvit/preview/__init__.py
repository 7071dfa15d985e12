"""`elvit serve`: a server on this computer, and what follows changes."""
