"""What the citizen does and sees: applying, the receipt, following."""
