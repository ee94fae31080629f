-- A suggestion waits for an operator, and what was one trace ended there: the reply's part goes on where the decision left it.
ALTER TABLE pattern_execution_history ADD COLUMN traceparent text;
COMMENT ON COLUMN pattern_execution_history.traceparent IS 'The span that decided, as W3C writes it; null if nobody followed.';
