"""Every page of the house, with every role."""
