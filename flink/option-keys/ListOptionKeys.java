import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.Factory;

/**
 * Prints, as JSON, every option key that Flink, its connectors and formats and Iceberg know: the options themselves are
 * asked, not their documentation. See README.md in this folder.
 */
public final class ListOptionKeys {
  private static final String OPTION = ConfigOption.class.getName().replace('.', '/');
  /** Iceberg reads its properties by names that are plain constants. */
  private static final List<String> ICEBERG_TABLE = List.of("org.apache.iceberg.TableProperties");
  private static final List<String> ICEBERG_CATALOG = List.of(
      "org.apache.iceberg.CatalogProperties", "org.apache.iceberg.flink.FlinkCatalogFactory",
      "org.apache.iceberg.jdbc.JdbcCatalog",
      "org.apache.iceberg.jdbc.JdbcUtil", "org.apache.iceberg.aws.AwsProperties",
      "org.apache.iceberg.aws.AwsClientProperties", "org.apache.iceberg.aws.HttpClientProperties",
      "org.apache.iceberg.aws.s3.S3FileIOProperties", "org.apache.iceberg.rest.auth.OAuth2Properties");

  /** The keys without a dot or a hyphen. */
  private static final Set<String> WORDS = Set.of("type", "uri", "warehouse", "credential", "token", "clients");

  public static void main(String[] jarNames) throws Exception {
    List<Path> jars = new ArrayList<>();
    for (String jar : jarNames) jars.add(Path.of(jar));
    List<Path> all = new ArrayList<>(jars);
    for (Path jar : jars) all.addAll(nestedJars(jar));
    URL[] urls = new URL[all.size()];
    for (int i = 0; i < urls.length; i++) urls[i] = all.get(i).toUri().toURL();
    ClassLoader loader = new URLClassLoader(urls, ListOptionKeys.class.getClassLoader());

    Set<String> settings = new TreeSet<>();
    Set<String> icebergTable = new TreeSet<>();
    for (Path jar : all) {
      for (String name : classesWithOptions(jar)) {
        Collection<ConfigOption<?>> options = optionsOf(name, loader);
        if (name.startsWith("org.apache.iceberg.flink.Flink")) {
          // Read and write options also come as table properties and hints; FlinkConfigOptions are settings of a job.
          addKeys(name.endsWith("FlinkConfigOptions") ? settings : icebergTable, options);
        }
        else if (!isOfConnector(name)) addKeys(settings, options);
      }
    }
    for (String name : ICEBERG_TABLE) icebergTable.addAll(constants(name, loader));
    Set<String> icebergCatalog = new TreeSet<>(Set.of("type", "property-version"));
    for (String name : ICEBERG_CATALOG) icebergCatalog.addAll(constants(name, loader));

    Map<String, Set<String>> connectors = new TreeMap<>();
    Map<String, Set<String>> formats = new TreeMap<>();
    for (Factory factory : ServiceLoader.load(Factory.class, loader)) {
      boolean connector = factory instanceof DynamicTableFactory;
      if (!connector && !factory.getClass().getName().contains("Format")) continue;
      if (factory.factoryIdentifier().equals("iceberg")) continue;
      Set<String> keys = (connector ? connectors : formats).computeIfAbsent(factory.factoryIdentifier(), id -> new TreeSet<>());
      addKeys(keys, factory.requiredOptions());
      addKeys(keys, factory.optionalOptions());
      if (factory instanceof DynamicTableFactory tables) addKeys(keys, tables.forwardOptions());
    }
    String versions = jars.stream().map(jar -> jar.getFileName().toString()).sorted().map(ListOptionKeys::quoted).collect(Collectors.joining(", "));
    System.out.println("{\"jars\": [" + versions + "], \"settings\": " + list(settings) + ", \"connectors\": " + map(connectors)
        + ", \"formats\": " + map(formats) + ", \"icebergTable\": " + list(icebergTable) + ", \"icebergCatalog\": " + list(icebergCatalog) + "}");
  }

  /** The planner is a jar inside a jar, so that its Scala meets nobody else's. */
  private static List<Path> nestedJars(Path jar) throws Exception {
    List<Path> found = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        Path copy = Files.createTempFile("nested", ".jar");
        copy.toFile().deleteOnExit();
        Files.copy(file.getInputStream(entry), copy, StandardCopyOption.REPLACE_EXISTING);
        found.add(copy);
      }
    }
    return found;
  }

  private static List<String> classesWithOptions(Path jar) throws Exception {
    List<String> names = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        String name = entry.getName();
        if (!name.endsWith(".class") || !(name.startsWith("org/apache/flink/") || name.startsWith("org/apache/iceberg/flink/"))) continue;
        String content = new String(file.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        if (content.contains(OPTION)) names.add(name.substring(0, name.length() - 6).replace('/', '.'));
      }
    }
    return names;
  }

  private static boolean isOfConnector(String name) {
    return name.startsWith("org.apache.flink.connector") || name.startsWith("org.apache.flink.formats")
        || name.startsWith("org.apache.flink.streaming.connectors") || name.startsWith("org.apache.iceberg");
  }

  private static Collection<ConfigOption<?>> optionsOf(String name, ClassLoader loader) {
    List<ConfigOption<?>> options = new ArrayList<>();
    try {
      for (Field field : Class.forName(name, true, loader).getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) || field.getType() != ConfigOption.class) continue;
        field.setAccessible(true);
        if (field.get(null) instanceof ConfigOption<?> option) options.add(option);
      }
    } catch (ReflectiveOperationException | LinkageError missing) {
      System.err.println("left out " + name + ": " + missing);
    }
    return options;
  }

  private static Collection<String> constants(String name, ClassLoader loader) throws Exception {
    Set<String> values = new TreeSet<>();
    for (Field field : Class.forName(name, false, loader).getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class || field.getName().endsWith("_DEFAULT")) continue;
      field.setAccessible(true);
      // Values of properties are constants too: none has a dot or a hyphen, and nearly every key has.
      if (field.get(null) instanceof String value && (value.matches("[a-z0-9]+([.-][a-z0-9_]+)+[.]?|[a-z0-9]+[.]") || WORDS.contains(value))) {
        values.add(value.endsWith(".") || field.getName().endsWith("_PREFIX") ? value + "*" : value);
      }
    }
    return values;
  }

  private static void addKeys(Set<String> keys, Collection<? extends ConfigOption<?>> options) {
    for (ConfigOption<?> option : options) {
      String key = option.key().replaceAll("(#|<[^>]*>).*", "*");
      // A test option of the runtime is named by its placeholder alone and would allow every key.
      if (!key.equals("*")) keys.add(key);
      for (FallbackKey fallback : option.fallbackKeys()) keys.add(fallback.getKey());
    }
  }

  private static String list(Collection<String> values) {
    return values.stream().map(ListOptionKeys::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String map(Map<String, Set<String>> values) {
    return values.entrySet().stream().map(e -> quoted(e.getKey()) + ": " + list(e.getValue())).collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
