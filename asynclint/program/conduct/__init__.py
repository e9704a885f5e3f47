"""What running a callable does beside blocking: to the outside world, and to what others see."""
