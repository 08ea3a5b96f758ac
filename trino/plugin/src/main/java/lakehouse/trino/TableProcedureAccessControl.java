package lakehouse.trino;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.trino.plugin.base.security.AllowAllSystemAccessControl;
import io.trino.spi.connector.CatalogSchemaTableName;
import io.trino.spi.security.AccessDeniedException;
import io.trino.spi.security.SystemAccessControl;
import io.trino.spi.security.SystemAccessControlFactory;
import io.trino.spi.security.SystemSecurityContext;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lets only the configured users run table procedures ({@code ALTER TABLE … EXECUTE}), each in the schemas its pattern
 * names. It stands beside the file-based access control, which lets every user who may name a table run them: its
 * checkCanExecuteTableProcedure is empty (Trino 483). Trino asks both; this one agrees to everything else.
 */
final class TableProcedureAccessControl extends AllowAllSystemAccessControl {
    private final Map<String, Pattern> schemasByUser;

    private TableProcedureAccessControl(Map<String, Pattern> schemasByUser) {
        this.schemasByUser = schemasByUser;
    }

    @Override
    public void checkCanExecuteTableProcedure(
            SystemSecurityContext context, CatalogSchemaTableName table, String procedure) {
        Pattern schemas = schemasByUser.get(context.getIdentity().getUser());
        String schema = table.getSchemaTableName().getSchemaName();
        if (schemas == null || !schemas.matcher(schema).matches()) {
            AccessDeniedException.denyExecuteTableProcedure(table.toString(), procedure);
        }
    }

    /** Configuration: {@code user.NAME=PATTERN OF SCHEMAS}, one line per user. */
    static final class Factory implements SystemAccessControlFactory {
        private static final String PREFIX = "user.";

        @Override
        public String getName() {
            return "table-procedures";
        }

        @Override
        public SystemAccessControl create(Map<String, String> config, SystemAccessControlContext context) {
            return new TableProcedureAccessControl(config.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(PREFIX))
                    .collect(toUnmodifiableMap(
                            entry -> entry.getKey().substring(PREFIX.length()),
                            entry -> Pattern.compile(entry.getValue()))));
        }
    }
}
