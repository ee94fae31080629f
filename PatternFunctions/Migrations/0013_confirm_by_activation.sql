-- Whoever switches a pattern's automatic replies on has confirmed it. The statement that admins run for that names
-- is_active and auto_executable alone; it would open two gates and leave the third shut for ever. Only the switching on
-- does this: requires_confirmation that is set afterwards stays.
CREATE FUNCTION confirm_by_activation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.requires_confirmation := false;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_patterns_confirmed BEFORE UPDATE OF is_active, auto_executable ON decision_patterns
    FOR EACH ROW WHEN (NEW.is_active AND NEW.auto_executable AND NOT (OLD.is_active AND OLD.auto_executable))
    EXECUTE FUNCTION confirm_by_activation();
