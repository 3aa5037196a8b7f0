package io.antiphon.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A request refused for a reason that its sender is told in full. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;
    private final transient List<Fault> faults;

    private Refusal(int status, String detail, Map<String, String> headers, List<Fault> faults) {
        super(detail, null, false, false);
        this.status = status;
        this.headers = headers;
        this.faults = faults;
    }

    static Refusal of(int status, String detail) {
        return new Refusal(status, detail, Map.of(), List.of());
    }

    static Refusal notFound(String detail) {
        return of(404, detail);
    }

    static Refusal later(int status, String detail, Duration wait) {
        return new Refusal(status, detail, Map.of("Retry-After", seconds(wait)), List.of());
    }

    static Refusal faulty(int status, String detail, List<Fault> faults) {
        return new Refusal(status, detail, Map.of(), List.copyOf(faults));
    }

    /** The same with a header. */
    Refusal header(String name, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(name, value);
        return new Refusal(status, detail(), more, faults);
    }

    /** A wait in whole seconds, at least one. */
    static String seconds(Duration wait) {
        return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000));
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }

    List<Fault> faults() {
        return faults;
    }

    /**
     * One thing that is wrong with a body.
     *
     * @param pointer where, as a JSON Pointer
     * @param detail what
     * @param remedy what to do; empty if that is plain
     */
    record Fault(String pointer, String detail, String remedy) {}
}
