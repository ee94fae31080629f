-- Whoever stores messages holds a lock on their conversations, or has just added them. To ask for the conversation of each
-- row once more was a fifth of an import's time. What hangs on a conversation still goes with it.
ALTER TABLE conversation_messages DROP CONSTRAINT conversation_messages_conversation_id_fkey;

CREATE FUNCTION delete_messages_of_conversations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM conversation_messages m USING gone WHERE m.conversation_id = gone.id;
    RETURN NULL;
END $$;
CREATE TRIGGER conversations_deleted AFTER DELETE ON conversations REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION delete_messages_of_conversations();
