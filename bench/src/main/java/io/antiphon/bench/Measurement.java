package io.antiphon.bench;

/** One bench: measures the real distribution. Found as a service; its name is its class's, in lower case. */
public interface Measurement {

    /** A sentence for the list. */
    String summary();

    /** Measures. */
    Figures run(String[] arguments) throws Exception;

    /** What it is called on the command line. */
    default String name() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
