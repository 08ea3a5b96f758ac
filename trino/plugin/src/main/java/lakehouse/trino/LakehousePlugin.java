package lakehouse.trino;

import io.trino.spi.Plugin;
import io.trino.spi.resourcegroups.ResourceGroupConfigurationManagerFactory;
import io.trino.spi.security.SystemAccessControlFactory;
import java.util.List;

/** What keeps users who only read within bounds, where Trino's own file-based rules have no word for it. */
public final class LakehousePlugin implements Plugin {
    @Override
    public Iterable<SystemAccessControlFactory> getSystemAccessControlFactories() {
        return List.of(new TableProcedureAccessControl.Factory());
    }

    @Override
    public Iterable<ResourceGroupConfigurationManagerFactory> getResourceGroupConfigurationManagerFactories() {
        return List.of(new ReaderResourceGroups.Factory());
    }
}
