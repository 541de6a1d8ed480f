"""A few small tools without any word of the domain."""
