-- Settings are read afresh for every piece of work. This says whether they are still what the reader has, without sending
-- them all once more. A random one, so that no two databases, and no two histories of one, have the same for different settings.
CREATE TABLE config_revision (
    is_only  boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    revision uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO config_revision DEFAULT VALUES;

CREATE FUNCTION note_config_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE config_revision SET revision = gen_random_uuid();
    RETURN NULL;
END $$;
CREATE TRIGGER pattern_learning_config_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON pattern_learning_config
    FOR EACH STATEMENT EXECUTE FUNCTION note_config_revision();
CREATE TRIGGER business_facts_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON business_facts
    FOR EACH STATEMENT EXECUTE FUNCTION note_config_revision();
