"""What a record shows: claims, documents and stories as the contract has them, and as tables."""
