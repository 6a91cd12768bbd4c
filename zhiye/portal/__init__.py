"""The door for residents without an account: a code on the wall, a receipt, progress, an answer."""
