"""Claims about the same thing become one situation with a history of states; figures over time and disagreements."""
