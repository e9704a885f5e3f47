"""What is read off the evaluated units: blocking effects and contexts."""
