-- A session stands on a key, or on a person whom Entra ID has named and who has no key.
ALTER TABLE console_sessions
    ALTER COLUMN key_hash DROP NOT NULL,
    ADD COLUMN person text,
    ADD COLUMN role text CHECK (role IN ('operator', 'admin')),
    ADD CONSTRAINT console_sessions_whose CHECK ((key_hash IS NULL) = (person IS NOT NULL) AND (person IS NULL) = (role IS NULL));
