"""What may help beside a note: proofs a committee does not issue, words of crisis and violence, benefits to ask for."""
