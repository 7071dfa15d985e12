"""What long commands share: progress, an orderly stop, a bound on memory."""
