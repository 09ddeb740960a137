"""Training: from the bench's data to the weights that ship, one command (`make train`)."""
