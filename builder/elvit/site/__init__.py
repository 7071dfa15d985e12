"""`elvit build`: from models, pictures and texts to a folder of static files."""
