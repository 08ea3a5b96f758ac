/** Starts a Trino server; Trino's own launcher is a script in a distribution that Maven Central does not carry. */
public final class TrinoLauncher {
    public static void main(String[] arguments) {
        new io.trino.server.Server().start(arguments[0]);
    }
}
