"""What a call runs and gives."""
