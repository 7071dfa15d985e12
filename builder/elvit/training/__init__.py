"""Training: folders of pictures in, a Hugging Face ViT folder out, resumable epoch by epoch."""
