"""The learner's journey, and every screen of hers."""
