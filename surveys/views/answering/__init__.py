"""The pages on which people answer: letter code, tablet, questions, pause and end."""
