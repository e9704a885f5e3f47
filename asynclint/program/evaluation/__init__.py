"""What expressions and statements give and run."""
