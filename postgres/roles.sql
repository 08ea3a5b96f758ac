-- Logins. Their passwords come as settings of the connection, so they are in no file and no command line.
DO $$
DECLARE
  login record;
BEGIN
  FOR login IN
    SELECT * FROM (VALUES ('lakehouse', 'setup.lakehouse_password'), ('bi', 'setup.bi_password')) AS logins (name, setting)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login.name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', login.name);
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', login.name, current_setting(login.setting));
  END LOOP;
END
$$;
