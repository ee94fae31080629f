-- Each decision looks for its conversation's undecided texts. By time alone it went through everyone's, and through all that had
-- been decided since the last vacuum. Sweep, once a minute, sorts the few that wait.
DROP INDEX conversation_messages_unprocessed;
CREATE INDEX conversation_messages_unprocessed ON conversation_messages (conversation_id, received_at)
    WHERE processed_at IS NULL AND sender IN ('customer', 'operator');
