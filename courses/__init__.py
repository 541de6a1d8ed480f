"""What is taught: courses in Wagtail and the immutable versions made of them."""
