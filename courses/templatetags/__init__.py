"""Template tags of what authors see."""
