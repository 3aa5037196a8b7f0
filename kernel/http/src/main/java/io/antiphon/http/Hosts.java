package io.antiphon.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides by which names the front door may be called, so that a foreign web page cannot reach it under a name of its own
 * that points at this machine. Bound to a loopback address it answers to the loopback names, its address and what is
 * configured; bound to another it answers to every name, unless names are configured.
 */
final class Hosts {

    private final String bind;
    private final List<String> configured;
    private final boolean any;

    Hosts(String bind, List<String> configured) {
        this.bind = bare(bind);
        this.configured = configured.stream().map(Hosts::bare).toList();
        this.any = this.configured.contains("*") || this.configured.isEmpty() && !isLoopback(this.bind);
    }

    /**
     * Whether a request may go on.
     *
     * @param header the value of {@code Host}; null for a client of HTTP/1.0, which no browser is
     */
    boolean mayBeCalled(@Nullable String header) {
        if (any || header == null || header.isEmpty()) {
            return true;
        }
        String name = bare(header);
        return isLoopback(name) || name.equals(bind) || configured.contains(name);
    }

    private static String bare(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            int end = name.indexOf(']');
            return end < 0 ? name : name.substring(1, end);
        }
        int colon = name.indexOf(':');
        return colon < 0 || colon != name.lastIndexOf(':') ? name : name.substring(0, colon);
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1")
                || isLoopback4(name);
    }

    private static boolean isLoopback4(String name) {
        if (!name.startsWith("127.")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
