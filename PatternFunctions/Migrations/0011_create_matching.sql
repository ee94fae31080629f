-- A wording is encoded once, for every instance and every start: 32-bit floats, little endian. Vectors of two encoders
-- must never be compared, and two may be in use while a deployment is under way.
CREATE TABLE wording_vectors (
    encoder   text NOT NULL,
    signature text NOT NULL REFERENCES pattern_signatures (signature) ON UPDATE CASCADE ON DELETE CASCADE,
    vector    bytea NOT NULL,
    PRIMARY KEY (encoder, signature)
);
CREATE INDEX wording_vectors_signature ON wording_vectors (signature);
-- A vector is just too long to stay in its row by itself, and all of them are read at every start.
ALTER TABLE wording_vectors ALTER COLUMN vector SET STORAGE MAIN;

-- The same for questions of which people have said what they were about; forgotten with the question.
CREATE TABLE question_vectors (
    encoder      text NOT NULL,
    execution_id bigint NOT NULL REFERENCES pattern_execution_history (id) ON DELETE CASCADE,
    vector       bytea NOT NULL,
    PRIMARY KEY (encoder, execution_id)
);
CREATE INDEX question_vectors_execution ON question_vectors (execution_id);

-- What matching has learned from the business's own wordings and labels. Written by one instance, read by all; only the
-- newest of an encoder is complete, of the others remains what they were.
CREATE TABLE matching_models (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    encoder           text NOT NULL,
    fitted_on         text NOT NULL, -- names the state of wordings and labels
    wordings          integer NOT NULL,
    labels            integer NOT NULL,
    space             bytea,
    space_wordings    integer NOT NULL,
    space_since       bigint NOT NULL, -- a number for the space: instances compare anew when it changes
    head              bytea,
    curves            jsonb NOT NULL,
    records           jsonb,
    calibration_error double precision,
    fitted_at         timestamptz NOT NULL
);
CREATE INDEX matching_models_newest ON matching_models (encoder, id DESC);

-- What a match by similarity rested on: its evidence belongs to that model.
ALTER TABLE pattern_execution_history
    ADD COLUMN match_head text CHECK (match_head IN ('lexical', 'similarity', 'trained')),
    ADD COLUMN match_model bigint;

-- A question whose words are erased is erased in this form, too.
CREATE FUNCTION erase_question_vectors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM question_vectors WHERE execution_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER pattern_execution_history_erased AFTER UPDATE OF customer_message ON pattern_execution_history
    FOR EACH ROW WHEN (NEW.customer_message = '')
    EXECUTE FUNCTION erase_question_vectors();
