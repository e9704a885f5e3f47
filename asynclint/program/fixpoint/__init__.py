"""Units, cells and events, and the solver that evaluates them until nothing grows."""
