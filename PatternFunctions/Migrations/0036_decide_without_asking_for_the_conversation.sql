-- As for messages (0031): whoever decides or sends holds the conversation's lock. To ask for it once more with each row cost every
-- decision two look-ups. What hangs on a conversation still goes with it.
ALTER TABLE pattern_execution_history DROP CONSTRAINT pattern_execution_history_conversation_id_fkey;
ALTER TABLE pattern_execution_queue DROP CONSTRAINT pattern_execution_queue_conversation_id_fkey;
ALTER TABLE outbound_replies DROP CONSTRAINT outbound_replies_conversation_id_fkey;

CREATE OR REPLACE FUNCTION delete_messages_of_conversations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM conversation_messages m USING gone WHERE m.conversation_id = gone.id;
    -- With their entries and replies.
    DELETE FROM pattern_execution_history h USING gone WHERE h.conversation_id = gone.id;
    RETURN NULL;
END $$;
