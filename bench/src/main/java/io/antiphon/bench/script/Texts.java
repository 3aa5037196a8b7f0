package io.antiphon.bench.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The one policy in the three forms in which it is measured, and what measures it from inside. */
final class Texts {

    /** For Antiphon, in JavaScript. */
    static final String SCRIPT = text("callback.policy.js");

    /** For Antiphon, as the members of a Java class. */
    static final String JAVA = text("callback.java.txt");

    /** For Node-RED. */
    static final String FUNCTION = text("callback.function.js");

    /** An endpoint that asks a policy, as the members of a Java class. */
    static final String PROBE = text("probe.java.txt");

    private Texts() {}

    private static String text(String name) {
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
