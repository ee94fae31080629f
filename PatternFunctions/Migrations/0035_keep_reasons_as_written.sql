-- The explanation of a decision is written once and read as a whole. As jsonb it was taken apart for every question, which was a
-- third of what it took to write a decision down.
ALTER TABLE pattern_execution_history ALTER COLUMN reasons TYPE json USING reasons::json;
ALTER TABLE outbound_replies ALTER COLUMN gates TYPE json USING gates::json;
