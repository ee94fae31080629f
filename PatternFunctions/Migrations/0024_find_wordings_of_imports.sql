-- An import's pairs are found by their wording, a few hundred wordings at a time among hundreds of thousands of pairs.
DROP INDEX pattern_learning_examples_import;
CREATE INDEX pattern_learning_examples_import ON pattern_learning_examples (import_id, pattern_signature) WHERE import_id IS NOT NULL;
