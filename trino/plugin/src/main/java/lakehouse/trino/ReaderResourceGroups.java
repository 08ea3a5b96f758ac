package lakehouse.trino;

import io.trino.spi.resourcegroups.ResourceGroup;
import io.trino.spi.resourcegroups.ResourceGroupConfigurationManager;
import io.trino.spi.resourcegroups.ResourceGroupConfigurationManagerContext;
import io.trino.spi.resourcegroups.ResourceGroupConfigurationManagerFactory;
import io.trino.spi.resourcegroups.ResourceGroupId;
import io.trino.spi.resourcegroups.SelectionContext;
import io.trino.spi.resourcegroups.SelectionCriteria;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One group for users who write and one for each who only reads, so that nobody's queries keep maintenance or another
 * viewer waiting. Trino's own manager that reads such groups from a file is not on Maven Central.
 */
final class ReaderResourceGroups implements ResourceGroupConfigurationManager<String> {
    private final Set<String> writers;
    private final int concurrency;
    private final int maxQueued;

    private ReaderResourceGroups(Set<String> writers, int concurrency, int maxQueued) {
        this.writers = writers;
        this.concurrency = concurrency;
        this.maxQueued = maxQueued;
    }

    @Override
    public Optional<SelectionContext<String>> match(SelectionCriteria criteria) {
        String user = criteria.getUser();
        ResourceGroupId group = writers.contains(user)
                ? new ResourceGroupId("writers")
                : new ResourceGroupId(new ResourceGroupId("readers"), user);
        return Optional.of(new SelectionContext<>(group, user));
    }

    @Override
    public void configure(ResourceGroup group, SelectionContext<String> context) {
        boolean root = group.getId().getParent().isEmpty();
        group.setHardConcurrencyLimit(root ? 2 * concurrency : concurrency);
        group.setMaxQueuedQueries(root ? 2 * maxQueued : maxQueued);
        group.setSoftMemoryLimitBytes(Long.MAX_VALUE); // query.max-memory bounds each query
    }

    @Override
    public SelectionContext<String> parentGroupContext(SelectionContext<String> context) {
        ResourceGroupId parent = context.getResourceGroupId().getParent().orElseThrow();
        return new SelectionContext<>(parent, context.getContext());
    }

    @Override
    public void shutdown() {}

    /** Configuration: {@code writers=A,B}, {@code concurrency=N} and {@code max-queued=N} for each reader. */
    static final class Factory implements ResourceGroupConfigurationManagerFactory {
        @Override
        public String getName() {
            return "readers";
        }

        @Override
        public ResourceGroupConfigurationManager<?> create(
                Map<String, String> config, ResourceGroupConfigurationManagerContext context) {
            return new ReaderResourceGroups(
                    Set.of(config.get("writers").split(",")),
                    Integer.parseInt(config.get("concurrency")),
                    Integer.parseInt(config.get("max-queued")));
        }
    }
}
